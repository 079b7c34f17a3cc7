package vitrine.auth.accounts;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.PasswordReset.PasswordChosen;
import vitrine.auth.accounts.Refusals.WrongPassword;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.mail.Letters;
import vitrine.auth.sessions.SingleSignOut;

/** Somebody who is signed in and knows the password chooses another one. */
@Component
class PasswordChange {

    private final Accounts accounts;
    private final OwnPassword ownPassword;
    private final Passwords passwords;
    private final PasswordReset resets;
    private final AccountEvents events;
    private final SingleSignOut signOut;
    private final Letters letters;
    private final Flaws flaws;
    private final AuditLog audit;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    PasswordChange(
            Accounts accounts,
            OwnPassword ownPassword,
            Passwords passwords,
            PasswordReset resets,
            AccountEvents events,
            SingleSignOut signOut,
            Letters letters,
            Flaws flaws,
            AuditLog audit,
            ApplicationEventPublisher publisher,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.ownPassword = ownPassword;
        this.passwords = passwords;
        this.resets = resets;
        this.events = events;
        this.signOut = signOut;
        this.letters = letters;
        this.flaws = flaws;
        this.audit = audit;
        this.publisher = publisher;
        this.transaction = transaction;
    }

    /** @param thisSession the one session that stays, where the wish came from one */
    void change(UUID id, @Nullable String thisSession, PasswordWish wish, Locale locale) {
        var found = flaws.found(locale);
        String password = wish.password();
        if (wish.currentPassword() == null || wish.currentPassword().isEmpty()) {
            found.add("current_password", "flaw.password.missing");
        } else if (Passwords.isOversized(wish.currentPassword())) {
            found.add("current_password", "flaw.password.long");
        }
        passwords.flaw(password, "", "").ifPresent(flaw -> found.add("password", flaw));
        if (password == null || !password.equals(wish.confirmPassword())) {
            found.add("confirm_password", "flaw.password.differs");
        } else if (password.equals(wish.currentPassword())) {
            found.add("password", "flaw.password.same");
        }
        found.refuse();
        Account proven = ownPassword.proven(id, wish.currentPassword());
        passwords.flaw(password, proven.username(), proven.email()).ifPresent(flaw -> found.add("password", flaw));
        found.refuse();
        String hash = passwords.hash(String.valueOf(password));
        transaction.executeWithoutResult(status -> {
            // The password that was shown to be known is still the one to be replaced.
            Account account = accounts.findForChange(id)
                    .filter(Account::isActive)
                    .filter(current -> current.passwordHash().equals(proven.passwordHash()))
                    .orElseThrow(WrongPassword::new);
            account.choosePassword(hash);
            events.changed(accounts.saveAndFlush(account));
            resets.voidLinks(id);
            signOut.endOthers(id, thisSession);
            publisher.publishEvent(new PasswordChosen(
                    id, account.username(), account.email(), Boolean.TRUE.equals(wish.revokeTokens())));
            letters.order(AccountNotices.PASSWORD_CHANGED, account.email(), id, account.language());
            audit.record("account.password-changed", id, id, Map.of("by", "owner"));
        });
    }

    /** @param revokeTokens whether the personal API tokens end too; scripts go on with them otherwise */
    record PasswordWish(
            @Nullable String currentPassword,
            @Nullable String password,
            @Nullable String confirmPassword,
            @Nullable Boolean revokeTokens) {

        @Override
        public String toString() {
            return "PasswordWish[...]";
        }
    }
}
