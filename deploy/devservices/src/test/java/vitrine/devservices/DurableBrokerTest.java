package vitrine.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableBrokerTest {

    @TempDir
    Path store;

    @Test
    void keepsQueuesBindingsAndPersistentMessages() throws Exception {
        try (var broker = AmqpBroker.durable(0, "secret", store);
                var connection = connect(broker);
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.exchangeDeclare("events", "topic", true);
            channel.queueDeclare("photos", true, false, false, null);
            channel.queueBind("photos", "events", "photo.#");
            channel.basicPublish("events", "photo.saved.v1", MessageProperties.PERSISTENT_BASIC, new byte[] {1});
            channel.waitForConfirmsOrDie(5000);
        }
        try (var broker = AmqpBroker.durable(0, "secret", store);
                var connection = connect(broker);
                var channel = connection.createChannel()) {
            assertThat(channel.basicGet("photos", true).getBody()).containsExactly(1);
            channel.confirmSelect();
            channel.basicPublish("events", "photo.saved.v1", MessageProperties.PERSISTENT_BASIC, new byte[] {2});
            channel.waitForConfirmsOrDie(5000);
            assertThat(channel.basicGet("photos", true).getBody()).containsExactly(2);
        }
    }

    private static Connection connect(AmqpBroker broker) throws Exception {
        var factory = new ConnectionFactory();
        factory.setPort(broker.port());
        factory.setUsername(AmqpBroker.USERNAME);
        factory.setPassword("secret");
        factory.setHost("127.0.0.1");
        return factory.newConnection();
    }
}
