package vitrine.auth.accounts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.Refusals.AccountMissing;
import vitrine.auth.accounts.Refusals.LastOwner;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.mail.Letters;
import vitrine.auth.sessions.SingleSignOut;
import vitrine.auth.studios.Studio;
import vitrine.auth.studios.StudioRole;

/**
 * The owner takes the account away, and with it everything that hangs on it: here by foreign keys, in the other services by the event.
 * A studio goes with its last member.
 */
@Component
class AccountDeletion {

    private final Accounts accounts;
    private final AccountAdministration administration;
    private final StudioMembers members;
    private final OwnPassword ownPassword;
    private final AccountEvents events;
    private final SingleSignOut signOut;
    private final Letters letters;
    private final Flaws flaws;
    private final AuditLog audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    AccountDeletion(
            Accounts accounts,
            AccountAdministration administration,
            StudioMembers members,
            OwnPassword ownPassword,
            AccountEvents events,
            SingleSignOut signOut,
            Letters letters,
            Flaws flaws,
            AuditLog audit,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.administration = administration;
        this.members = members;
        this.ownPassword = ownPassword;
        this.events = events;
        this.signOut = signOut;
        this.letters = letters;
        this.flaws = flaws;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void delete(UUID id, @Nullable String password, Locale locale) {
        var found = flaws.found(locale);
        if (password == null || password.isEmpty()) {
            found.add("password", "flaw.password.missing");
        } else if (Passwords.isOversized(password)) {
            found.add("password", "flaw.password.long");
        }
        found.refuse();
        ownPassword.proven(id, password);
        transaction.executeWithoutResult(status -> delete(id));
    }

    private void delete(UUID id) {
        administration.oneAtATime();
        Account account = accounts.findForChange(id).orElseThrow(AccountMissing::new);
        administration.keepAnAdmin(account);
        Studio studio = account.studio();
        boolean lastMember = studio != null && isLastMember(account, studio.id());
        signOut.endAll(id);
        events.deleted(account, lastMember);
        letters.order(EmailLetters.Deleted.KIND, account.email(), null, account.language(), account.username());
        audit.record("account.deleted", id, id, Map.of("username", account.username(), "studio_deleted", lastMember));
        jdbc.sql("delete from oauth2_authorization_consent where principal_name = ?")
                .param(id.toString())
                .update();
        jdbc.sql("delete from account where id = ?").param(id).update();
        if (studio != null && lastMember) {
            jdbc.sql("delete from studio where id = ?").param(studio.id()).update();
        }
    }

    /** Of the last two members leaving at once, the second one sees that it is the last: both wait for the studio's row. */
    private boolean isLastMember(Account account, UUID studio) {
        members.lock(studio);
        jdbc.sql("select id from studio where id = ? for update")
                .param(studio)
                .query(UUID.class)
                .list();
        List<String> others = jdbc.sql("select studio_role from account where studio_id = ? and id <> ?")
                .param(studio)
                .param(account.id())
                .query(String.class)
                .list();
        boolean owned = account.studioRole() != StudioRole.OWNER || others.contains(StudioRole.OWNER.name());
        if (!others.isEmpty() && !owned) {
            throw new LastOwner();
        }
        return others.isEmpty();
    }
}
