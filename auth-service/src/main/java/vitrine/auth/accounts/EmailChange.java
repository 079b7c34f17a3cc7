package vitrine.auth.accounts;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.Refusals.CodeInvalid;
import vitrine.auth.accounts.Refusals.TokenInvalid;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.mail.Letters;
import vitrine.auth.secrets.KeySecret;
import vitrine.auth.secrets.OneTimeToken;

/** Another address counts once its mail was read; the one before hears of it and may take it back. Whether an address has an account is told to it alone. */
@Component
class EmailChange {

    private final EmailChanges changes;
    private final EmailUndos undos;
    private final Accounts accounts;
    private final Registrations registrations;
    private final OwnPassword ownPassword;
    private final PasswordReset resets;
    private final AccountEvents events;
    private final Letters letters;
    private final Flaws flaws;
    private final KeySecret keySecret;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    EmailChange(
            EmailChanges changes,
            EmailUndos undos,
            Accounts accounts,
            Registrations registrations,
            OwnPassword ownPassword,
            PasswordReset resets,
            AccountEvents events,
            Letters letters,
            Flaws flaws,
            KeySecret keySecret,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.changes = changes;
        this.undos = undos;
        this.accounts = accounts;
        this.registrations = registrations;
        this.ownPassword = ownPassword;
        this.resets = resets;
        this.events = events;
        this.letters = letters;
        this.flaws = flaws;
        this.keySecret = keySecret;
        this.audit = audit;
        this.transaction = transaction;
    }

    void request(UUID id, EmailWish wish, Locale locale) {
        String email = wish.email() == null ? "" : wish.email().strip();
        var found = flaws.found(locale);
        if (!Names.isEmail(email)) {
            found.add("email", "flaw.email");
        }
        if (wish.password() == null || wish.password().isEmpty()) {
            found.add("password", "flaw.password.missing");
        } else if (Passwords.isOversized(wish.password())) {
            found.add("password", "flaw.password.long");
        }
        found.refuse();
        Account account = ownPassword.proven(id, wish.password());
        if (account.email().equalsIgnoreCase(email)) {
            found.add("email", "flaw.email.same");
            found.refuse();
        }
        transaction.executeWithoutResult(status -> {
            changes.put(id, email);
            letters.order(EmailLetters.Confirm.KIND, email, id, locale.getLanguage());
            audit.record("account.email-change-requested", id, id, Map.of("email", email));
        });
    }

    /** The address that waits for its code. */
    Optional<String> waiting(UUID id) {
        return changes.waiting(id);
    }

    void giveUp(UUID id) {
        transaction.executeWithoutResult(status -> changes.drop(id));
    }

    void confirm(UUID id, @Nullable String code) {
        String digits = code == null ? "" : code.replace(" ", "");
        if (!digits.matches("[0-9]{6}")) {
            throw new CodeInvalid();
        }
        // A transaction of its own: a try counts even though the request fails.
        Optional<EmailChanges.Tried> tried = transaction.execute(status -> changes.countTry(id));
        String email = tried.filter(candidate -> MessageDigest.isEqual(
                        candidate.codeDigest(), EmailLetters.codeDigest(keySecret, id, candidate.email(), digits)))
                .map(EmailChanges.Tried::email)
                .orElseThrow(CodeInvalid::new);
        if (!complete(id, email)) {
            throw new CodeInvalid();
        }
    }

    /** Whose link it is, without using it up: mail scanners follow links too. */
    Optional<Pending> findByLink(String token) {
        return changes.findByLink(new OneTimeToken(token).digest())
                .flatMap(found -> accounts.findById(found.accountId())
                        .map(account -> new Pending(account.username(), found.email())));
    }

    void confirmByLink(@Nullable String token) {
        if (token == null
                || token.length() > 200
                || !changes.findByLink(new OneTimeToken(token).digest())
                        .map(found -> complete(found.accountId(), found.email()))
                        .orElse(false)) {
            throw new TokenInvalid();
        }
    }

    private boolean complete(UUID id, String email) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Optional<Account> locked = accounts.findForChange(id).filter(Account::isActive);
                if (locked.isEmpty() || !changes.take(id, email)) {
                    return false;
                }
                Account account = locked.get();
                String before = account.email();
                account.moveTo(email);
                events.changed(accounts.saveAndFlush(account));
                registrations.close(email);
                resets.voidLinks(id);
                undos.add(id, before);
                letters.order(EmailLetters.Changed.KIND, before, id, account.language());
                audit.record("account.email-changed", id, id, Map.of("before", before, "after", email));
                return true;
            }));
        } catch (DataIntegrityViolationException e) {
            // The address got an account in the meantime.
            return false;
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void sweep() {
        transaction.executeWithoutResult(status -> changes.removeOld());
    }

    record EmailWish(@Nullable String email, @Nullable String password) {

        @Override
        public String toString() {
            return "EmailWish[email=" + email + "]";
        }
    }

    record Pending(String username, String email) {}
}
