package vitrine.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Behind {@code deploy/up} and {@code deploy/down}. */
public final class Launcher {

    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(15);

    private final Options options;
    private final Map<String, String> environment;
    private final Console console = new Console(System.out);

    private Launcher(Options options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    public static void main(String[] arguments) throws Exception {
        try {
            var options = Options.of(List.of(arguments));
            var launcher = new Launcher(options, System.getenv());
            switch (options.command()) {
                case UP -> {
                    if (options.detach()) {
                        System.exit(new Daemon(options).start());
                    }
                    launcher.up();
                }
                case DOWN -> launcher.down();
                case TRAIN -> launcher.train();
            }
        } catch (Refusal refusal) {
            System.err.println(refusal.sentence());
            System.exit(refusal.exit());
        }
    }

    private void up() throws IOException, InterruptedException {
        var begin = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        var folder = new DataFolder(options.data());
        folder.prepare();
        folder.lock();
        folder.records().write(ProcessRecords.LAUNCHER, ProcessHandle.current().pid());
        Files.deleteIfExists(folder.state());
        var orphans = new Orphans(folder, ORPHAN_PATIENCE).end();
        if (!orphans.isEmpty()) {
            console.say("Ended what an earlier run left behind: %s.", String.join(", ", orphans));
        }
        var ports = Ports.of(options.port(), options.workers());
        var external = ExternalServices.in(environment);
        if (options.demo() && external.mail()) {
            throw new Refusal(
                    Refusal.Code.USAGE,
                    "--demo reads its confirmation code from the built-in mailbox; unset SMTP_HOST for it.");
        }
        Ports.requireFree(ports.listening(external));
        var secrets = Secrets.keptIn(folder.secrets());
        var suite = new Suite(options.home(), options.data(), ports, environment, secrets, Suite.Cache.USE);
        var supervisor = new Supervisor(folder, console, Supervisor.Pace.NORMAL, suite.parts());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, folder), "stop"));

        console.say("Vitrine starts on port %d, data in %s", ports.gateway(), shown(options.data()));
        supervisor.start();
        var startUp = Duration.between(begin, Instant.now());
        List<ProcessHandle> processes = new ArrayList<>(supervisor.processes());
        processes.add(ProcessHandle.current());
        var memory = ProportionalSetSize.of(processes);
        console.say("Ready after %s%s", Console.seconds(startUp), memory.known() ? ", memory (PSS) " + memory : "");
        announce(ports, external, suite.settings());
        var outcome = "ready";
        if (options.demo() && !fillDemoStudio(ports, suite.settings())) {
            outcome = "ready, demo failed";
        }
        Files.writeString(folder.state(), outcome + "\n");
        new CountDownLatch(1).await();
    }

    private void announce(Ports ports, ExternalServices external, Map<String, String> settings) {
        var scheme = environment.getOrDefault("VITRINE_SCHEME", "http");
        var domain = environment.getOrDefault("VITRINE_DOMAIN", "localhost");
        var port = settings.get("VITRINE_PUBLIC_PORT");
        var suffix = scheme.equals("http") && "80".equals(port) || scheme.equals("https") && "443".equals(port)
                ? ""
                : ":" + port;
        console.say("");
        console.say("  Studio and site  %s://photos.%s%s", scheme, domain, suffix);
        console.say("  Client links     %s://share.%s%s", scheme, domain, suffix);
        console.say("  Sign-in          %s://auth.%s%s", scheme, domain, suffix);
        if (!external.mail()) {
            console.say("  Mailbox          http://localhost:%d", ports.mailbox());
        }
        var password = ExternalServices.isSet(environment, "ADMIN_PASSWORD")
                ? "as set in ADMIN_PASSWORD"
                : settings.getOrDefault("ADMIN_PASSWORD", "");
        console.say(
                "  Administrator    %s, password %s", environment.getOrDefault("ADMIN_USERNAME", "admin"), password);
        console.say("  Logs             %s", shown(options.data().resolve("logs")));
        console.say("");
    }

    /** In a JVM of its own, whose memory goes when the pictures are painted. */
    private boolean fillDemoStudio(Ports ports, Map<String, String> settings) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "vitrine.launcher.demo.DemoStudio",
                        String.valueOf(ports.gateway()),
                        String.valueOf(ports.mailbox()))
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT);
        builder.environment().putAll(settings);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-demo"));
        return process.waitFor() == 0;
    }

    private void stop(Supervisor supervisor, DataFolder folder) {
        var begin = Instant.now();
        try {
            Files.deleteIfExists(folder.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.say("Stopping ...");
        supervisor.close();
        folder.records().remove(ProcessRecords.LAUNCHER);
        folder.close();
        console.say("Stopped after %s", Console.seconds(Duration.between(begin, Instant.now())));
    }

    private void down() throws InterruptedException {
        if (!Files.isDirectory(options.data())) {
            console.say("Nothing runs on %s.", shown(options.data()));
            return;
        }
        var folder = new DataFolder(options.data());
        folder.prepare();
        var stopped = false;
        var launcher = folder.records().read(ProcessRecords.LAUNCHER).flatMap(ProcessRecords.Recorded::handle);
        if (launcher.isPresent()) {
            launcher.get().destroy();
            launcher.get().onExit().join();
            stopped = true;
        }
        folder.lock();
        try (folder) {
            var orphans = new Orphans(folder, ORPHAN_PATIENCE).end();
            folder.records().remove(ProcessRecords.LAUNCHER);
            console.say(
                    stopped || !orphans.isEmpty() ? "Stopped what ran on %s." : "Nothing runs on %s.",
                    shown(options.data()));
        }
    }

    /** Runs the whole suite once on an empty data folder, so that each JVM writes its cache when it stops. */
    private void train() throws IOException, InterruptedException {
        var folder = new DataFolder(options.data());
        folder.prepare();
        folder.lock();
        folder.records().write(ProcessRecords.LAUNCHER, ProcessHandle.current().pid());
        var secrets = Secrets.keptIn(folder.secrets());
        var suite = new Suite(
                options.home(), options.data(), FreePorts.near(options.port()), Map.of(), secrets, Suite.Cache.MAKE);
        var missing =
                suite.caches().stream().filter(file -> !Files.exists(file)).toList();
        var patient = Supervisor.Pace.withStartLimit(Duration.ofMinutes(15));
        var supervisor = new Supervisor(folder, console, patient, suite.parts());
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop"));
        try {
            supervisor.start();
            supervisor.close();
        } catch (Refusal refusal) {
            // A JVM that failed writes a cache of its failure.
            supervisor.close();
            for (var file : missing) {
                Files.deleteIfExists(file);
            }
            throw refusal;
        }
    }

    private static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) && !path.equals(here)
                ? here.relativize(path).toString()
                : path.toString();
    }
}
