package vitrine.share.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Access tokens that are refused before they expire: of accounts that were deactivated, deleted, given another role or another password,
 * and of personal API tokens that were revoked. Asked for every request, therefore kept in memory; every instance reads four times a
 * second what any instance noted, and its own notes at once. While the database is away requests are still served.
 */
@Component
class RefusedTokens implements OAuth2TokenValidator<Jwt>, SmartLifecycle, HealthIndicator {

    private static final OAuth2TokenValidatorResult REFUSED = OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token was withdrawn", null));

    private static final Logger log = LoggerFactory.getLogger(RefusedTokens.class);

    /** Longer than any access token lives, clocks that differ included. */
    private static final Duration KEPT = Duration.ofHours(2);

    private static final Duration READ_EVERY = Duration.ofMillis(250);

    /** Much longer than a change waits between being noted and being committed. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private static final Duration TOO_OLD = Duration.ofSeconds(5);
    private static final Duration TIDIED_EVERY = Duration.ofMinutes(5);

    /** A token with the former roles can be issued while the change of role is being committed. */
    private static final Duration COMMIT = Duration.ofSeconds(2);

    /** More than that are looked up in the database instead. */
    private static final int REMEMBERED = 50_000;

    private static final String COLUMNS = "subject, every_token, issued_before, roles, changed_at, expires_at";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;
    private final ConcurrentMap<UUID, Refused> known = new ConcurrentHashMap<>();
    private volatile boolean incomplete;
    private volatile boolean running;
    private volatile long readAt;
    private volatile long tidiedAt;
    private volatile boolean stale = true;

    RefusedTokens(JdbcClient jdbc, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.publisher = publisher;
    }

    private record Refused(
            UUID subject,
            boolean everyToken,
            Instant issuedBefore,
            String roles,
            Instant changedAt,
            Instant expiresAt) {

        boolean covers(Instant issuedAt, String rolesOfToken) {
            return everyToken
                    || issuedAt.isBefore(issuedBefore)
                    || (!rolesOfToken.equals(roles) && issuedAt.isBefore(changedAt.plus(COMMIT)));
        }
    }

    /** From now on no token of this account, or made from this personal API token, is believed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refuseAll(UUID subject, Instant since) {
        note(new Refused(subject, true, since, "", since, Instant.now().plus(KEPT)));
    }

    /**
     * What is now believed of an account's tokens, in place of what was before.
     *
     * @param validFrom tokens issued before are refused
     * @param roles tokens from before the change that say others are refused
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void believeOnly(UUID account, Instant validFrom, Collection<String> roles, Instant changedAt) {
        note(new Refused(
                account,
                false,
                validFrom.truncatedTo(ChronoUnit.MILLIS),
                joined(roles),
                changedAt,
                Instant.now().plus(KEPT)));
    }

    private void note(Refused refused) {
        jdbc.sql("""
                insert into refused_tokens
                    (subject, every_token, issued_before, roles, changed_at, noted_at, expires_at)
                values (?, ?, ?, ?, ?, clock_timestamp(), ?)
                on conflict (subject) do update set every_token = excluded.every_token,
                    issued_before = excluded.issued_before, roles = excluded.roles, changed_at = excluded.changed_at,
                    noted_at = excluded.noted_at, expires_at = excluded.expires_at""")
                .param(refused.subject())
                .param(refused.everyToken())
                .param(Timestamp.from(refused.issuedBefore()))
                .param(refused.roles())
                .param(Timestamp.from(refused.changedAt()))
                .param(Timestamp.from(refused.expiresAt()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remember(refused);
            }
        });
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        return isRefused(id(token.getSubject()), issuedAt(token), joined(roles == null ? List.of() : roles))
                        || isRefused(id(token.getClaimAsString("token_id")), issuedAt(token), "")
                ? REFUSED
                : OAuth2TokenValidatorResult.success();
    }

    /** To the millisecond where the token says it; {@code iat} counts whole seconds. */
    private static Instant issuedAt(Jwt token) {
        String millis = token.getClaimAsString("iat_ms");
        if (millis != null) {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        }
        Instant issuedAt = token.getIssuedAt();
        return issuedAt == null ? Instant.EPOCH : issuedAt;
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isRefused(@Nullable UUID subject, Instant issuedAt, String roles) {
        Refused refused = subject == null ? null : known.get(subject);
        if (refused == null && subject != null && incomplete) {
            refused = jdbc.sql("select " + COLUMNS + " from refused_tokens where subject = ?")
                    .param(subject)
                    .query(RefusedTokens::refused)
                    .optional()
                    .orElse(null);
        }
        return refused != null && refused.covers(issuedAt, roles);
    }

    private static String joined(Collection<String> roles) {
        return String.join(" ", new TreeSet<>(roles));
    }

    private void remember(Refused refused) {
        if (known.size() >= REMEMBERED && !known.containsKey(refused.subject())) {
            incomplete = true;
        } else if (!refused.equals(known.put(refused.subject(), refused))) {
            publisher.publishEvent(new TokensWithdrawn(refused.subject()));
        }
    }

    /** A thread of its own: scheduled work of others must not hold it up. */
    @Override
    public void start() {
        read();
        running = true;
        Thread.ofVirtual().name("refused-tokens").start(() -> {
            while (running) {
                try {
                    Thread.sleep(READ_EVERY);
                    refresh();
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    private void refresh() {
        try {
            read();
        } catch (RuntimeException e) {
            if (!stale && isOlderThan(TOO_OLD, readAt)) {
                stale = true;
                log.warn("Refused tokens cannot be read; those known stay refused, newer ones are believed", e);
            }
        }
    }

    private void read() {
        long now = System.nanoTime();
        boolean tidy = tidiedAt == 0 || isOlderThan(TIDIED_EVERY, tidiedAt);
        // After a longer outage the latest changes alone would not tell all.
        if (tidy || isOlderThan(OVERLAP.dividedBy(2), readAt)) {
            jdbc.sql("delete from refused_tokens where expires_at < now()").update();
            List<Refused> all = jdbc.sql("select " + COLUMNS + " from refused_tokens order by noted_at desc limit ?")
                    .param(REMEMBERED + 1)
                    .query(RefusedTokens::refused)
                    .list();
            known.values().removeIf(refused -> refused.expiresAt().isBefore(Instant.now()));
            incomplete = all.size() > REMEMBERED;
            all.forEach(this::remember);
            tidiedAt = now;
        } else {
            jdbc.sql("select " + COLUMNS
                            + " from refused_tokens where noted_at > clock_timestamp() - ? * interval '1 second'")
                    .param(OVERLAP.toSeconds())
                    .query(RefusedTokens::refused)
                    .list()
                    .forEach(this::remember);
        }
        readAt = now;
        stale = false;
    }

    private static boolean isOlderThan(Duration limit, long nanoTime) {
        return System.nanoTime() - nanoTime > limit.toNanos();
    }

    private static Refused refused(ResultSet row, int number) throws SQLException {
        return new Refused(
                row.getObject("subject", UUID.class),
                row.getBoolean("every_token"),
                row.getTimestamp("issued_before").toInstant(),
                row.getString("roles"),
                row.getTimestamp("changed_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Somebody who distributes requests should prefer an instance that knows what others know. */
    @Override
    public Health health() {
        return isOlderThan(TOO_OLD, readAt)
                ? Health.down().build()
                : Health.up().build();
    }
}
