package vitrine.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Publishes and waits for the broker's word: only an ack without a return counts as delivered. */
class ConfirmedPublisher {

    private static final long CONFIRM_SECONDS = 5;

    private final RabbitTemplate rabbit;

    ConfirmedPublisher(RabbitTemplate rabbit) {
        this.rabbit = rabbit;
    }

    record Letter(String exchange, String routingKey, Message message) {}

    enum Outcome {
        DELIVERED,
        /** No queue is bound to the routing key. */
        UNROUTABLE,
        /** A nack, or no answer in time. */
        UNCONFIRMED
    }

    /** Sends the letters in their order on one channel; the outcomes are in the same order. */
    List<Outcome> publish(List<Letter> letters) {
        var confirms = new ArrayList<CorrelationData>(letters.size());
        rabbit.invoke(operations -> {
            for (int i = 0; i < letters.size(); i++) {
                Letter letter = letters.get(i);
                var confirm = new CorrelationData(
                        letter.message().getMessageProperties().getMessageId() + "/" + i);
                operations.send(letter.exchange(), letter.routingKey(), letter.message(), confirm);
                confirms.add(confirm);
            }
            return confirms;
        });
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONFIRM_SECONDS);
        return confirms.stream().map(confirm -> outcome(confirm, deadline)).toList();
    }

    void publishOrThrow(Letter letter) {
        Outcome outcome = publish(List.of(letter)).getFirst();
        if (outcome != Outcome.DELIVERED) {
            throw new NotDelivered(letter.routingKey() + ": " + outcome);
        }
    }

    private static Outcome outcome(CorrelationData confirm, long deadline) {
        try {
            boolean ack = confirm.getFuture()
                    .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .ack();
            if (!ack) {
                return Outcome.UNCONFIRMED;
            }
            return confirm.getReturned() == null ? Outcome.DELIVERED : Outcome.UNROUTABLE;
        } catch (ExecutionException | TimeoutException e) {
            return Outcome.UNCONFIRMED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.UNCONFIRMED;
        }
    }

    static class NotDelivered extends RuntimeException {
        NotDelivered(String message) {
            super(message);
        }
    }
}
