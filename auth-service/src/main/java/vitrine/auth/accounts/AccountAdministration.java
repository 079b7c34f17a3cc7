package vitrine.auth.accounts;

import com.fasterxml.uuid.Generators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.accounts.Refusals.AccountMissing;
import vitrine.auth.accounts.Refusals.EmailTaken;
import vitrine.auth.accounts.Refusals.LastAdmin;
import vitrine.auth.accounts.Refusals.UsernameTaken;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.mail.Letters;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.secrets.OneTimeToken;
import vitrine.auth.sessions.SingleSignOut;
import vitrine.auth.studios.Studio;

/** What an admin does to other people's accounts. */
@Component
class AccountAdministration {

    private final Accounts accounts;
    private final Registrations registrations;
    private final Passwords passwords;
    private final AccountEvents events;
    private final SingleSignOut signOut;
    private final Letters letters;
    private final AuditLog audit;
    private final JdbcClient jdbc;

    AccountAdministration(
            Accounts accounts,
            Registrations registrations,
            Passwords passwords,
            AccountEvents events,
            SingleSignOut signOut,
            Letters letters,
            AuditLog audit,
            JdbcClient jdbc) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.passwords = passwords;
        this.events = events;
        this.signOut = signOut;
        this.letters = letters;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    /** The account is there at once; its owner is asked by mail to choose a password, which nobody knows until then. */
    @Transactional
    public Account create(NewAccount wanted, UUID actor) {
        if (accounts.findByUsername(wanted.username()).isPresent()
                || registrations.findByUsername(wanted.username()).isPresent()) {
            throw new UsernameTaken();
        }
        if (accounts.findByEmail(wanted.email()).isPresent()) {
            throw new EmailTaken();
        }
        Account account;
        try {
            account = accounts.saveAndFlush(new Account(
                    Generators.timeBasedEpochGenerator().generate(),
                    wanted.username(),
                    wanted.email(),
                    passwords.hash(OneTimeToken.create().value()),
                    wanted.role(),
                    wanted.role().hasStudio()
                            ? new Studio(AccountRegistration.studioName(wanted.studioName(), wanted.username()))
                            : null,
                    wanted.language()));
        } catch (DataIntegrityViolationException e) {
            // Somebody was faster by a moment.
            throw new UsernameTaken();
        }
        registrations.close(account.email());
        events.activated(account);
        letters.order(PasswordLetters.Welcome.KIND, account.email(), account.id(), account.language());
        audit.record(
                "account.created",
                actor,
                account.id(),
                Map.of("username", account.username(), "role", account.role().title()));
        return account;
    }

    @Transactional
    public Account assignRole(UUID id, Role role, UUID actor) {
        return change(id, account -> {
            if (role != Role.ADMIN) {
                keepAnAdmin(account);
            }
            if (account.role() != role) {
                audit.record(
                        "account.role-changed",
                        actor,
                        id,
                        Map.of("before", account.role().title(), "after", role.title()));
                account.become(role, new Studio(AccountRegistration.studioName(null, account.username())));
            }
        });
    }

    @Transactional
    public Account deactivate(UUID id, UUID actor) {
        Account account = change(id, found -> {
            keepAnAdmin(found);
            if (found.isActive()) {
                found.deactivate();
                audit.record("account.deactivated", actor, id, Map.of("before", "active", "after", "inactive"));
            }
        });
        signOut.endAll(id);
        return account;
    }

    @Transactional
    public Account reactivate(UUID id, UUID actor) {
        return change(id, found -> {
            if (!found.isActive()) {
                found.reactivate();
                audit.record("account.reactivated", actor, id, Map.of("before", "inactive", "after", "active"));
            }
        });
    }

    /** Whoever uses the account has to sign in again, everywhere. */
    @Transactional
    public Account endSessions(UUID id, UUID actor) {
        Account account = change(id, Account::signOutEverywhere);
        signOut.endAll(id);
        audit.record("account.sessions-ended", actor, id, Map.of("username", account.username()));
        return account;
    }

    /** How many browsers are signed in. */
    long sessions(UUID id) {
        return jdbc.sql("select count(*) from spring_session where principal_name = ? and expiry_time > ?")
                .param(id.toString())
                .param(System.currentTimeMillis())
                .query(Long.class)
                .single();
    }

    private Account change(UUID id, Consumer<Account> change) {
        oneAtATime();
        Account account = accounts.findForChange(id).orElseThrow(AccountMissing::new);
        long before = account.version();
        change.accept(account);
        Account saved = accounts.saveAndFlush(account);
        if (saved.version() != before) {
            events.changed(saved);
        }
        return saved;
    }

    /** Two admins demoting each other must not both succeed. */
    void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('account-administration'))")
                .query((row, n) -> n)
                .list();
    }

    void keepAnAdmin(Account account) {
        if (account.role() == Role.ADMIN && account.isActive() && accounts.countByRoleAndActiveTrue(Role.ADMIN) == 1) {
            throw new LastAdmin();
        }
    }

    /** An account as an admin wants it. */
    record NewAccount(
            String username,
            String email,
            Role role,
            @Nullable String studioName,
            String language) {

        NewAccount {
            List<FieldProblem> errors = new ArrayList<>();
            if (!Names.isUsername(username)) {
                errors.add(new FieldProblem("username", "must be 3 to 50 letters, digits or _"));
            }
            if (!Names.isEmail(email)) {
                errors.add(new FieldProblem("email", "must be an email address"));
            }
            if (!language.equals("en") && !language.equals("de")) {
                errors.add(new FieldProblem("language", "must be en or de"));
            }
            if (studioName != null && !Names.isStudioName(studioName)) {
                errors.add(new FieldProblem("studio_name", "must be 1 to 120 printable characters"));
            }
            if (!errors.isEmpty()) {
                throw new InvalidFields(errors);
            }
        }
    }
}
