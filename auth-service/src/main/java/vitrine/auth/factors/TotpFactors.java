package vitrine.auth.factors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vitrine.auth.secrets.KeySecret;

/** The authenticator app of each account. The secret rests sealed; it is shown until a first code has proved it arrived. */
@Repository
class TotpFactors {

    /** How long a secret waits for its first code. */
    static final Duration SET_UP_WITHIN = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();
    /** As long as the hash, as RFC 4226 recommends. */
    private static final int KEY_BYTES = 20;

    private final JdbcClient jdbc;
    private final KeySecret keySecret;

    TotpFactors(JdbcClient jdbc, KeySecret keySecret) {
        this.jdbc = jdbc;
        this.keySecret = keySecret;
    }

    /** A new secret, in place of one that was never confirmed; false when an app is set up already. */
    boolean begin(UUID accountId) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return jdbc.sql("""
                insert into totp as t (account_id, sealed_secret, created_at) values (?, ?, ?)
                on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
                where t.confirmed_at is null""")
                        .param(accountId)
                        .param(keySecret.seal(name(accountId), key))
                        .param(Timestamp.from(Instant.now()))
                        .update()
                == 1;
    }

    boolean isSetUp(UUID accountId) {
        return jdbc.sql("select count(*) from totp where account_id = ? and confirmed_at is not null")
                        .param(accountId)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** The secret that waits for its first code. */
    Optional<SetUp> waiting(UUID accountId) {
        return sealedWaiting(accountId).map(stored -> new SetUp(keySecret.open(name(accountId), stored)));
    }

    /** The first code shows that the app has the secret; it counts as used. */
    boolean confirm(UUID accountId, String code) {
        return sealedWaiting(accountId)
                .filter(stored -> {
                    OptionalLong step =
                            Totp.match(keySecret.open(name(accountId), stored), code, Instant.now(), Long.MIN_VALUE);
                    return step.isPresent()
                            && jdbc.sql("""
                            update totp set confirmed_at = ?, last_step = ?
                            where account_id = ? and sealed_secret = ? and confirmed_at is null""")
                                            .param(Timestamp.from(Instant.now()))
                                            .param(step.getAsLong())
                                            .param(accountId)
                                            .param(stored)
                                            .update()
                                    == 1;
                })
                .isPresent();
    }

    /** Uses a code up: the update decides between parallel requests, and no code of this step or an older one counts again. */
    boolean redeem(UUID accountId, String code) {
        return jdbc.sql("select sealed_secret, last_step from totp where account_id = ? and confirmed_at is not null")
                .param(accountId)
                .query((row, n) -> Totp.match(
                        keySecret.open(name(accountId), row.getBytes("sealed_secret")),
                        code,
                        Instant.now(),
                        row.getLong("last_step")))
                .optional()
                .filter(OptionalLong::isPresent)
                .filter(step -> jdbc.sql("update totp set last_step = ? where account_id = ? and last_step < ?")
                                .param(step.getAsLong())
                                .param(accountId)
                                .param(step.getAsLong())
                                .update()
                        == 1)
                .isPresent();
    }

    boolean remove(UUID accountId) {
        return jdbc.sql("delete from totp where account_id = ? and confirmed_at is not null")
                        .param(accountId)
                        .update()
                == 1;
    }

    private Optional<byte[]> sealedWaiting(UUID accountId) {
        return jdbc.sql(
                        "select sealed_secret from totp where account_id = ? and confirmed_at is null and created_at > ?")
                .param(accountId)
                .param(Timestamp.from(Instant.now().minus(SET_UP_WITHIN)))
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    private static String name(UUID accountId) {
        return "totp " + accountId;
    }

    /** A secret on its way into an app. */
    static final class SetUp {

        private final byte[] key;

        SetUp(byte[] key) {
            this.key = key;
        }

        /** In groups of four, for people who type. */
        String text() {
            return Base32.encode(key).replaceAll("(.{4})(?=.)", "$1 ");
        }

        /** As apps read it from a QR code. */
        String uri(String username) {
            return "otpauth://totp/Vitrine:%s?secret=%s&issuer=Vitrine&algorithm=SHA1&digits=%d&period=%d"
                    .formatted(
                            URLEncoder.encode(username, StandardCharsets.UTF_8),
                            Base32.encode(key),
                            Totp.DIGITS,
                            Totp.PERIOD_SECONDS);
        }
    }
}
