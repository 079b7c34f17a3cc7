package vitrine.auth.mail;

import com.fasterxml.uuid.Generators;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The letters still to be sent; kept with the change they are about, in the same transaction. */
@Repository
public class Letters {

    /** How long a claimed letter is left alone: longer than the mail server may take. */
    private static final Duration CLAIM = Duration.ofSeconds(40);

    private final JdbcClient jdbc;

    Letters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void order(String kind, String recipient, @Nullable UUID subjectId, String language) {
        order(kind, recipient, subjectId, language, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void order(String kind, String recipient, @Nullable UUID subjectId, String language, @Nullable String name) {
        Timestamp now = Timestamp.from(Instant.now());
        jdbc.sql("""
                insert into letter (id, kind, recipient, subject_id, language, name, next_attempt_at, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(Generators.timeBasedEpochGenerator().generate())
                .param(kind)
                .param(recipient)
                .param(subjectId)
                .param(language)
                .param(name)
                .param(now)
                .param(now)
                .update();
    }

    /** The next letter due, claimed for this instance; it comes again unless {@link #sent} or {@link #failed}. */
    Optional<Claimed> claim() {
        Instant now = Instant.now();
        return jdbc.sql("""
                update letter set attempts = attempts + 1, next_attempt_at = ?
                where id = (select id from letter where next_attempt_at <= ?
                            order by next_attempt_at limit 1 for update skip locked)
                returning id, kind, recipient, subject_id, language, name, attempts, created_at""")
                .param(Timestamp.from(now.plus(CLAIM)))
                .param(Timestamp.from(now))
                .query((row, number) -> new Claimed(
                        new LetterOrder(
                                row.getObject("id", UUID.class),
                                row.getString("kind"),
                                row.getString("recipient"),
                                row.getObject("subject_id", UUID.class),
                                row.getString("language"),
                                row.getString("name")),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant()))
                .optional();
    }

    void sent(UUID id) {
        jdbc.sql("delete from letter where id = ?").param(id).update();
    }

    void failed(UUID id, Instant nextAttempt) {
        jdbc.sql("update letter set next_attempt_at = ? where id = ?")
                .param(Timestamp.from(nextAttempt))
                .param(id)
                .update();
    }

    long pending() {
        return jdbc.sql("select count(*) from letter").query(Long.class).single();
    }

    record Claimed(LetterOrder order, int attempts, Instant createdAt) {}
}
