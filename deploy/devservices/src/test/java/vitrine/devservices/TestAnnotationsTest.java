package vitrine.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

class TestAnnotationsTest {

    @Configuration
    static class Empty {}

    @TestDatabase
    @TestBroker
    @TestMailbox
    @SpringJUnitConfig(Empty.class)
    abstract static class AllServices {
        @Autowired
        Environment environment;

        String property(String name) {
            return environment.getRequiredProperty(name);
        }
    }

    @Nested
    class Inherited extends AllServices {

        @Test
        void databaseIsRealAndOwnedByAnOrdinaryRole() throws Exception {
            try (var connection = DriverManager.getConnection(
                            property("spring.datasource.url"),
                            property("spring.datasource.username"),
                            property("spring.datasource.password"));
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE photo (id uuid PRIMARY KEY, metadata jsonb)");
                try (var row = statement.executeQuery(
                        "SELECT current_setting('server_version_num')::int, rolsuper FROM pg_roles WHERE rolname = current_user")) {
                    row.next();
                    assertThat(row.getInt(1)).isGreaterThanOrEqualTo(150000);
                    assertThat(row.getBoolean(2)).isFalse();
                }
            }
        }

        @Test
        void brokerTakesAndDeliversInAVirtualHostOfItsOwn() throws Exception {
            var factory = new ConnectionFactory();
            factory.setHost(property("spring.rabbitmq.host"));
            factory.setPort(environment.getRequiredProperty("spring.rabbitmq.port", Integer.class));
            factory.setUsername(property("spring.rabbitmq.username"));
            factory.setPassword(property("spring.rabbitmq.password"));
            factory.setVirtualHost(property("spring.rabbitmq.virtual-host"));
            try (var connection = factory.newConnection();
                    var channel = connection.createChannel()) {
                channel.confirmSelect();
                channel.exchangeDeclare("events", "topic", true);
                channel.queueDeclare("photos", true, false, false, Map.of("x-unknown", "ignored"));
                channel.queueBind("photos", "events", "photo.#");
                channel.basicPublish(
                        "events", "photo.saved.v1", true, MessageProperties.PERSISTENT_TEXT_PLAIN, new byte[] {1, 2, 3
                        });
                channel.waitForConfirmsOrDie(5000);
                assertThat(channel.basicGet("photos", true).getBody()).containsExactly(1, 2, 3);
            }
        }

        @Test
        void mailboxShowsWhatWasSentOnceForAllRecipients() {
            Mailbox.clear();
            GreenMailUtil.sendTextEmail(
                    "ada@example.org,bo@example.org",
                    "vitrine@localhost",
                    "Your code",
                    "123456",
                    new ServerSetup(
                            environment.getRequiredProperty("spring.mail.port", Integer.class),
                            property("spring.mail.host"),
                            ServerSetup.PROTOCOL_SMTP));
            assertThat(Mailbox.messages()).singleElement().satisfies(mail -> {
                assertThat(mail.from()).isEqualTo("vitrine@localhost");
                assertThat(mail.to()).containsExactly("ada@example.org", "bo@example.org");
                assertThat(mail.subject()).isEqualTo("Your code");
                assertThat(mail.text().strip()).isEqualTo("123456");
            });
            assertThat(Mailbox.messagesTo("ADA@example.org")).hasSize(1);
            assertThat(Mailbox.messagesTo("cy@example.org")).isEmpty();
        }
    }

    @Nested
    @TestDatabase
    @SpringJUnitConfig(Empty.class)
    class OtherContext {
        @Autowired
        Environment environment;

        @Test
        void anotherContextHasAnotherDatabaseAndNothingElse() {
            var mine = environment.getRequiredProperty("spring.datasource.url");
            assertThat(mine).isNotEqualTo(TestPostgres.newDatabase().url());
            assertThat(environment.getProperty("spring.rabbitmq.host")).isNull();
            assertThat(environment.getProperty("spring.mail.host")).isNull();
        }
    }
}
