package vitrine.auth.accounts;

import java.util.Optional;
import java.util.UUID;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;
import vitrine.auth.mail.LetterOrder;

/**
 * Tells the owner of an account that something about it changed, in case it was somebody else. It goes to the address it was
 * ordered for: whoever made the change may have changed the address since.
 *
 * @param page on the auth host, where the owner can do something about it
 */
public record AccountNotice(String kind, String page, Accounts accounts, PublicHosts hosts) implements LetterContent {

    @Override
    public Optional<Filled> fill(LetterOrder order) {
        UUID subject = order.subjectId();
        return subject == null
                ? Optional.empty()
                : accounts.findById(subject)
                        .map(account ->
                                new Filled(kind, order.recipient(), account.username(), hosts.auth() + page, ""));
    }
}
