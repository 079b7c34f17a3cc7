package vitrine.auth.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.secrets.KeySecret;

/**
 * The keys that sign tokens, shared by all instances through the database. A new key is published a day before it signs, and an
 * old one stays published a day after the last token under it was issued, so that at no time anybody meets a key unknown to them.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext>, ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    static final Duration SIGNS_FOR = Duration.ofDays(90);
    static final Duration OVERLAP = Duration.ofDays(1);
    /** Long enough for every instance and every service to have looked at the published keys again. */
    static final Duration NOTICE = Duration.ofMinutes(10);

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int BITS = 2048;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KeySecret secret;

    private volatile @Nullable Loaded loaded;

    SigningKeys(JdbcClient jdbc, TransactionTemplate transaction, KeySecret secret) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.secret = secret;
    }

    @Override
    public void run(ApplicationArguments args) {
        rotate(Instant.now());
        // Opened now, so that a wrong secret stops the start and not the first sign-in.
        load();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void rotate() {
        rotate(Instant.now());
    }

    /** Creates the first key, the next one in time, and forgets those nobody needs any more. */
    void rotate(Instant now) {
        transaction.executeWithoutResult(status -> {
            takeTurns();
            List<Instant> signsFrom = jdbc.sql("select signs_from from signing_key order by signs_from desc")
                    .query((row, n) -> row.getTimestamp(1).toInstant())
                    .list();
            if (signsFrom.isEmpty()) {
                create(now, now);
            } else if (signsFrom.getFirst().plus(SIGNS_FOR).isBefore(now)) {
                create(now, now.plus(OVERLAP));
            }
            signsFrom.stream()
                    .filter(from -> from.isBefore(now.minus(OVERLAP)))
                    .max(Comparator.naturalOrder())
                    .ifPresent(current -> jdbc.sql("delete from signing_key where signs_from < ?")
                            .param(Timestamp.from(current))
                            .update());
        });
        loaded = null;
    }

    /** A new key at an admin's word. Tokens under the present one stay good until they expire. */
    Published replace() {
        Instant now = Instant.now();
        transaction.executeWithoutResult(status -> {
            takeTurns();
            Instant newest = jdbc.sql("select max(signs_from) from signing_key")
                    .query((row, n) -> row.getTimestamp(1).toInstant())
                    .single();
            if (!newest.isAfter(now)) {
                create(now, now.plus(NOTICE));
            } else if (newest.isAfter(now.plus(NOTICE))) {
                // Published already for a later day: it only signs earlier.
                jdbc.sql("update signing_key set signs_from = ? where signs_from = ?")
                        .param(Timestamp.from(now.plus(NOTICE)))
                        .param(Timestamp.from(newest))
                        .update();
            }
        });
        loaded = null;
        return published().getFirst();
    }

    /** Newest first. */
    List<Published> published() {
        return jdbc.sql("select kid, created_at, signs_from from signing_key order by signs_from desc, kid")
                .query((row, n) -> new Published(
                        row.getString("kid"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("signs_from").toInstant()))
                .list();
    }

    private void takeTurns() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('signing-keys'))")
                .query((row, n) -> n)
                .list();
    }

    private void create(Instant now, Instant signsFrom) {
        RSAKey key;
        try {
            key = new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is part of every JDK", e);
        }
        jdbc.sql(
                        "insert into signing_key (kid, public_key, sealed_private, signs_from, created_at) values (?, ?, ?, ?, ?)")
                .param(key.getKeyID())
                .param(key.toPublicJWK().toJSONString())
                .param(secret.seal(key.getKeyID(), key.toJSONString().getBytes(StandardCharsets.UTF_8)))
                .param(Timestamp.from(signsFrom))
                .param(Timestamp.from(now))
                .update();
        log.info("Signing key {} created, signs from {}", key.getKeyID(), signsFrom);
    }

    /** All published keys, the one that signs first. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Loaded current = loaded;
        if (current == null || current.at().plus(FRESH).isBefore(Instant.now())) {
            current = load();
        }
        return selector.select(current.keys());
    }

    private Loaded load() {
        Instant now = Instant.now();
        List<JWK> keys = jdbc.sql("""
                select kid, sealed_private from signing_key order by (signs_from <= ?) desc, signs_from desc""")
                .param(Timestamp.from(now))
                .query((row, n) -> open(row.getString("kid"), row.getBytes("sealed_private")))
                .list();
        Loaded fresh = new Loaded(new JWKSet(keys), now);
        loaded = fresh;
        return fresh;
    }

    private JWK open(String kid, byte[] sealed) {
        try {
            return RSAKey.parse(new String(secret.open(kid, sealed), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("Signing key %s is damaged".formatted(kid), e);
        }
    }

    record Published(String kid, Instant createdAt, Instant signsFrom) {}

    private record Loaded(JWKSet keys, Instant at) {}
}
