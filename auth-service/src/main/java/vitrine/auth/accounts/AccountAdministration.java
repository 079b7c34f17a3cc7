package vitrine.auth.accounts;

import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.accounts.Refusals.AccountMissing;
import vitrine.auth.accounts.Refusals.LastAdmin;
import vitrine.auth.sessions.SingleSignOut;
import vitrine.auth.studios.Studio;

/** What an admin does to other people's accounts. */
@Component
class AccountAdministration {

    private final Accounts accounts;
    private final AccountEvents events;
    private final SingleSignOut signOut;
    private final JdbcClient jdbc;

    AccountAdministration(Accounts accounts, AccountEvents events, SingleSignOut signOut, JdbcClient jdbc) {
        this.accounts = accounts;
        this.events = events;
        this.signOut = signOut;
        this.jdbc = jdbc;
    }

    @Transactional
    public Account assignRole(UUID id, Role role) {
        return change(id, account -> {
            if (role != Role.ADMIN) {
                keepAnAdmin(account);
            }
            if (account.role() != role) {
                account.become(role, new Studio(AccountRegistration.studioName(null, account.username())));
            }
        });
    }

    @Transactional
    public Account deactivate(UUID id) {
        Account account = change(id, found -> {
            keepAnAdmin(found);
            if (found.isActive()) {
                found.deactivate();
            }
        });
        signOut.endAll(id);
        return account;
    }

    @Transactional
    public Account reactivate(UUID id) {
        return change(id, Account::reactivate);
    }

    private Account change(UUID id, Consumer<Account> change) {
        // One at a time: two admins demoting each other must not both succeed.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('account-administration'))")
                .query((row, n) -> n)
                .list();
        Account account = accounts.findById(id).orElseThrow(AccountMissing::new);
        long before = account.version();
        change.accept(account);
        Account saved = accounts.saveAndFlush(account);
        if (saved.version() != before) {
            events.changed(saved);
        }
        return saved;
    }

    private void keepAnAdmin(Account account) {
        if (account.role() == Role.ADMIN && account.isActive() && accounts.countByRoleAndActiveTrue(Role.ADMIN) == 1) {
            throw new LastAdmin();
        }
    }
}
