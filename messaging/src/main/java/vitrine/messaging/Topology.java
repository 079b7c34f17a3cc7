package vitrine.messaging;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** What this service consumes, read from its {@link Consumes} methods, and what has to exist on the broker for it. */
class Topology {

    static final String EVENTS = "vitrine.events";
    private static final String DEAD = ".dead";

    /** A queue and the bean method behind it. */
    record Subscription(String beanName, Method method, Consumes consumes) {

        String queue() {
            return consumes.queue();
        }

        String deadQueue() {
            return queue() + DEAD;
        }
    }

    private final List<Subscription> subscriptions;
    private final boolean quorumQueues;

    Topology(ConfigurableListableBeanFactory beans, boolean quorumQueues) {
        this.subscriptions = find(beans);
        this.quorumQueues = quorumQueues;
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    Declarables declarables() {
        var exchange = new TopicExchange(EVENTS);
        var all = new ArrayList<Declarable>();
        all.add(exchange);
        for (Subscription subscription : subscriptions) {
            Queue queue = durable(subscription.queue());
            all.add(queue);
            all.add(durable(subscription.deadQueue()));
            for (String type : subscription.consumes().types()) {
                Binding binding = BindingBuilder.bind(queue).to(exchange).with(type);
                all.add(binding);
            }
        }
        return new Declarables(all);
    }

    private Queue durable(String name) {
        QueueBuilder builder = QueueBuilder.durable(name);
        // The embedded broker knows no queue arguments: they are sent only where RabbitMQ is configured for them.
        return quorumQueues ? builder.quorum().build() : builder.build();
    }

    private static List<Subscription> find(ConfigurableListableBeanFactory beans) {
        var found = new ArrayList<Subscription>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = typeOf(beans, name);
            if (type == null || type.getName().startsWith("org.springframework.")) {
                continue;
            }
            Map<Method, Consumes> methods = MethodIntrospector.selectMethods(
                    ClassUtils.getUserClass(type), (MethodIntrospector.MetadataLookup<Consumes>)
                            method -> AnnotatedElementUtils.findMergedAnnotation(method, Consumes.class));
            methods.forEach((method, consumes) -> {
                if (!Arrays.equals(method.getParameterTypes(), new Class<?>[] {Event.class})) {
                    throw new IllegalStateException(method + " must take one Event");
                }
                method.setAccessible(true);
                found.add(new Subscription(name, method, consumes));
            });
        }
        var names = new HashSet<String>();
        for (Subscription subscription : found) {
            if (!names.add(subscription.queue())) {
                throw new IllegalStateException("Two methods consume the queue " + subscription.queue());
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beans, String name) {
        return beans.getBeanDefinition(name).isAbstract() ? null : beans.getType(name, false);
    }
}
