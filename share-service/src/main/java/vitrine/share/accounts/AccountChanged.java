package vitrine.share.accounts;

import java.util.UUID;

/** An account's roles, studio or activity may have changed; published within the transaction that stored it. */
public record AccountChanged(UUID accountId) {}
