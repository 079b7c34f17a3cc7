package vitrine.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The deployment of the suite on one machine: which processes, with which settings, who needs whom. */
final class Suite {

    /** What to do about a JVM's cache of loaded and linked classes where there is none yet. */
    enum Cache {
        USE,
        MAKE
    }

    private static final String DEVSERVICES = "devservices";
    private static final String WORKER = Ports.worker(0);

    private final Path home;
    private final Path data;
    private final Ports ports;
    private final Map<String, String> environment;
    private final ExternalServices external;
    private final Map<String, String> secrets;
    private final Cache cache;

    Suite(
            Path home,
            Path data,
            Ports ports,
            Map<String, String> environment,
            Map<String, String> secrets,
            Cache cache) {
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.environment = environment;
        this.external = ExternalServices.in(environment);
        this.secrets = secrets;
        this.cache = cache;
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Set<String> ground = new LinkedHashSet<>();
        if (!external.all()) {
            parts.add(devservices());
            ground.add(DEVSERVICES);
        }
        // One another the services need when they are asked something, not at their start, so they start side by side.
        parts.add(service("auth-service", "auth-service", ports.auth(), "192m", ground));
        parts.add(service("media-service", "media-service", ports.media(), "256m", with(ground, "auth-service")));
        parts.add(service(
                "gallery-service",
                "gallery-service",
                ports.gallery(),
                "256m",
                with(ground, "auth-service", "media-service")));
        parts.add(service(
                "share-service",
                "share-service",
                ports.share(),
                "192m",
                with(ground, "auth-service", "gallery-service")));
        parts.add(service(
                "gateway",
                "gateway",
                ports.gateway(),
                "256m",
                with(ground, "auth-service", "gallery-service", "media-service", "share-service")));
        for (int i = 0; i < ports.mediaWorkers().size(); i++) {
            parts.add(service(
                    Ports.worker(i),
                    "media-service",
                    ports.mediaWorkers().get(i),
                    "1024m",
                    with(ground, "media-service"),
                    "--spring.profiles.active=worker"));
        }
        return parts;
    }

    private static Set<String> with(Set<String> ground, String... more) {
        Set<String> all = new LinkedHashSet<>(ground);
        all.addAll(List.of(more));
        return all;
    }

    /**
     * What a service waits for before it starts. Once its database is there it can wait for the server by itself, while the rest
     * of it starts; the first time, role and database have to be made before.
     */
    private Set<String> needs() {
        var kept = Files.exists(data.resolve("postgresql/data/PG_VERSION"));
        return external.all() || kept && !external.databases() ? Set.of() : Set.of(DEVSERVICES);
    }

    private Part devservices() {
        var target = home.resolve("deploy/devservices/target");
        List<String> command = java("96m", DEVSERVICES);
        command.add("-XX:MaxDirectMemorySize=64m");
        command.addAll(cacheFlags(target.resolve("devservices.aot")));
        command.addAll(List.of("-cp", classPath(target, "devservices"), "vitrine.devservices.DevServices"));
        command.add("--data=" + data);
        command.add("--binaries=" + target.resolve("postgresql"));
        List<String> what = new ArrayList<>();
        if (!external.databases()) {
            command.add("--postgres=" + ports.postgres());
            what.add("PostgreSQL on " + ports.postgres());
        }
        if (!external.broker()) {
            command.add("--amqp=" + ports.amqp());
            what.add("AMQP on " + ports.amqp());
        }
        if (!external.mail()) {
            command.add("--smtp=" + ports.smtp());
            command.add("--mailbox=" + ports.mailbox());
            what.add("SMTP on " + ports.smtp());
        }
        var ready = data.resolve("run").resolve("devservices.ready");
        command.add("--ready=" + ready);
        return new Part(
                DEVSERVICES,
                String.join(", ", what),
                Set.of(),
                Set.of(),
                command,
                home,
                settingsFor(DEVSERVICES),
                withheldFrom(DEVSERVICES),
                new Readiness.Announced(ready),
                stopLimit(Duration.ofSeconds(40)));
    }

    private Part service(String name, String module, int port, String heap, Set<String> uses, String... arguments) {
        var application = home.resolve(module).resolve("target/app");
        boolean media = module.equals("media-service");
        List<String> command = java(heap, module);
        boolean worker = name.startsWith(WORKER);
        if (worker) {
            // A large picture may need the whole heap for a moment; what it leaves behind must not stay resident. The
            // JVM would begin with a part of the machine's memory, which is more than a worker's usual work needs.
            command.addAll(List.of("-Xms64m", "-Xmn24m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=25"));
        }
        if (media) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"));
        }
        command.addAll(cacheFlags(application.resolve((worker ? WORKER : name) + ".aot")));
        command.addAll(List.of("-jar", jar(application, module).toString()));
        command.addAll(List.of(arguments));
        Map<String, String> settings = new LinkedHashMap<>(settingsFor(module));
        if (worker) {
            settings.put("MEDIA_WORKER_PORT", String.valueOf(port));
        }
        return new Part(
                name,
                "port " + port,
                needs(),
                uses,
                command,
                home,
                settings,
                withheldFrom(module),
                new Readiness.Answered(port, "/actuator/health/readiness"),
                stopLimit(Duration.ofSeconds(20)));
    }

    /** Writing a cache happens while the JVM stops and takes its time. */
    private Duration stopLimit(Duration normal) {
        return cache == Cache.MAKE ? Duration.ofMinutes(5) : normal;
    }

    /** What a module works on itself, beside waiting for others, names the file of compiler directives: bytes, passwords. */
    private List<String> java(String heap, String module) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xss512k",
                "-XX:MetaspaceSize=64m"));
        var directives = home.resolve("deploy/launcher/jvm").resolve(module + ".json");
        // The expensive compiler works for these only; for the start of a service it costs more than it gains.
        command.addAll(
                Files.exists(directives)
                        ? List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile=" + directives)
                        : List.of("-XX:TieredStopAtLevel=1"));
        return command;
    }

    private List<String> cacheFlags(Path file) {
        if (Files.exists(file)) {
            // A cache that does not fit this machine's JVM is passed over in silence: it is slower, not wrong.
            return List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
        }
        return cache == Cache.MAKE ? List.of("-XX:AOTCacheOutput=" + file) : List.of();
    }

    /** Where the caches of this suite are, present or not. */
    List<Path> caches() {
        return parts().stream()
                .flatMap(part -> part.command().stream())
                .filter(argument -> argument.startsWith("-XX:AOTCache"))
                .map(argument -> Path.of(argument.substring(argument.indexOf('=') + 1)))
                .toList();
    }

    /** The jar and its libraries, always in the same order: a cache of loaded classes belongs to one class path. */
    private static String classPath(Path target, String name) {
        try (var libraries = Files.list(target.resolve("lib"))) {
            return Stream.concat(Stream.of(jar(target, name)), libraries.sorted())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path directory, String name) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-[0-9][^/]*\\.jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            Refusal.Code.NOT_STARTED,
                            "%s is not built: there is no %s-*.jar in %s.".formatted(name, name, directory)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the whole suite. What the environment says wins where a person may say it; the rest is derived from ports and secrets. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(secrets);
        settings.put("VITRINE_PUBLIC_PORT", String.valueOf(ports.gateway()));
        settings.put("GATEWAY_PORT", String.valueOf(ports.gateway()));
        settings.put("AUTH_PORT", String.valueOf(ports.auth()));
        settings.put("GALLERY_PORT", String.valueOf(ports.gallery()));
        settings.put("MEDIA_PORT", String.valueOf(ports.media()));
        settings.put("SHARE_PORT", String.valueOf(ports.share()));
        settings.put("MEDIA_WORKER_PORT", String.valueOf(ports.mediaWorkers().getFirst()));
        settings.put("AUTH_URL", "http://127.0.0.1:" + ports.auth());
        settings.put("GALLERY_URL", "http://127.0.0.1:" + ports.gallery());
        settings.put("MEDIA_URL", "http://127.0.0.1:" + ports.media());
        settings.put("SHARE_URL", "http://127.0.0.1:" + ports.share());
        settings.put("MEDIA_DATA", data.resolve("media").toString());
        for (var name : ExternalServices.DATABASES) {
            var role = "vitrine_" + name.toLowerCase(Locale.ROOT);
            settings.put("DATABASE_USERNAME_" + name, role);
            settings.put("DATABASE_URL_" + name, "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), role));
        }
        settings.put("SPRING_DATASOURCE_HIKARI_INITIALIZATION_FAIL_TIMEOUT", "60000");
        settings.put("RABBITMQ_HOST", "127.0.0.1");
        settings.put("RABBITMQ_PORT", external.broker() ? "5672" : String.valueOf(ports.amqp()));
        settings.put("RABBITMQ_USERNAME", "vitrine");
        settings.put("RABBITMQ_VHOST", "/");
        settings.put("SMTP_HOST", "127.0.0.1");
        settings.put("SMTP_PORT", external.mail() ? "587" : String.valueOf(ports.smtp()));
        if (environment.getOrDefault("VITRINE_DOMAIN", "localhost").equals("localhost")
                && !environment.containsKey("BACKCHANNEL_ALLOWED_NETWORKS")) {
            // Applications that are tried out beside a suite on this machine run on this machine.
            settings.put("BACKCHANNEL_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128");
        }
        environment.forEach((name, value) -> {
            if (settings.containsKey(name) && decides(name, value)) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    /** Ports and addresses between the parts are this launcher's; the own broker and databases keep the own passwords. */
    private boolean decides(String name, String given) {
        if (given.isBlank()) {
            return false;
        }
        if (name.startsWith("DATABASE_")) {
            return ExternalServices.isSet(environment, "DATABASE_URL_" + name.substring(name.lastIndexOf('_') + 1));
        }
        if (name.startsWith("RABBITMQ_")) {
            return external.broker();
        }
        if (name.startsWith("SMTP_")) {
            return external.mail();
        }
        return switch (name) {
            case "VITRINE_PUBLIC_PORT", "MEDIA_DATA" -> true;
            case "POSTGRES_PASSWORD" -> false;
            default -> secrets.containsKey(name);
        };
    }

    /** A part is told the secrets it works with and no others. */
    private Set<String> withheldFrom(String module) {
        Set<String> withheld = new LinkedHashSet<>(secrets.keySet());
        switch (module) {
            case DEVSERVICES ->
                withheld.removeIf(name -> name.startsWith("DATABASE_")
                        || name.equals("POSTGRES_PASSWORD")
                        || name.equals("RABBITMQ_PASSWORD"));
            case "auth-service" ->
                withheld.removeAll(Set.of(
                        "DATABASE_PASSWORD_AUTH",
                        "RABBITMQ_PASSWORD",
                        "GATEWAY_CLIENT_SECRET",
                        "AUTH_KEY_SECRET",
                        "ADMIN_PASSWORD"));
            case "gallery-service" ->
                withheld.removeAll(Set.of("DATABASE_PASSWORD_GALLERY", "RABBITMQ_PASSWORD", "MEDIA_SIGNING_KEYS"));
            case "media-service" ->
                withheld.removeAll(Set.of("DATABASE_PASSWORD_MEDIA", "RABBITMQ_PASSWORD", "MEDIA_SIGNING_KEYS"));
            case "share-service" ->
                withheld.removeAll(
                        Set.of("DATABASE_PASSWORD_SHARE", "RABBITMQ_PASSWORD", "MEDIA_SIGNING_KEYS", "SHARE_LINK_KEY"));
            case "gateway" ->
                withheld.removeAll(Set.of("DATABASE_PASSWORD_GATEWAY", "RABBITMQ_PASSWORD", "GATEWAY_CLIENT_SECRET"));
            default -> throw new IllegalArgumentException(module);
        }
        if (!module.equals("auth-service")) {
            environment.keySet().stream()
                    .filter(name -> name.startsWith("UPSTREAM_"))
                    .forEach(withheld::add);
        }
        return withheld;
    }

    private Map<String, String> settingsFor(String module) {
        var settings = settings();
        settings.keySet().removeAll(withheldFrom(module));
        if (module.equals("media-service")) {
            // Native picture buffers come and go on many threads; glibc would keep an arena of them for each.
            settings.put("MALLOC_ARENA_MAX", "2");
        }
        return settings;
    }
}
