package vitrine.devservices;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each Spring context of a test an empty PostgreSQL database of its own and points {@code spring.datasource.*} to it.
 *
 * <p>One embedded server serves the whole JVM; {@code VITRINE_TEST_POSTGRES_URL} (a JDBC URL of a role that may create
 * databases, credentials in its parameters) names a real one to use instead.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TestDatabase {}
