package vitrine.auth.accounts;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.PasswordReset.PasswordChosen;
import vitrine.auth.secrets.OneTimeToken;

/**
 * Counts failures by the name typed, known or not, and pauses after too many: one minute, then two, up to a quarter of an hour. When
 * the count cannot be read, nobody signs in.
 */
@Component
public class SignInFailures {

    private static final int ALLOWED = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);

    private final JdbcClient jdbc;

    SignInFailures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How long to wait still; zero when sign-in may be tried. */
    public Duration pause(String login) {
        Instant now = Instant.now();
        return jdbc.sql("select locked_until from sign_in_failures where login = ? and locked_until > ?")
                .param(key(login))
                .param(Timestamp.from(now))
                .query((row, n) -> Duration.between(now, row.getTimestamp(1).toInstant()))
                .optional()
                .orElse(Duration.ZERO);
    }

    public void count(String login) {
        Instant now = Instant.now();
        int failures = jdbc.sql("""
                insert into sign_in_failures as f (login, failures, last_failure) values (?, 1, ?)
                on conflict (login) do update set
                    failures = case when f.last_failure < ? then 1 else f.failures + 1 end,
                    last_failure = excluded.last_failure
                returning failures""")
                .param(key(login))
                .param(Timestamp.from(now))
                .param(Timestamp.from(now.minus(FORGOTTEN_AFTER)))
                .query(Integer.class)
                .single();
        if (failures >= ALLOWED) {
            Duration pause = Duration.ofMinutes(1L << Math.min(failures - ALLOWED, 4));
            jdbc.sql("update sign_in_failures set locked_until = ? where login = ?")
                    .param(Timestamp.from(now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)))
                    .param(key(login))
                    .update();
        }
    }

    public void forget(String login) {
        jdbc.sql("delete from sign_in_failures where login = ?")
                .param(key(login))
                .update();
    }

    @EventListener
    void on(PasswordChosen chosen) {
        forget(chosen.username());
        forget(chosen.email());
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void sweep() {
        jdbc.sql("delete from sign_in_failures where last_failure < ?")
                .param(Timestamp.from(Instant.now().minus(FORGOTTEN_AFTER)))
                .update();
    }

    /** A digest: whatever is typed into the field, even a password by mistake, is not kept. */
    private static String key(String login) {
        return HexFormat.of().formatHex(new OneTimeToken(login.toLowerCase(Locale.ROOT)).digest());
    }
}
