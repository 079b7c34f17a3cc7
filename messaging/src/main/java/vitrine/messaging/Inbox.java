package vitrine.messaging;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a consumer has seen. All of it lives in the transaction of the change that an event causes. */
public class Inbox {

    /** Longer than any broker outage or replay is expected to last. */
    static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether the version is newer than all this queue has seen of the subject, and remembers it.
     *
     * @return false for an event that was overtaken: it must change nothing
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isNewer(String queue, UUID subject, long version) {
        return jdbc.sql("""
                        insert into subject_versions (queue, subject, version) values (:queue, :subject, :version)
                        on conflict (queue, subject) do update set version = excluded.version
                        where subject_versions.version < excluded.version""")
                        .param("queue", queue)
                        .param("subject", subject)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Before everything is told anew: what was seen counts for nothing, and the version that comes next is newer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetVersions(String queue) {
        jdbc.sql("delete from subject_versions where queue = ?").param(queue).update();
    }

    boolean isFirstDelivery(String queue, UUID eventId) {
        return jdbc.sql("insert into inbox (queue, event_id) values (?, ?) on conflict do nothing")
                        .params(queue, eventId)
                        .update()
                == 1;
    }

    int forgetOld() {
        return jdbc.sql("delete from inbox where received_at < now() - ? * interval '1 second'")
                .param(KEPT.toSeconds())
                .update();
    }
}
