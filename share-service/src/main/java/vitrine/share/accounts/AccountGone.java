package vitrine.share.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account was deleted for good; published within the transaction that noted it.
 *
 * @param studioId the studio that went with its last member, else null
 */
public record AccountGone(UUID accountId, @Nullable UUID studioId) {}
