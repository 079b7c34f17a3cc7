package vitrine.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.messaging.Topology.Subscription;

/** Starts and stops a listener for each {@link Consumes} method. */
class Consumers implements SmartLifecycle {

    private static final int PREFETCH = 20;

    private final Topology topology;
    private final ApplicationContext context;
    private final ConnectionFactory connections;
    private final TransactionTemplate transaction;
    private final Inbox inbox;
    private final ConfirmedPublisher publisher;
    private final MeterRegistry meters;
    private final List<SimpleMessageListenerContainer> containers = new ArrayList<>();
    private volatile boolean running;

    Consumers(
            Topology topology,
            ApplicationContext context,
            ConnectionFactory connections,
            TransactionTemplate transaction,
            Inbox inbox,
            ConfirmedPublisher publisher,
            MeterRegistry meters) {
        this.topology = topology;
        this.context = context;
        this.connections = connections;
        this.transaction = transaction;
        this.inbox = inbox;
        this.publisher = publisher;
        this.meters = meters;
    }

    @Override
    public void start() {
        running = true;
        for (Subscription subscription : topology.subscriptions()) {
            SimpleMessageListenerContainer container = container(subscription);
            containers.add(container);
            container.start();
        }
        if (!topology.subscriptions().isEmpty()) {
            Thread.ofVirtual().name("inbox-cleaning").start(this::forgetOldDeliveries);
        }
    }

    private SimpleMessageListenerContainer container(Subscription subscription) {
        var container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(subscription.queue());
        container.setConcurrentConsumers(subscription.consumes().concurrency());
        // Long work is taken one by one so that idle instances find the rest in the queue.
        container.setPrefetchCount(subscription.consumes().transactional() ? PREFETCH : 1);
        container.setAcknowledgeMode(AcknowledgeMode.AUTO);
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(1000);
        container.setFailedDeclarationRetryInterval(1000);
        container.setShutdownTimeout(10_000);
        container.setObservationEnabled(true);
        container.setApplicationContext(context);
        container.setListenerId(subscription.queue());
        container.setMessageListener(new Delivery(
                subscription,
                context.getBean(subscription.beanName()),
                transaction,
                inbox,
                publisher,
                meters,
                () -> running));
        container.afterPropertiesSet();
        return container;
    }

    private void forgetOldDeliveries() {
        while (running) {
            try {
                Thread.sleep(Duration.ofHours(1));
                inbox.forgetOld();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The database is away; the next hour will do.
                continue;
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        containers.parallelStream().forEach(SimpleMessageListenerContainer::stop);
        containers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
