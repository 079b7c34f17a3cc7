package vitrine.messaging;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean method {@code void on(Event event)} that consumes a durable queue of its own.
 *
 * <p>It runs in one transaction with the inbox, so that a repeated delivery changes nothing. An exception rolls
 * back and is retried with back-off, without end while the database or the broker is away, and otherwise
 * {@value Delivery#ATTEMPTS} times; then the message moves to {@code <queue>.dead}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Consumes {

    /** Name of the queue, {@code <service>.<what it is for>}. */
    String queue();

    /** Routing keys it is bound to. */
    String[] types();

    /** Messages handled at once by this instance; more than one gives up their order. */
    int concurrency() default 1;

    /** False for long work: no transaction is opened and no inbox row kept, the method must be idempotent itself. */
    boolean transactional() default true;
}
