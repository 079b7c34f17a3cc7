package vitrine.auth.accounts;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Refusals.AccountMissing;
import vitrine.auth.accounts.Refusals.Locked;
import vitrine.auth.accounts.Refusals.WrongPassword;
import vitrine.auth.audit.AuditLog;

/**
 * Asks somebody who is signed in for the password once more. Whoever found an open browser gets as many tries as at the sign-in, and
 * they count together.
 */
@Component
class OwnPassword {

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final AuditLog audit;

    OwnPassword(Accounts accounts, Passwords passwords, SignInFailures failures, AuditLog audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.failures = failures;
        this.audit = audit;
    }

    /** The account as it was when its password was shown to be known. */
    Account proven(UUID id, @Nullable String password) {
        Account account = accounts.findById(id).filter(Account::isActive).orElseThrow(AccountMissing::new);
        Duration pause = failures.pause(account.username());
        if (!pause.isZero()) {
            throw new Locked(pause);
        }
        if (password == null || !passwords.matches(password, account.passwordHash())) {
            failures.count(account.username());
            audit.record("account.password-refused", id, id, Map.of());
            throw new WrongPassword();
        }
        return account;
    }
}
