package vitrine.share.letters;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The letters still to be sent; kept with the change they are about, in the same transaction. */
@Repository
public class Letters {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    /** How long a claimed letter is left alone: longer than the mail server may take. */
    private static final Duration CLAIM = Duration.ofSeconds(40);

    private final JdbcClient jdbc;
    private final Clock clock;

    Letters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The letter leaves once the caller's transaction is committed, and not otherwise. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(Letter letter) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into letters (id, recipient, reply_to, language, subject, text, html, next_attempt_at,
                            created_at)
                        values (:id, :to, :replyTo, :language, :subject, :text, :html, :now, :now)""")
                .param("id", IDS.generate())
                .param("to", letter.to())
                .param("replyTo", letter.replyTo())
                .param("language", letter.language())
                .param("subject", letter.subject())
                .param("text", letter.text())
                .param("html", letter.html())
                .param("now", now)
                .update();
    }

    /** The next letter due, claimed for this instance; it comes again unless {@link #done} or {@link #failed}. */
    Optional<Claimed> claim() {
        var now = clock.instant();
        return jdbc.sql("""
                        update letters set attempts = attempts + 1, next_attempt_at = :until
                        where id = (select id from letters where next_attempt_at <= :now
                                    order by next_attempt_at limit 1 for update skip locked)
                        returning id, recipient, reply_to, language, subject, text, html, attempts, created_at""")
                .param("until", Timestamp.from(now.plus(CLAIM)))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Claimed(
                        row.getObject("id", UUID.class),
                        new Letter(
                                row.getString("recipient"),
                                row.getString("reply_to"),
                                row.getString("language"),
                                row.getString("subject"),
                                row.getString("text"),
                                row.getString("html")),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant()))
                .optional();
    }

    void done(UUID id) {
        jdbc.sql("delete from letters where id = ?").param(id).update();
    }

    void failed(UUID id, Duration pause) {
        jdbc.sql("update letters set next_attempt_at = ? where id = ?")
                .params(Timestamp.from(clock.instant().plus(pause)), id)
                .update();
    }

    long pending() {
        return jdbc.sql("select count(*) from letters").query(Long.class).single();
    }

    boolean isTooOld(Claimed claimed) {
        return claimed.createdAt().plus(LetterPost.GIVE_UP_AFTER).isBefore(clock.instant());
    }

    record Claimed(UUID id, Letter letter, int attempts, Instant createdAt) {}
}
