package vitrine.auth.upstream;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.AccountRegistration;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.accounts.Names;
import vitrine.auth.accounts.Role;
import vitrine.auth.audit.AuditLog;

/**
 * Whose account it is that another provider vouches for. Once linked, issuer and subject decide. Before that only an address that
 * the provider has verified does: anybody can write anybody's address into a profile.
 */
@Component
public class UpstreamPeople {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final AccountRegistration registration;
    private final UpstreamProviders providers;
    private final AuditLog audit;

    UpstreamPeople(
            JdbcClient jdbc,
            Accounts accounts,
            AccountRegistration registration,
            UpstreamProviders providers,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.registration = registration;
        this.providers = providers;
        this.audit = audit;
    }

    @Transactional
    public Account find(Identity identity, Locale locale) {
        // First sign-ins of one person at once make one account.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('upstream ' || ?))")
                .param(identity.issuer() + " " + identity.subject())
                .query((row, n) -> n)
                .list();
        Account account = linked(identity).orElseGet(() -> link(identity, locale));
        if (!account.isActive()) {
            throw new Refused("inactive");
        }
        jdbc.sql("update linked_identity set last_used_at = ? where issuer = ? and subject = ?")
                .param(Timestamp.from(Instant.now()))
                .param(identity.issuer())
                .param(identity.subject())
                .update();
        return account;
    }

    private Optional<Account> linked(Identity identity) {
        return jdbc.sql("select account_id from linked_identity where issuer = ? and subject = ?")
                .param(identity.issuer())
                .param(identity.subject())
                .query(UUID.class)
                .optional()
                .flatMap(accounts::findById);
    }

    private Account link(Identity identity, Locale locale) {
        String email = identity.email();
        if (email == null || !identity.emailVerified() || !Names.isEmail(email)) {
            throw new Refused("unverified");
        }
        Optional<Account> known = accounts.findByEmail(email);
        if (known.isPresent() && !known.get().isActive()) {
            throw new Refused("inactive");
        }
        Account account = known.orElseGet(() -> {
            UpstreamProviders.Provider provider = providers.provider(identity.provider());
            if (!(provider.signUp() == null ? registration.isOpen() : provider.signUp())) {
                throw new Refused("closed");
            }
            return registration.admit(
                    email,
                    identity.name(),
                    "photographer".equals(provider.role()) ? Role.PHOTOGRAPHER : Role.USER,
                    locale.getLanguage());
        });
        Timestamp now = Timestamp.from(Instant.now());
        jdbc.sql("""
                insert into linked_identity (issuer, subject, account_id, linked_at, last_used_at)
                values (?, ?, ?, ?, ?)""")
                .param(identity.issuer())
                .param(identity.subject())
                .param(account.id())
                .param(now)
                .param(now)
                .update();
        audit.record(
                "identity.linked",
                account.id(),
                account.id(),
                Map.of("issuer", identity.issuer(), "new_account", known.isEmpty()));
        return account;
    }

    /** What the provider said, signed. */
    public record Identity(
            String provider,
            String issuer,
            String subject,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String name) {}

    /** Nobody is signed in; {@code reason} ends the key of the sentence that says why. */
    public static class Refused extends RuntimeException {

        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
