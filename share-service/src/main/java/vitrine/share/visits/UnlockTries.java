package vitrine.share.visits;

import static vitrine.share.links.Columns.timestamp;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.share.problems.Problem;

/**
 * Limits wrong passwords: ten for a link within ten minutes. A try counts as wrong until it proves right, so that
 * simultaneous tries do not slip through; without the database nobody tries.
 */
@Component
class UnlockTries {

    private static final int MOST_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    UnlockTries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void begin(UUID link, Door door) {
        var now = clock.instant();
        var allowed = jdbc.sql("""
                        insert into unlock_failures as f (link_id, door, window_start, failures)
                        values (:link, :door, :now, 1)
                        on conflict (link_id, door) do update set
                            failures = case when f.window_start <= :windowStart then 1 else f.failures + 1 end,
                            window_start = case when f.window_start <= :windowStart then :now else f.window_start end
                        where f.window_start <= :windowStart or f.failures < :most""")
                        .param("link", link)
                        .param("door", door.stored())
                        .param("now", timestamp(now))
                        .param("windowStart", timestamp(now.minus(WINDOW)))
                        .param("most", MOST_FAILURES)
                        .update()
                == 1;
        if (!allowed) {
            var opens = jdbc.sql("select window_start from unlock_failures where link_id = ? and door = ?")
                    .params(link, door.stored())
                    .query((row, number) -> row.getTimestamp(1).toInstant().plus(WINDOW))
                    .single();
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "rate-limited",
                            "Too many tries",
                            "Too many wrong passwords. Please wait some minutes.")
                    .retryAfter(Duration.between(now, opens));
        }
    }

    /** The try that began was none against the limit. */
    void takeBack(UUID link, Door door) {
        jdbc.sql("update unlock_failures set failures = greatest(failures - 1, 0) where link_id = ? and door = ?")
                .params(link, door.stored())
                .update();
    }
}
