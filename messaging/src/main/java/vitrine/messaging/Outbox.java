package vitrine.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Announces facts together with the change they are about: both are committed or neither.
 *
 * <p>Events of one subject arrive in the order they were published as long as its writers serialise on its row.
 */
public class Outbox {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JdbcClient jdbc;
    private final TraceContext trace;
    private final Semaphore wakeUp = new Semaphore(0);

    Outbox(JdbcClient jdbc, TraceContext trace) {
        this.jdbc = jdbc;
        this.trace = trace;
    }

    /**
     * Records an event in the caller's transaction.
     *
     * @param type versioned routing key
     * @param version grows with each change of the subject
     * @param data a record with the facts
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(String type, UUID subject, long version, Object data) {
        var event = new Event(
                IDS.generate(),
                type,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                subject,
                version,
                Envelope.tree(data));
        jdbc.sql("insert into outbox (event_id, type, subject, envelope, traceparent) values (?, ?, ?, ?, ?)")
                .param(event.eventId())
                .param(type)
                .param(subject)
                .param(Envelope.write(event))
                .param(trace.current())
                .update();
        wakeAfterCommit();
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeUp.release();
            }
        });
    }

    /** Waits for a commit in this instance, at most one second: other instances commit and retries fall due too. */
    void awaitWork() throws InterruptedException {
        if (wakeUp.tryAcquire(1, TimeUnit.SECONDS)) {
            wakeUp.drainPermits();
        }
    }

    void wake() {
        wakeUp.release();
    }
}
