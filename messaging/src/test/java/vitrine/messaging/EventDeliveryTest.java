package vitrine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;

/** Rows 34 to 37 of the threats: a broker that is away, unroutable events, repeats and disorder, poison. */
@SpringBootTest
@TestDatabase
@TestBroker
class EventDeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    AmqpAdmin admin;

    @Autowired
    ConfirmedPublisher publisher;

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    Notes notes;

    @Autowired
    CachingConnectionFactory connections;

    @BeforeEach
    void quietStart() {
        notes.reset();
        // A broker that outlives the tests may still hold what a run that was broken off left there.
        admin.purgeQueue("test.notes");
        admin.purgeQueue("test.notes.dead");
    }

    @AfterEach
    void mended() {
        LineConfiguration.line.mend();
    }

    @Test
    void anEventIsAnnouncedWithItsChangeOrNotAtAll() {
        UUID kept = UUID.randomUUID();
        UUID rolledBack = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            outbox.publish("note.written.v1", rolledBack, 1, new Note("never"));
            status.setRollbackOnly();
        });
        write(kept, 1, "kept");

        await().atMost(SOON).until(() -> notes.seen.contains("kept"));
        assertThat(notes.seen).doesNotContain("never");
        assertThatThrownBy(() -> outbox.publish("note.written.v1", kept, 2, new Note("alone")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whileTheBrokerIsAwayChangesSucceedAndArriveInOrderAfterwards() {
        LineConfiguration.line.cut();
        UUID subject = UUID.randomUUID();
        for (int version = 1; version <= 250; version++) {
            write(subject, version, "v" + version);
        }
        assertThat(pending()).isEqualTo(250);
        assertThat(notes.seen).isEmpty();

        LineConfiguration.line.mend();

        await().atMost(SOON).until(() -> pending() == 0 && notes.seen.size() >= 250);
        assertThat(notes.seen.stream().distinct())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 250).mapToObj(i -> "v" + i).toList());
    }

    @Test
    void anUnroutableEventStaysPendingAndHoldsBackItsOwnSubjectOnly() {
        String type = "nobody.listens." + UUID.randomUUID();
        UUID waiting = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            outbox.publish(type, waiting, 1, new Note("first"));
            outbox.publish(type, waiting, 2, new Note("second"));
        });
        write(UUID.randomUUID(), 1, "another subject");
        await().atMost(SOON).until(() -> notes.seen.contains("another subject"));
        assertThat(pending()).isEqualTo(2);

        Queue late = admin.declareQueue();
        admin.declareBinding(new Binding(late.getName(), Binding.DestinationType.QUEUE, Topology.EVENTS, type, null));

        var received = new ArrayList<String>();
        await().atMost(SOON).until(() -> {
            Message message = rabbit.receive(late.getName());
            if (message != null) {
                received.add(Envelope.read(message.getBody()).dataAs(Note.class).text());
            }
            return received.size() == 2;
        });
        assertThat(received).containsExactly("first", "second");
        await().atMost(SOON).until(() -> pending() == 0);
    }

    @Test
    void aRepeatedOrOvertakenEventChangesNothing() {
        UUID subject = UUID.randomUUID();
        Event second = event(subject, 2, "new");
        Event first = event(subject, 1, "old");
        send(second);
        send(second);
        send(first);
        send(event(UUID.randomUUID(), 1, "end"));

        await().atMost(SOON).until(() -> notes.seen.contains("end"));
        assertThat(notes.seen).containsExactly("new", "end");
        assertThat(jdbc.sql("select text from notes where id = ?")
                        .param(subject)
                        .query(String.class)
                        .single())
                .isEqualTo("new");
    }

    @Test
    void poisonIsBuriedAfterBoundedTriesAndCanBeReplayed() {
        notes.refuse = true;
        write(UUID.randomUUID(), 1, "poison");
        write(UUID.randomUUID(), 1, "healthy");

        await().atMost(SOON).until(() -> notes.seen.contains("healthy"));
        await().atMost(SOON).untilAsserted(() -> assertThat(dead("test.notes")).isEqualTo(1));
        assertThat(notes.tries).isEqualTo(Delivery.ATTEMPTS);

        notes.refuse = false;
        assertThat(deadLetters.replay("test.notes")).isPositive();
        await().atMost(SOON).until(() -> notes.seen.contains("poison"));
        await().atMost(SOON).untilAsserted(() -> assertThat(dead("test.notes")).isZero());
    }

    @Test
    void unreadableMessagesAreBuriedAtOnce() {
        for (String body : List.of("not json", "{}", "[]", "{\"event_id\":\"x\"}")) {
            rabbit.send(
                    Topology.EVENTS,
                    "note.written.v1",
                    MessageBuilder.withBody(body.getBytes())
                            .setMessageId(UUID.randomUUID().toString())
                            .build());
        }
        write(UUID.randomUUID(), 1, "after");

        await().atMost(SOON).until(() -> notes.seen.contains("after"));
        await().atMost(SOON).untilAsserted(() -> assertThat(dead("test.notes")).isEqualTo(4));
    }

    @Test
    void twoInstancesDeliverEachEventOnceAndInOrder() {
        var second = new OutboxRelay(outbox, jdbc, transaction, publisher);
        second.start();
        try {
            UUID subject = UUID.randomUUID();
            LongStream.rangeClosed(1, 1_000).forEach(version -> write(subject, version, "n" + version));
            await().atMost(SOON).until(() -> notes.seen.size() >= 1_000);
            assertThat(notes.seen)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 1_000)
                            .mapToObj(i -> "n" + i)
                            .toList());
        } finally {
            second.stop();
        }
    }

    @Test
    void aFailureOfTheDatabaseDoesNotUseUpTheTries() {
        notes.databaseFailures = Delivery.ATTEMPTS + 1;
        write(UUID.randomUUID(), 1, "patient");
        await().atMost(Duration.ofSeconds(40)).until(() -> notes.seen.contains("patient"));
        assertThat(dead("test.notes")).isZero();
    }

    private void write(UUID subject, long version, String text) {
        transaction.executeWithoutResult(status -> outbox.publish("note.written.v1", subject, version, new Note(text)));
    }

    private long pending() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    private long dead(String queue) {
        return deadLetters.counts().stream()
                .filter(count -> count.queue().equals(queue))
                .mapToLong(DeadLetters.DeadQueue::messages)
                .findFirst()
                .orElseThrow();
    }

    private static Event event(UUID subject, long version, String text) {
        return new Event(
                UUID.randomUUID(), "note.written.v1", Instant.now(), subject, version, Envelope.tree(new Note(text)));
    }

    private void send(Event event) {
        rabbit.send(
                Topology.EVENTS,
                event.type(),
                MessageBuilder.withBody(Envelope.write(event).getBytes())
                        .setMessageId(event.eventId().toString())
                        .build());
    }

    record Note(String text) {}

    /** A consumer as a service would write it. */
    static class Notes {

        private static final String QUEUE = "test.notes";
        final List<String> seen = new CopyOnWriteArrayList<>();
        volatile boolean refuse;
        volatile int tries;
        volatile int databaseFailures;
        private final Inbox inbox;
        private final JdbcClient jdbc;

        Notes(Inbox inbox, JdbcClient jdbc) {
            this.inbox = inbox;
            this.jdbc = jdbc;
        }

        void reset() {
            seen.clear();
            refuse = false;
            tries = 0;
            databaseFailures = 0;
        }

        @Consumes(queue = QUEUE, types = "note.written.v1")
        void on(Event event) {
            Note note = event.dataAs(Note.class);
            if (databaseFailures > 0) {
                databaseFailures--;
                throw new org.springframework.dao.QueryTimeoutException("the database is busy");
            }
            if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
                return;
            }
            jdbc.sql("""
                    insert into notes (id, text, version) values (?, ?, ?)
                    on conflict (id) do update set text = excluded.text, version = excluded.version""").params(event.subject(), note.text(), event.version()).update();
            if (refuse && note.text().equals("poison")) {
                tries++;
                throw new IllegalArgumentException("refused");
            }
            seen.add(note.text());
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Notes notes(Inbox inbox, JdbcClient jdbc) {
            return new Notes(inbox, jdbc);
        }

        @Bean
        static LineConfiguration lineConfiguration() {
            return new LineConfiguration();
        }
    }

    /** Puts a line that can be cut between this application and its broker. */
    static class LineConfiguration implements BeanPostProcessor {

        static BrokerLine line;

        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (bean instanceof CachingConnectionFactory connections) {
                line = new BrokerLine(connections.getHost(), connections.getPort());
                connections.setAddresses("127.0.0.1:" + line.port());
            }
            return bean;
        }
    }
}
