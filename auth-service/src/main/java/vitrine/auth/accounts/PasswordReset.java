package vitrine.auth.accounts;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.accounts.Refusals.TokenInvalid;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.mail.Letters;
import vitrine.auth.secrets.OneTimeToken;
import vitrine.auth.sessions.SingleSignOut;

/** A forgotten password is replaced by whoever reads the account's mail. */
@Component
public class PasswordReset {

    static final Duration LIFETIME = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Letters letters;
    private final Flaws flaws;
    private final AccountEvents events;
    private final AuditLog audit;
    private final SingleSignOut signOut;
    private final ApplicationEventPublisher publisher;

    PasswordReset(
            JdbcClient jdbc,
            Accounts accounts,
            Passwords passwords,
            Letters letters,
            Flaws flaws,
            AccountEvents events,
            AuditLog audit,
            SingleSignOut signOut,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.passwords = passwords;
        this.letters = letters;
        this.flaws = flaws;
        this.events = events;
        this.audit = audit;
        this.signOut = signOut;
        this.publisher = publisher;
    }

    /** The account is looked up when the letter leaves: here known and unknown addresses are the same work. */
    @Transactional
    public void request(@Nullable String email, Locale locale) {
        String address = email == null ? "" : email.strip();
        var found = flaws.found(locale);
        if (!Names.isEmail(address)) {
            found.add("email", "flaw.email");
        }
        found.refuse();
        letters.order(PasswordLetters.Reset.KIND, address, null, locale.getLanguage());
        audit.record(
                "password-reset.requested",
                null,
                accounts.findByEmail(address).map(Account::id).orElse(null),
                Map.of("email", address));
    }

    public boolean isUsable(String token) {
        return jdbc.sql("select count(*) from password_reset where token_digest = ? and expires_at > ?")
                        .param(new OneTimeToken(token).digest())
                        .param(Timestamp.from(Instant.now()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Sets the password, voids every such link of the account, unlocks it, ends all its sessions and revokes its API tokens: whoever
     * knew the password before may have made some.
     */
    @Transactional
    public void reset(@Nullable String token, @Nullable String password, @Nullable String confirmation, Locale locale) {
        if (token == null || token.length() > 200) {
            throw new TokenInvalid();
        }
        var found = flaws.found(locale);
        passwords.flaw(password, "", "").ifPresent(flaw -> found.add("password", flaw));
        if (password == null || !password.equals(confirmation)) {
            found.add("confirm_password", "flaw.password.differs");
        }
        found.refuse();
        // Deleting decides between parallel requests; a rollback brings the row back.
        Account account = jdbc.sql(
                        "delete from password_reset where token_digest = ? and expires_at > ? returning account_id")
                .param(new OneTimeToken(token).digest())
                .param(Timestamp.from(Instant.now()))
                .query(UUID.class)
                .optional()
                .flatMap(accounts::findForChange)
                .filter(Account::isActive)
                .orElseThrow(TokenInvalid::new);
        account.choosePassword(passwords.hash(String.valueOf(password)));
        events.changed(accounts.saveAndFlush(account));
        voidLinks(account.id());
        signOut.endAll(account.id());
        publisher.publishEvent(new PasswordChosen(account.id(), account.username(), account.email(), true));
        letters.order(AccountNotices.PASSWORD_CHANGED, account.email(), account.id(), account.language());
        audit.record("account.password-changed", null, account.id(), Map.of("by", "reset"));
    }

    /** A new link; the ones before are void. */
    OneTimeToken link(UUID accountId) {
        return link(accountId, LIFETIME);
    }

    OneTimeToken link(UUID accountId, Duration lifetime) {
        voidLinks(accountId);
        OneTimeToken token = OneTimeToken.create();
        jdbc.sql("insert into password_reset (token_digest, account_id, expires_at) values (?, ?, ?)")
                .param(token.digest())
                .param(accountId)
                .param(Timestamp.from(Instant.now().plus(lifetime)))
                .update();
        return token;
    }

    /** They were sent to an address, or with a password, that is no longer the account's. */
    void voidLinks(UUID accountId) {
        jdbc.sql("delete from password_reset where account_id = ?")
                .param(accountId)
                .update();
    }

    /**
     * Somebody chose a new password: failed tries before no longer count.
     *
     * @param revokesTokens whether the personal API tokens of the account end with the password before
     */
    public record PasswordChosen(UUID accountId, String username, String email, boolean revokesTokens) {}
}
