package vitrine.auth.factors;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vitrine.auth.problems.Refusal;

/**
 * Limits guessing for each account: after five wrong tries a pause of a minute, then two, up to an hour. A try counts before it is
 * looked at, so that many at once do not slip through, and only a right one makes the others forgotten.
 */
@Component
public class Tries {

    static final int ALLOWED = 5;
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);

    /** What is guessed at: who mistypes the password at a confirmation may still use a code. */
    enum Secret {
        CODE,
        PASSWORD
    }

    private final JdbcClient jdbc;

    Tries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void count(UUID accountId, Secret secret) {
        Instant now = Instant.now();
        boolean allowed = jdbc.sql("""
                insert into factor_tries as t (account_id, secret, tries, last_try) values (:account, :secret, 1, :now)
                on conflict (account_id, secret) do update set
                    tries = case when t.last_try < :forgotten then 1 else t.tries + 1 end,
                    locked_until = case when t.last_try >= :forgotten and t.tries + 1 >= :allowed
                        then cast(:now as timestamptz) + least(:longest * interval '1 second',
                            interval '1 minute' * (2 ^ least(t.tries + 1 - :allowed, :doublings))) end,
                    last_try = excluded.last_try
                where t.locked_until is null or t.locked_until <= :now
                returning tries""")
                .param("account", accountId)
                .param("secret", secret.name())
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(FORGOTTEN_AFTER)))
                .param("allowed", ALLOWED)
                .param("doublings", MOST_DOUBLINGS)
                .param("longest", LONGEST_PAUSE.toSeconds())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!allowed) {
            throw new TooMany(pause(accountId, secret, now));
        }
    }

    void forget(UUID accountId, Secret secret) {
        jdbc.sql("delete from factor_tries where account_id = ? and secret = ?")
                .param(accountId)
                .param(secret.name())
                .update();
    }

    private Duration pause(UUID accountId, Secret secret, Instant now) {
        Optional<Instant> until = jdbc.sql(
                        "select locked_until from factor_tries where account_id = ? and secret = ? and locked_until > ?")
                .param(accountId)
                .param(secret.name())
                .param(Timestamp.from(now))
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .optional();
        return until.map(end -> Duration.between(now, end)).orElse(Duration.ZERO);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void sweep() {
        jdbc.sql("delete from factor_tries where last_try < ?")
                .param(Timestamp.from(Instant.now().minus(FORGOTTEN_AFTER)))
                .update();
    }

    /** Tried too often; a pause is due. */
    public static class TooMany extends Refusal {

        private final long minutes;

        TooMany(Duration pause) {
            super(HttpStatus.FORBIDDEN, "locked", "Too many failed tries. Wait a little and try again.");
            this.minutes = pause.toMinutes() + 1;
            retryAfter(pause.toSeconds() + 1);
        }

        public long minutes() {
            return minutes;
        }
    }
}
