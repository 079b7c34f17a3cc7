package vitrine.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts parts as soon as those they need are ready, starts a dead one again, and stops all in the reverse order.
 *
 * <p>A part that dies before it was ever ready fails the whole start; later it is started again after a pause that doubles with each
 * death in a row.
 */
final class Supervisor implements AutoCloseable {

    /** @param forgiven how long a part must live for its earlier deaths to be forgotten */
    record Pace(Duration startLimit, Duration firstPause, Duration longestPause, Duration forgiven, Duration poll) {

        static final Pace NORMAL = withStartLimit(Duration.ofMinutes(5));

        static Pace withStartLimit(Duration limit) {
            return new Pace(
                    limit,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(100));
        }

        Duration pauseAfter(int deaths) {
            var pause = firstPause.multipliedBy(1L << Math.min(deaths - 1, 16));
            return pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }

    private final DataFolder folder;
    private final ProcessRecords records;
    private final Console console;
    private final Pace pace;
    private final List<String> prefix;
    private final Map<String, Supervised> parts = new LinkedHashMap<>();
    private final CompletableFuture<Void> allReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** One thread makes all processes and lives as long as they: where children notice a dead parent, they watch this thread. */
    private final ExecutorService birth = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("birth").factory());

    Supervisor(DataFolder folder, Console console, Pace pace, List<Part> parts) {
        this.folder = folder;
        this.records = folder.records();
        this.console = console;
        this.pace = pace;
        this.prefix = Isolation.prefix();
        parts.forEach(part -> this.parts.put(part.name(), new Supervised(part)));
    }

    /** Returns when every part is ready; otherwise refuses, and everything is stopped by {@link #close()}. */
    void start() throws InterruptedException {
        for (var part : parts.values()) {
            folder.rotateLog(part.part.name());
            Thread.ofPlatform().daemon().name(part.part.name()).start(part::run);
        }
        CompletableFuture.allOf(parts.values().stream().map(part -> part.ready).toArray(CompletableFuture[]::new))
                .thenRun(() -> allReady.complete(null));
        try {
            allReady.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The living processes of the parts, with those that they started. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> handles = new ArrayList<>();
        for (var part : parts.values()) {
            var process = part.process;
            if (process != null && process.isAlive()) {
                handles.add(process.toHandle());
                process.descendants().forEach(handles::add);
            }
        }
        return handles;
    }

    /** Stops what is not needed by others any more, again and again, until nothing is left. Can be called more than once. */
    @Override
    public void close() {
        synchronized (this) {
            if (stopping.getCount() == 0) {
                awaitStopped();
                return;
            }
            stopping.countDown();
        }
        var left = new LinkedHashMap<>(parts);
        while (!left.isEmpty()) {
            Set<String> needed = left.values().stream()
                    .flatMap(part -> Stream.concat(part.part.needs().stream(), part.part.uses().stream()))
                    .collect(Collectors.toSet());
            var free = left.values().stream()
                    .filter(part -> !needed.contains(part.part.name()))
                    .toList();
            free.forEach(Supervised::requestStop);
            free.forEach(Supervised::awaitStop);
            free.forEach(part -> left.remove(part.part.name()));
        }
        stopped.countDown();
    }

    private void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private final class Supervised {
        private final Part part;
        private final CompletableFuture<Void> ready = new CompletableFuture<>();
        private volatile @Nullable Process process;
        private long stopDeadline;

        Supervised(Part part) {
            this.part = part;
        }

        void run() {
            try {
                if (awaitNeeds()) {
                    supervise();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                fail(part.name() + " could not be started: " + e);
            }
        }

        private boolean awaitNeeds() throws InterruptedException {
            for (var need : part.needs()) {
                var needed = parts.get(need);
                if (needed == null) {
                    continue;
                }
                try {
                    while (!isStopping()) {
                        try {
                            needed.ready.get(100, TimeUnit.MILLISECONDS);
                            break;
                        } catch (TimeoutException e) {
                            // Not yet.
                        }
                    }
                } catch (ExecutionException e) {
                    return false;
                }
            }
            return !isStopping();
        }

        private void supervise() throws IOException, InterruptedException {
            var deaths = 0;
            while (!isStopping()) {
                var begin = Instant.now();
                var running = spawn();
                if (running == null) {
                    return;
                }
                var reached = awaitReady(running, begin);
                if (reached && !ready.isDone()) {
                    console.say(
                            "  %-16s ready after %6s   %s",
                            part.name(), Console.seconds(Duration.between(begin, Instant.now())), part.purpose());
                    ready.complete(null);
                } else if (reached) {
                    console.say(
                            "  %-16s ready again after %s",
                            part.name(), Console.seconds(Duration.between(begin, Instant.now())));
                } else if (!ready.isDone() && !isStopping()) {
                    fail(
                            running.isAlive()
                                    ? "%s was not ready after %s; its log is %s."
                                            .formatted(
                                                    part.name(),
                                                    Console.seconds(pace.startLimit()),
                                                    folder.log(part.name()))
                                    : "%s ended with code %d while starting; its log is %s."
                                            .formatted(part.name(), running.exitValue(), folder.log(part.name())));
                    return;
                } else if (running.isAlive() && !isStopping()) {
                    running.destroyForcibly();
                }
                var code = running.waitFor();
                if (isStopping()) {
                    return;
                }
                var lived = Duration.between(begin, Instant.now());
                deaths = lived.compareTo(pace.forgiven()) >= 0 ? 1 : deaths + 1;
                var pause = pace.pauseAfter(deaths);
                console.say(
                        "%s  %-16s ended with code %d after %s; starting it again in %s (log: %s)",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        part.name(),
                        code,
                        Console.seconds(lived),
                        Console.seconds(pause),
                        folder.log(part.name()));
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }

        /** Null when a stop came first: after it no process is made any more. */
        private @Nullable Process spawn() throws IOException, InterruptedException {
            part.readiness().reset();
            List<String> command = new ArrayList<>(prefix);
            command.addAll(part.command());
            var builder = new ProcessBuilder(command)
                    .directory(part.directory().toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.appendTo(folder.log(part.name()).toFile()))
                    .redirectErrorStream(true);
            builder.environment().keySet().removeAll(part.withheld());
            builder.environment().putAll(part.settings());
            try {
                return birth.submit(() -> {
                            synchronized (this) {
                                if (isStopping()) {
                                    return null;
                                }
                                var made = builder.start();
                                records.write(part.name(), made.pid());
                                process = made;
                                return made;
                            }
                        })
                        .get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
            }
        }

        private boolean awaitReady(Process running, Instant begin) throws InterruptedException {
            while (running.isAlive() && !isStopping()) {
                if (part.readiness().reached()) {
                    return true;
                }
                if (Duration.between(begin, Instant.now()).compareTo(pace.startLimit()) > 0) {
                    return false;
                }
                stopping.await(pace.poll().toMillis(), TimeUnit.MILLISECONDS);
            }
            return false;
        }

        private void fail(String sentence) {
            var refusal = new Refusal(Refusal.Code.NOT_STARTED, sentence + lastWords());
            ready.completeExceptionally(refusal);
            allReady.completeExceptionally(refusal);
        }

        private String lastWords() {
            try {
                var lines = Files.readAllLines(folder.log(part.name()));
                var last = lines.subList(Math.max(0, lines.size() - 15), lines.size());
                return last.isEmpty() ? "" : " Its last lines:\n    " + String.join("\n    ", last);
            } catch (IOException e) {
                return "";
            }
        }

        synchronized void requestStop() {
            stopDeadline = System.nanoTime() + part.stopLimit().toNanos();
            if (process != null) {
                process.destroy();
            }
        }

        void awaitStop() {
            var running = process;
            if (running != null) {
                try {
                    if (!running.waitFor(stopDeadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        console.say(
                                "  %-16s did not stop within %s and was killed",
                                part.name(), Console.seconds(part.stopLimit()));
                        var left = running.descendants().toList();
                        running.destroyForcibly().waitFor();
                        left.forEach(ProcessHandle::destroyForcibly);
                    }
                } catch (InterruptedException e) {
                    running.destroyForcibly();
                    Thread.currentThread().interrupt();
                }
            }
            records.remove(part.name());
        }
    }
}
