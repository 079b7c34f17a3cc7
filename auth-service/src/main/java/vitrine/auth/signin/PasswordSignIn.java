package vitrine.auth.signin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.accounts.Names;
import vitrine.auth.accounts.Passwords;
import vitrine.auth.accounts.Refusals.Locked;
import vitrine.auth.accounts.Registration;
import vitrine.auth.accounts.Registrations;
import vitrine.auth.accounts.SignInFailures;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.problems.Refusal;

/** Whose password it is. An unknown name takes as long and sounds the same as a wrong password. */
@Component
class PasswordSignIn {

    private final Accounts accounts;
    private final Registrations registrations;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final PasswordUpgrade upgrade;
    private final AuditLog audit;

    PasswordSignIn(
            Accounts accounts,
            Registrations registrations,
            Passwords passwords,
            SignInFailures failures,
            PasswordUpgrade upgrade,
            AuditLog audit) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.passwords = passwords;
        this.failures = failures;
        this.upgrade = upgrade;
        this.audit = audit;
    }

    /** @param login username or email address */
    Account signIn(String login, String password) {
        String name = login.strip();
        Duration pause = failures.pause(name);
        if (!pause.isZero()) {
            failed(name, "locked");
            throw new Locked(pause);
        }
        Optional<Account> account = account(name).filter(Account::isActive);
        Optional<Registration> waiting = account.isPresent() ? Optional.empty() : waiting(name);
        String hash = account.map(Account::passwordHash)
                .or(() -> waiting.map(Registration::passwordHash))
                .orElse(null);
        if (!passwords.matches(password, hash)) {
            failures.count(name);
            failed(name, "password");
            throw new BadCredentials();
        }
        failures.forget(name);
        waiting.ifPresent(registration -> {
            failed(name, "not-confirmed");
            throw new NotConfirmed(registration.email());
        });
        Account known = account.orElseThrow(BadCredentials::new);
        upgrade.ifOutdated(known, password);
        return known;
    }

    /** The name is kept only where an account has it: people type passwords into the wrong field. */
    private void failed(String name, String reason) {
        Optional<Account> account = account(name);
        audit.record(
                "sign-in.failed",
                null,
                account.map(Account::id).orElse(null),
                account.map(known -> Map.of("reason", reason, "username", known.username()))
                        .orElse(Map.of("reason", reason)));
    }

    private Optional<Account> account(String name) {
        if (Names.isUsername(name)) {
            return accounts.findByUsername(name);
        }
        return Names.isEmail(name) ? accounts.findByEmail(name) : Optional.empty();
    }

    private Optional<Registration> waiting(String name) {
        if (Names.isUsername(name)) {
            return registrations.findByUsername(name);
        }
        return Names.isEmail(name) ? registrations.findNewestByEmail(name) : Optional.empty();
    }

    static class BadCredentials extends Refusal {
        BadCredentials() {
            super(HttpStatus.UNAUTHORIZED, "bad-credentials", "Username or password is wrong.");
        }
    }

    /** The password is right, the address not confirmed yet. */
    static class NotConfirmed extends Refusal {

        private final String email;

        NotConfirmed(String email) {
            super(HttpStatus.FORBIDDEN, "not-confirmed", "Confirm your email address first.");
            this.email = email;
        }

        String email() {
            return email;
        }
    }
}
