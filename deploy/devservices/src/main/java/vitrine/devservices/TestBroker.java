package vitrine.devservices;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each Spring context of a test an AMQP virtual host of its own and points {@code spring.rabbitmq.*} to it.
 *
 * <p>One embedded broker serves the whole JVM; {@code VITRINE_TEST_RABBITMQ_URL} ({@code amqp://user:password@host:port/vhost})
 * names a real RabbitMQ to use instead. There the contexts get virtual hosts of their own only if
 * {@code VITRINE_TEST_RABBITMQ_MANAGEMENT_URL} names its management API.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TestBroker {}
