package vitrine.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import org.springframework.amqp.AmqpException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gauges asked at each scrape; NaN while the database or the broker is away. */
class MessagingMeters implements MeterBinder {

    private final JdbcClient jdbc;
    private final Topology topology;
    private final DeadLetters deadLetters;

    MessagingMeters(JdbcClient jdbc, Topology topology, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.deadLetters = deadLetters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        // All parts are built together: the version of this one is the version of the service it is in.
        String version = MessagingMeters.class.getPackage().getImplementationVersion();
        Gauge.builder("vitrine.build", () -> 1)
                .tag("version", version == null ? "development" : version)
                .description("Which build this is")
                .register(registry);
        Gauge.builder("outbox.pending", query("select count(*) from outbox"))
                .description("Events the broker has not confirmed yet")
                .register(registry);
        Gauge.builder(
                        "outbox.oldest.age",
                        query("select coalesce(extract(epoch from now() - min(created_at)), 0) from outbox"))
                .baseUnit("seconds")
                .register(registry);
        topology.subscriptions()
                .forEach(subscription -> Gauge.builder(
                                "messaging.dead", available(() -> deadLetters.count(subscription)))
                        .tag("queue", subscription.queue())
                        .description("Messages that were given up")
                        .register(registry));
    }

    private Supplier<Number> query(String sql) {
        return available(() -> jdbc.sql(sql).query(Double.class).single());
    }

    private static Supplier<Number> available(Supplier<Number> measured) {
        return () -> {
            try {
                return measured.get();
            } catch (DataAccessException | AmqpException e) {
                return Double.NaN;
            }
        };
    }
}
