package vitrine.messaging;

import java.util.List;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;
import vitrine.messaging.ConfirmedPublisher.Letter;
import vitrine.messaging.Topology.Subscription;

/** Messages that were given up, and their second chance. */
public class DeadLetters {

    private final Topology topology;
    private final AmqpAdmin admin;
    private final RabbitTemplate rabbit;
    private final ConfirmedPublisher publisher;

    DeadLetters(Topology topology, AmqpAdmin admin, RabbitTemplate rabbit, ConfirmedPublisher publisher) {
        this.topology = topology;
        this.admin = admin;
        this.rabbit = rabbit;
        this.publisher = publisher;
    }

    /** How many messages a queue's dead letters hold. */
    public record DeadQueue(String queue, long messages) {}

    public List<DeadQueue> counts() {
        return topology.subscriptions().stream()
                .map(subscription -> new DeadQueue(subscription.queue(), count(subscription)))
                .toList();
    }

    long count(Subscription subscription) {
        QueueInformation information = admin.getQueueInfo(subscription.deadQueue());
        return information == null ? 0 : information.getMessageCount();
    }

    /**
     * Moves the dead letters of a queue back into it, those that were there at the call.
     *
     * @return how many
     * @throws IllegalArgumentException when this service does not consume such a queue
     */
    public int replay(String queue) {
        Subscription subscription = topology.subscriptions().stream()
                .filter(candidate -> candidate.queue().equals(queue))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No queue " + queue));
        long waiting = count(subscription);
        Integer replayed = rabbit.execute(channel -> {
            var converter = new DefaultMessagePropertiesConverter();
            int moved = 0;
            while (moved < waiting) {
                var response = channel.basicGet(subscription.deadQueue(), false);
                if (response == null) {
                    break;
                }
                var message = new Message(
                        response.getBody(),
                        converter.toMessageProperties(response.getProps(), response.getEnvelope(), "UTF-8"));
                // Acknowledged only after the broker has it again: a crash in between leaves it twice, never lost.
                publisher.publishOrThrow(new Letter("", subscription.queue(), message));
                channel.basicAck(response.getEnvelope().getDeliveryTag(), false);
                moved++;
            }
            return moved;
        });
        return replayed == null ? 0 : replayed;
    }
}
