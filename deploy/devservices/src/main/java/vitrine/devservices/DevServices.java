package vitrine.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The services of a local run in one process: PostgreSQL, the AMQP broker and the mailbox, all on the loopback address, all kept
 * in one directory.
 *
 * <p>{@code --data=DIR} and for each wanted service {@code --postgres=PORT}, {@code --amqp=PORT}, {@code --smtp=PORT},
 * {@code --mailbox=PORT}; {@code --binaries=DIR} is where PostgreSQL's programs are or will be unpacked; {@code --ready=FILE} is written when
 * all are ready; {@code --unpack-only} just unpacks. Passwords come by environment: {@code POSTGRES_PASSWORD}, {@code DATABASE_PASSWORD_*},
 * {@code RABBITMQ_PASSWORD}.
 */
public final class DevServices implements AutoCloseable {

    static final List<String> DATABASES = List.of("gateway", "auth", "gallery", "media", "share");

    private volatile @Nullable PostgresServer postgres;
    private volatile @Nullable AmqpBroker broker;
    private volatile @Nullable MailboxServer mailbox;
    private volatile boolean closing;

    private DevServices() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "vitrine/devservices/logback.xml");
        var options = Options.of(arguments);
        if (options.has("unpack-only")) {
            PostgresBinaries.unpackedIn(options.path("binaries"));
            return;
        }
        var services = new DevServices();
        Runtime.getRuntime().addShutdownHook(new Thread(services::close, "stop"));
        try {
            services.start(options, System.getenv());
        } catch (Exception e) {
            System.err.println("The development services did not start: " + e.getMessage());
            e.printStackTrace();
            System.exit(1);
        }
        if (options.has("ready")) {
            Files.writeString(
                    options.path("ready"),
                    String.valueOf(ProcessHandle.current().pid()));
        }
        var server = services.postgres;
        if (server != null) {
            var code = server.process().waitFor();
            if (!services.closing) {
                System.err.println("PostgreSQL ended with code " + code);
                System.exit(1);
            }
        }
        Thread.currentThread().join();
    }

    private void start(Options options, Map<String, String> environment) throws Exception {
        var data = options.path("data");
        Files.createDirectories(data);
        try (var starting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> parts = new ArrayList<>();
            if (options.has("postgres")) {
                parts.add(starting.submit(() -> startPostgres(options, environment, data.resolve("postgresql"))));
            }
            if (options.has("amqp")) {
                parts.add(starting.submit(() -> startBroker(options, environment, data.resolve("broker"))));
            }
            if (options.has("smtp")) {
                parts.add(starting.submit(() -> {
                    mailbox =
                            MailboxServer.start(data.resolve("mailbox"), options.port("smtp"), options.port("mailbox"));
                    return null;
                }));
            }
            for (var part : parts) {
                part.get();
            }
        }
    }

    private @Nullable Void startPostgres(Options options, Map<String, String> environment, Path directory)
            throws IOException, InterruptedException, SQLException {
        var server = PostgresServer.start(
                PostgresBinaries.unpackedIn(options.path("binaries")),
                directory,
                options.port("postgres"),
                required(environment, "POSTGRES_PASSWORD"));
        postgres = server;
        for (var name : DATABASES) {
            server.provide(
                    "vitrine_" + name, required(environment, "DATABASE_PASSWORD_" + name.toUpperCase(Locale.ROOT)));
        }
        return null;
    }

    private @Nullable Void startBroker(Options options, Map<String, String> environment, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        broker = AmqpBroker.durable(options.port("amqp"), required(environment, "RABBITMQ_PASSWORD"), directory);
        return null;
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    /** The database last: the others may still write. */
    @Override
    public void close() {
        closing = true;
        for (var service : Arrays.asList(mailbox, broker, postgres)) {
            if (service == null) {
                continue;
            }
            try {
                service.close();
            } catch (Exception e) {
                System.err.println("A development service did not stop cleanly: " + e);
            }
        }
    }

    private record Options(Map<String, String> values) {

        static Options of(String... arguments) {
            Map<String, String> values = new HashMap<>();
            for (var argument : arguments) {
                if (!argument.startsWith("--")) {
                    throw new IllegalArgumentException("Unknown argument: " + argument);
                }
                var parts = argument.substring(2).split("=", 2);
                values.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
            return new Options(values);
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        Path path(String name) {
            return Path.of(text(name)).toAbsolutePath();
        }

        int port(String name) {
            return Integer.parseInt(text(name));
        }

        private String text(String name) {
            return Objects.requireNonNull(values.get(name), () -> "--" + name + " is missing");
        }
    }
}
