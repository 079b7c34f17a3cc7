package vitrine.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.messaging.ConfirmedPublisher.Letter;
import vitrine.messaging.Topology.Subscription;

/** Hands each message of one queue to its method: once in effect, with bounded retries, then to the dead queue. */
class Delivery implements MessageListener {

    static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Subscription subscription;
    private final Object bean;
    private final TransactionTemplate transaction;
    private final Inbox inbox;
    private final ConfirmedPublisher publisher;
    private final MeterRegistry meters;
    private final BooleanSupplier running;

    Delivery(
            Subscription subscription,
            Object bean,
            TransactionTemplate transaction,
            Inbox inbox,
            ConfirmedPublisher publisher,
            MeterRegistry meters,
            BooleanSupplier running) {
        this.subscription = subscription;
        this.bean = bean;
        this.transaction = transaction;
        this.inbox = inbox;
        this.publisher = publisher;
        this.meters = meters;
        this.running = running;
    }

    @Override
    public void onMessage(Message message) {
        Event event;
        try {
            event = Envelope.read(message.getBody());
        } catch (MalformedEvent e) {
            bury(message, e);
            return;
        }
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; ) {
            try {
                handle(event);
                count("handled");
                return;
            } catch (RuntimeException e) {
                boolean infrastructure = isInfrastructure(e);
                if (e instanceof MalformedEvent || (!infrastructure && attempt >= ATTEMPTS)) {
                    bury(message, e);
                    return;
                }
                log.warn(
                        "{} {} from {} failed, trying again in {} ms",
                        event.type(),
                        event.eventId(),
                        subscription.queue(),
                        pause.toMillis(),
                        e);
                count("retried");
                if (!infrastructure) {
                    attempt++;
                }
            }
            pause(pause);
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private void handle(Event event) {
        if (!subscription.consumes().transactional()) {
            invoke(event);
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (inbox.isFirstDelivery(subscription.queue(), event.eventId())) {
                invoke(event);
            }
        });
    }

    private void invoke(Event event) {
        try {
            subscription.method().invoke(bean, event);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such a failure says nothing about the message: it must not use up its attempts. */
    private static boolean isInfrastructure(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof AmqpException;
    }

    private void bury(Message message, RuntimeException reason) {
        log.error(
                "Message {} of {} moves to the dead queue",
                message.getMessageProperties().getMessageId(),
                subscription.queue(),
                reason);
        Message dead = MessageBuilder.fromMessage(message)
                .setHeader("dead_reason", reason.getClass().getSimpleName())
                .setHeader("dead_at", Instant.now().toString())
                .build();
        publisher.publishOrThrow(new Letter("", subscription.deadQueue(), dead));
        count("dead");
    }

    private void count(String outcome) {
        meters.counter("messaging.deliveries", "queue", subscription.queue(), "outcome", outcome)
                .increment();
    }

    /** On shutdown the message goes back to the queue. */
    private void pause(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            if (!running.getAsBoolean()) {
                throw new IllegalStateException("stopping; the message stays in " + subscription.queue());
            }
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted; the message stays in " + subscription.queue(), e);
            }
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
