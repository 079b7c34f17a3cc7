package vitrine.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
        afterName = {
            "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
@PropertySource("classpath:messaging.properties")
class MessagingAutoConfiguration {

    @Bean
    Outbox outbox(JdbcClient jdbc, ObjectProvider<TraceContext> trace) {
        return new Outbox(jdbc, trace.getIfAvailable(() -> TraceContext.NONE));
    }

    @Bean
    Inbox inbox(JdbcClient jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    ConfirmedPublisher confirmedPublisher(RabbitTemplate rabbit) {
        return new ConfirmedPublisher(rabbit);
    }

    @Bean
    OutboxRelay outboxRelay(
            Outbox outbox, JdbcClient jdbc, PlatformTransactionManager transactions, ConfirmedPublisher publisher) {
        return new OutboxRelay(outbox, jdbc, new TransactionTemplate(transactions), publisher);
    }

    @Bean
    Topology messagingTopology(
            ConfigurableListableBeanFactory beans, @Value("${messaging.quorum-queues}") boolean quorumQueues) {
        return new Topology(beans, quorumQueues);
    }

    @Bean
    Declarables messagingDeclarables(Topology topology) {
        return topology.declarables();
    }

    @Bean
    Consumers consumers(
            Topology topology,
            ApplicationContext context,
            ConnectionFactory connections,
            PlatformTransactionManager transactions,
            Inbox inbox,
            ConfirmedPublisher publisher,
            ObjectProvider<MeterRegistry> meters) {
        return new Consumers(
                topology,
                context,
                connections,
                new TransactionTemplate(transactions),
                inbox,
                publisher,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    DeadLetters deadLetters(Topology topology, AmqpAdmin admin, RabbitTemplate rabbit, ConfirmedPublisher publisher) {
        return new DeadLetters(topology, admin, rabbit, publisher);
    }

    @Bean
    MessagingMeters messagingMeters(JdbcClient jdbc, Topology topology, DeadLetters deadLetters) {
        return new MessagingMeters(jdbc, topology, deadLetters);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
    static class OperatorConfiguration {

        @Bean
        DeadLettersEndpoint deadLettersEndpoint(DeadLetters deadLetters) {
            return new DeadLettersEndpoint(deadLetters);
        }
    }

    /** An event carries on the trace of the request that caused it, over the outbox and the broker. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.tracing.Tracer")
    static class TracingConfiguration {

        @Bean
        TraceContext traceContext(ObjectProvider<Tracer> tracers, ObjectProvider<Propagator> propagators) {
            return () -> {
                Tracer tracer = tracers.getIfAvailable();
                Propagator propagator = propagators.getIfAvailable();
                var context =
                        tracer == null ? null : tracer.currentTraceContext().context();
                if (context == null || propagator == null) {
                    return null;
                }
                var carrier = new HashMap<String, String>();
                propagator.inject(context, carrier, (map, key, value) -> {
                    if (map != null) {
                        map.put(key, value);
                    }
                });
                return carrier.get(TraceContext.HEADER);
            };
        }
    }
}
