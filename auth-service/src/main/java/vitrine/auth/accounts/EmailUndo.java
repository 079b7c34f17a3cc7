package vitrine.auth.accounts;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.EmailUndos.Undo;
import vitrine.auth.accounts.Refusals.TokenInvalid;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.secrets.OneTimeToken;
import vitrine.auth.sessions.SingleSignOut;

/** The reader of the address that an account had before gives it back to the account, and whoever is signed in is no longer. */
@Component
class EmailUndo {

    private static final int LONGEST_TOKEN = 200;

    private final EmailUndos undos;
    private final EmailChanges changes;
    private final Accounts accounts;
    private final Registrations registrations;
    private final PasswordReset resets;
    private final AccountEvents events;
    private final SingleSignOut signOut;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    EmailUndo(
            EmailUndos undos,
            EmailChanges changes,
            Accounts accounts,
            Registrations registrations,
            PasswordReset resets,
            AccountEvents events,
            SingleSignOut signOut,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.undos = undos;
        this.changes = changes;
        this.accounts = accounts;
        this.registrations = registrations;
        this.resets = resets;
        this.events = events;
        this.signOut = signOut;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** What the link would restore, without using it up: mail scanners follow links too. */
    Optional<Restorable> find(String token) {
        return usable(token)
                .flatMap(undo -> accounts.findById(undo.accountId())
                        .filter(Account::isActive)
                        .map(account -> new Restorable(account.username(), undo.email())));
    }

    /**
     * @return a link's secret to choose a new password with: the reader of the address has shown what a forgotten password would ask for,
     *     and somebody else may know the present one
     */
    OneTimeToken restore(@Nullable String token) {
        try {
            return transaction.execute(
                    status -> usable(token).flatMap(this::restore).orElseThrow(TokenInvalid::new));
        } catch (DataIntegrityViolationException e) {
            // The address has another account by now.
            throw new TokenInvalid();
        }
    }

    private Optional<OneTimeToken> restore(Undo undo) {
        Optional<Account> locked = accounts.findForChange(undo.accountId()).filter(Account::isActive);
        if (locked.isEmpty() || !undos.take(undo)) {
            return Optional.empty();
        }
        Account account = locked.get();
        String replaced = account.email();
        account.moveTo(undo.email());
        account.signOutEverywhere();
        events.changed(accounts.saveAndFlush(account));
        registrations.close(undo.email());
        changes.drop(account.id());
        signOut.endAll(account.id());
        audit.record("account.email-restored", null, account.id(), Map.of("before", replaced, "after", undo.email()));
        return Optional.of(resets.link(account.id()));
    }

    private Optional<Undo> usable(@Nullable String token) {
        return token == null || token.length() > LONGEST_TOKEN ? Optional.empty() : undos.find(new OneTimeToken(token));
    }

    record Restorable(String username, String email) {}
}
