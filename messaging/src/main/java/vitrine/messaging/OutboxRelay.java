package vitrine.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.messaging.ConfirmedPublisher.Letter;
import vitrine.messaging.ConfirmedPublisher.Outcome;

/**
 * Moves events from the outbox to the broker, oldest first.
 *
 * <p>A row is deleted only after the broker confirmed it. Instances take turns by an advisory lock: with row locks
 * alone two of them would overtake each other.
 */
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 100;
    private static final long TURN = 0x6F7574626F78L;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConfirmedPublisher publisher;
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxRelay(Outbox outbox, JdbcClient jdbc, TransactionTemplate transaction, ConfirmedPublisher publisher) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.publisher = publisher;
    }

    record Row(
            long id,
            UUID eventId,
            String type,
            String envelope,
            @Nullable String traceparent) {}

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::relay);
    }

    private void relay() {
        boolean failing = false;
        while (running) {
            try {
                try {
                    int published = publishBatch();
                    failing = false;
                    if (published < BATCH) {
                        outbox.awaitWork();
                    }
                } catch (RuntimeException e) {
                    if (!failing) {
                        log.warn(
                                "Events wait in the outbox, trying again every {} s: {}",
                                PAUSE_AFTER_FAILURE.toSeconds(),
                                e.toString());
                    }
                    failing = true;
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private int publishBatch() {
        Integer published = transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(TURN).query().listOfRows();
            return publish(dueRows());
        });
        return published == null ? 0 : published;
    }

    /** A row the broker could not route holds back the later ones of its subject only. */
    private List<Row> dueRows() {
        return jdbc.sql("""
                select id, event_id, type, envelope, traceparent from outbox o
                where (retry_at is null or retry_at <= now())
                  and not exists (select 1 from outbox earlier
                                  where earlier.subject = o.subject and earlier.id < o.id and earlier.retry_at > now())
                order by id limit :batch""").param("batch", BATCH).query(Row.class).list();
    }

    private int publish(List<Row> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        List<Outcome> outcomes = publisher.publish(rows.stream()
                .map(row -> new Letter(Topology.EVENTS, row.type(), message(row)))
                .toList());
        List<Long> delivered = new ArrayList<>();
        List<Long> unroutable = new ArrayList<>();
        boolean unconfirmed = false;
        for (int i = 0; i < rows.size(); i++) {
            switch (outcomes.get(i)) {
                case DELIVERED -> delivered.add(rows.get(i).id());
                case UNROUTABLE -> unroutable.add(rows.get(i).id());
                case UNCONFIRMED -> unconfirmed = true;
            }
        }
        if (!delivered.isEmpty()) {
            jdbc.sql("delete from outbox where id in (:ids)")
                    .param("ids", delivered)
                    .update();
        }
        if (!unroutable.isEmpty()) {
            log.warn(
                    "{} events have no queue yet, {} among them; they stay pending",
                    unroutable.size(),
                    rows.getFirst().type());
            jdbc.sql("""
                    update outbox set attempts = attempts + 1,
                      retry_at = now() + least(power(2, least(attempts, 9)), 60) * interval '1 second'
                    where id in (:ids)""").param("ids", unroutable).update();
        }
        // What is not confirmed stays in its place. Not an exception: the deletions above must be committed.
        return unconfirmed ? 0 : rows.size();
    }

    private static Message message(Row row) {
        var builder = MessageBuilder.withBody(row.envelope().getBytes(StandardCharsets.UTF_8))
                .setMessageId(row.eventId().toString())
                .setType(row.type())
                .setContentType("application/json")
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT);
        if (row.traceparent() != null) {
            builder.setHeader(TraceContext.HEADER, row.traceparent());
        }
        return builder.build();
    }

    @Override
    public void stop() {
        running = false;
        outbox.wake();
        Thread relay = thread;
        if (relay != null) {
            try {
                relay.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
