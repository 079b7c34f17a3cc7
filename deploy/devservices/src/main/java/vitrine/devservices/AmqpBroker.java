package vitrine.devservices;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.model.port.AmqpPort;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP 0-9-1 broker in this JVM, on the loopback address: in memory for tests, with a durable store for the local run.
 * Unknown queue and exchange arguments are ignored, so that declarations written for RabbitMQ pass.
 */
public final class AmqpBroker implements AutoCloseable {

    public static final String USERNAME = "vitrine";
    public static final String TEST_PASSWORD = "vitrine";

    private final SystemLauncher launcher;
    private final Broker<?> broker;
    private final int port;

    private AmqpBroker(int wantedPort, String password, String nodeType, @Nullable Path store) {
        // Derby writes a log into the working directory as soon as it is loaded, used or not.
        System.setProperty(
                "derby.stream.error.file",
                store == null ? "/dev/null" : store.resolve("derby.log").toString());
        var resolved = new ContainerListener();
        launcher = new SystemLauncher(resolved);
        Map<String, String> context = new HashMap<>();
        context.put("vitrine.port", String.valueOf(wantedPort));
        context.put("vitrine.username", USERNAME);
        context.put("vitrine.password", password);
        context.put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
        context.put("exchange.behaviourOnUnknownDeclareArgument", "IGNORE");
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(SystemConfig.TYPE, "Memory");
        attributes.put(
                SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                Objects.requireNonNull(AmqpBroker.class.getResource("broker.json"))
                        .toString());
        attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
        attributes.put(SystemConfig.CONTEXT, context);
        try {
            launcher.startup(attributes);
        } catch (Exception e) {
            throw new IllegalStateException("The AMQP broker did not start on port " + wantedPort, e);
        }
        broker = resolved.broker();
        port = broker.getPorts().stream()
                .filter(AmqpPort.class::isInstance)
                .map(AmqpPort.class::cast)
                .mapToInt(AmqpPort::getBoundPort)
                .findFirst()
                .orElseThrow();
        addVirtualHost("default", nodeType, store, true);
    }

    /** Everything is lost when it closes. Port 0 takes a free one. */
    public static AmqpBroker inMemory(int port) {
        return new AmqpBroker(port, TEST_PASSWORD, "Memory", null);
    }

    /** Queues and persistent messages are kept in {@code store}, also through a kill of the JVM. */
    public static AmqpBroker durable(int port, String password, Path store) {
        return new AmqpBroker(port, password, "DERBY", store);
    }

    public int port() {
        return port;
    }

    /** Adds an empty virtual host in memory, beside the default one ({@code /}). */
    public void addVirtualHost(String name) {
        addVirtualHost(name, "Memory", null, false);
    }

    private void addVirtualHost(String name, String type, @Nullable Path store, boolean isDefault) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(VirtualHostNode.NAME, name);
        attributes.put(VirtualHostNode.TYPE, type);
        attributes.put("defaultVirtualHostNode", isDefault);
        attributes.put(
                "virtualHostInitialConfiguration", "{\"type\": \"%s\"}".formatted(store == null ? "Memory" : "DERBY"));
        if (store != null) {
            attributes.put("storePath", store.resolve("config").toString());
            attributes.put(
                    "virtualHostInitialConfiguration",
                    "{\"type\": \"DERBY\", \"storePath\": \"%s\"}"
                            .formatted(store.resolve("messages").toString().replace("\\", "\\\\")));
        }
        broker.createChild(VirtualHostNode.class, attributes);
    }

    @Override
    public void close() {
        launcher.shutdown();
    }

    private static final class ContainerListener extends DefaultSystemLauncherListener {
        private @Nullable SystemConfig<?> systemConfig;
        private @Nullable RuntimeException failure;

        @Override
        public void errorOnStartup(RuntimeException e) {
            failure = e;
        }

        @Override
        public void onContainerResolve(SystemConfig<?> systemConfig) {
            this.systemConfig = systemConfig;
        }

        Broker<?> broker() {
            if (systemConfig == null) {
                throw new IllegalStateException("The AMQP broker did not start", failure);
            }
            return (Broker<?>) systemConfig.getContainer();
        }
    }
}
