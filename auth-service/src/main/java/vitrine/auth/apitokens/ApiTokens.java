package vitrine.auth.apitokens;

import com.fasterxml.uuid.Generators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.accounts.PasswordReset.PasswordChosen;
import vitrine.auth.administration.Settings;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.factors.RequiredFactor;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.problems.Refusal;
import vitrine.auth.tokens.AccessTokens;
import vitrine.messaging.Outbox;

/** Makes, lists and revokes the tokens of an account, and exchanges one for a short access token. */
@Component
class ApiTokens {

    static final int LONGEST_DAYS = 365;
    static final int MOST = 50;
    private static final int LONGEST_NAME = 80;
    private static final Duration ACCESS_LIFETIME = Duration.ofMinutes(5);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final Duration EXPIRED_SHOWN = Duration.ofDays(30);
    private static final String COLUMNS = "id, name, prefix, scopes, created_at, expires_at, last_used_at";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final AccessTokens accessTokens;
    private final Outbox outbox;
    private final AuditLog audit;
    private final MessageSource messages;
    private final Settings settings;
    private final Defaults defaults;
    private final RequiredFactor requiredFactor;

    ApiTokens(
            JdbcClient jdbc,
            Accounts accounts,
            AccessTokens accessTokens,
            Outbox outbox,
            AuditLog audit,
            MessageSource messages,
            Settings settings,
            Defaults defaults,
            RequiredFactor requiredFactor) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.accessTokens = accessTokens;
        this.outbox = outbox;
        this.audit = audit;
        this.messages = messages;
        this.settings = settings;
        this.defaults = defaults;
        this.requiredFactor = requiredFactor;
    }

    /** @param expiryDays how long a token lives when its owner does not say */
    @ConfigurationProperties("vitrine.api-tokens")
    record Defaults(int expiryDays) {

        Defaults {
            if (expiryDays < 1 || expiryDays > LONGEST_DAYS) {
                throw new IllegalArgumentException("API_TOKEN_EXPIRY_DAYS must be between 1 and " + LONGEST_DAYS);
            }
        }
    }

    record Created(ApiToken token, TokenSecret secret) {}

    /** What a token is wanted for; {@code days} null: the usual time. */
    record Wish(String name, List<String> scopes, @Nullable Integer days) {}

    int usualDays() {
        return Math.min(defaults.expiryDays(), mostDays());
    }

    /** A year, or less where an admin says so. */
    int mostDays() {
        return Math.min(settings.apiTokenMaxDays(), LONGEST_DAYS);
    }

    /** The tokens of the account, newest first, those that expired lately among them. */
    List<ApiToken> of(UUID account) {
        return jdbc.sql("select " + COLUMNS + " from api_token where account_id = ? order by id desc")
                .param(account)
                .query(ApiTokens::token)
                .list();
    }

    @Transactional
    public Created create(UUID account, Wish wish, Locale locale) {
        String name = wish.name().strip();
        Set<Scope> scopes = scopes(wish.scopes(), locale);
        int days = wish.days() == null ? usualDays() : wish.days();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("name", "flaw.token.name", locale);
        }
        if (days < 1 || days > mostDays()) {
            throw invalid("expires_in_days", "flaw.token.days", locale, mostDays());
        }
        // Parallel requests of one account wait for each other: the count below holds.
        jdbc.sql("select id from account where id = ? for update")
                .param(account)
                .query(UUID.class)
                .single();
        long present = jdbc.sql("select count(*) from api_token where account_id = ?")
                .param(account)
                .query(Long.class)
                .single();
        if (present >= MOST) {
            throw new TooMany();
        }
        TokenSecret secret = TokenSecret.create();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var token = new ApiToken(
                Generators.timeBasedEpochGenerator().generate(),
                name,
                secret.visible(),
                scopes.stream().map(Scope::value).toList(),
                now,
                now.plus(Duration.ofDays(days)),
                null);
        int inserted = jdbc.sql("""
                insert into api_token (id, account_id, name, digest, prefix, scopes, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (account_id, lower(name)) do nothing""")
                .param(token.id())
                .param(account)
                .param(token.name())
                .param(secret.digest())
                .param(token.prefix())
                .param(String.join(" ", token.scopes()))
                .param(Timestamp.from(token.createdAt()))
                .param(Timestamp.from(token.expiresAt()))
                .update();
        if (inserted == 0) {
            throw invalid("name", "flaw.token.name.taken", locale);
        }
        audit.record(
                "api-token.created",
                account,
                token.id(),
                Map.of("name", name, "scopes", token.scopes(), "expires_at", token.expiresAt()));
        return new Created(token, secret);
    }

    /** Access tokens made from it die with it: the event tells all services. */
    @Transactional
    public void revoke(UUID account, UUID id) {
        String name = jdbc.sql("delete from api_token where id = ? and account_id = ? returning name")
                .param(id)
                .param(account)
                .query(String.class)
                .optional()
                .orElseThrow(Missing::new);
        outbox.publish("api_token.revoked.v1", id, 1, new Revoked(id, account));
        audit.record("api-token.revoked", account, id, Map.of("name", name));
    }

    @EventListener
    void on(PasswordChosen chosen) {
        if (chosen.revokesTokens()) {
            jdbc.sql("select id from api_token where account_id = ?")
                    .param(chosen.accountId())
                    .query(UUID.class)
                    .list()
                    .forEach(id -> revoke(chosen.accountId(), id));
        }
    }

    /** An access token for the account with the scopes of this token; empty when it is none, not any more, or not yet. */
    Optional<Exchanged> exchange(String text) {
        Instant now = Instant.now();
        return TokenSecret.read(text).flatMap(secret -> find(secret, now)).flatMap(usable -> {
            noteUse(usable.id(), now);
            Duration left = Duration.between(now, usable.expiresAt());
            Duration lifetime = left.compareTo(ACCESS_LIFETIME) < 0 ? left : ACCESS_LIFETIME;
            return accounts.findById(usable.accountId())
                    .filter(Account::isActive)
                    .filter(account -> !requiredFactor.isMissing(account))
                    .map(account -> new Exchanged(
                            accessTokens.issue(account, usable.id(), usable.scopes(), lifetime), lifetime.toSeconds()));
        });
    }

    private Optional<Usable> find(TokenSecret secret, Instant now) {
        return jdbc.sql("select id, account_id, scopes, expires_at from api_token where digest = ? and expires_at > ?")
                .param(secret.digest())
                .param(Timestamp.from(now))
                .query((row, number) -> new Usable(
                        row.getObject("id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        row.getString("scopes"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    private void noteUse(UUID id, Instant now) {
        jdbc.sql("update api_token set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)")
                .param(Timestamp.from(now))
                .param(id)
                .param(Timestamp.from(now.minus(USE_NOTED_EVERY)))
                .update();
    }

    /** Whether the token an access token came from is still good. */
    boolean isUsable(UUID id) {
        return jdbc.sql("select count(*) from api_token where id = ? and expires_at > ?")
                        .param(id)
                        .param(Timestamp.from(Instant.now()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT12H")
    void forgetExpired() {
        jdbc.sql("delete from api_token where expires_at < ?")
                .param(Timestamp.from(Instant.now().minus(EXPIRED_SHOWN)))
                .update();
    }

    private Set<Scope> scopes(Collection<String> named, Locale locale) {
        Set<Scope> scopes = named.stream()
                .map(name -> Scope.named(name).orElseThrow(() -> invalid("scopes", "flaw.token.scopes", locale)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (scopes.isEmpty()) {
            throw invalid("scopes", "flaw.token.scopes.none", locale);
        }
        return scopes;
    }

    private InvalidFields invalid(String field, String key, Locale locale, Object... values) {
        return new InvalidFields(field, messages.getMessage(key, values, locale));
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                List.of(row.getString("scopes").split(" ")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                used == null ? null : used.toInstant());
    }

    record Exchanged(String accessToken, long expiresIn) {

        @Override
        public String toString() {
            return "Exchanged[...]";
        }
    }

    private record Usable(UUID id, UUID accountId, String scopes, Instant expiresAt) {}

    record Revoked(UUID tokenId, UUID accountId) {}

    static class Missing extends Refusal {
        Missing() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is no such token.");
        }
    }

    static class TooMany extends Refusal {
        TooMany() {
            super(
                    HttpStatus.CONFLICT,
                    "conflict",
                    "There are %d tokens already. Revoke one that is no longer needed.".formatted(MOST));
        }
    }
}
