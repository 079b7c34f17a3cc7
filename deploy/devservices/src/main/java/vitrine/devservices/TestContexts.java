package vitrine.devservices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Connects the Spring contexts of annotated tests to the services of this JVM. */
class TestContexts implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        var services = new Services(
                TestContextAnnotationUtils.hasAnnotation(testClass, TestDatabase.class),
                TestContextAnnotationUtils.hasAnnotation(testClass, TestBroker.class),
                TestContextAnnotationUtils.hasAnnotation(testClass, TestMailbox.class));
        return services.none() ? null : services;
    }

    /** A record, so that tests asking for the same services share a cached context. */
    record Services(boolean database, boolean broker, boolean mailbox) implements ContextCustomizer {

        boolean none() {
            return !database && !broker && !mailbox;
        }

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
            Map<String, Object> properties = new LinkedHashMap<>();
            if (database) {
                var fresh = TestPostgres.newDatabase();
                properties.put("spring.datasource.url", fresh.url());
                properties.put("spring.datasource.username", fresh.username());
                properties.put("spring.datasource.password", fresh.password());
                atTheEnd(context, "vitrineTestDatabase", fresh::drop);
            }
            if (broker) {
                var fresh = TestAmqp.newVirtualHost();
                properties.put("spring.rabbitmq.host", fresh.host());
                properties.put("spring.rabbitmq.port", fresh.port());
                properties.put("spring.rabbitmq.username", fresh.username());
                properties.put("spring.rabbitmq.password", fresh.password());
                properties.put("spring.rabbitmq.virtual-host", fresh.virtualHost());
                atTheEnd(context, "vitrineTestVirtualHost", fresh::drop);
            }
            if (mailbox) {
                properties.put("spring.mail.host", "127.0.0.1");
                properties.put("spring.mail.port", Mailbox.port());
            }
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("devservices", properties));
        }

        /** Registered before every other bean, therefore destroyed after all of them. */
        private static void atTheEnd(ConfigurableApplicationContext context, String name, Runnable action) {
            if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans) {
                beans.registerDisposableBean(name, action::run);
            }
        }
    }
}
