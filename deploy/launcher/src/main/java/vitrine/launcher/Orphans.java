package vitrine.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends what a killed run of this data folder left behind, and nothing else. */
final class Orphans {

    private final ProcessRecords records;
    private final Path postgresData;
    private final Duration patience;

    Orphans(DataFolder folder, Duration patience) {
        this.records = folder.records();
        this.postgresData = folder.path().resolve("postgresql").resolve("data");
        this.patience = patience;
    }

    /** Their names. Only called by the owner of the data folder's lock, so that no living run can be meant. */
    List<String> end() throws InterruptedException {
        List<String> ended = new ArrayList<>();
        List<ProcessHandle> ending = new ArrayList<>();
        for (var recorded : records.all()) {
            var handle = recorded.handle();
            if (handle.isPresent()
                    && handle.get().pid() != ProcessHandle.current().pid()) {
                handle.get().destroy();
                ending.add(handle.get());
                ended.add(recorded.name());
            }
        }
        await(ending, patience);
        ending.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        await(ending, Duration.ofSeconds(10));
        records.all().stream()
                .map(ProcessRecords.Recorded::name)
                .filter(name -> !name.equals(ProcessRecords.LAUNCHER))
                .forEach(records::remove);
        var postgres = postgres();
        if (postgres.isPresent()) {
            ended.add("postgres");
            stopPostgres(postgres.get());
        }
        return ended;
    }

    /** Its fast stop is the interrupt signal: on a mere request to end it would wait for its clients. */
    private void stopPostgres(ProcessHandle postgres) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(postgres.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            postgres.destroy();
        }
        await(List.of(postgres), Duration.ofSeconds(30));
        if (postgres.isAlive()) {
            postgres.destroyForcibly();
            await(List.of(postgres), Duration.ofSeconds(5));
        }
    }

    /** The server of this data folder, if its process really is one. */
    private Optional<ProcessHandle> postgres() {
        try {
            var pid = Long.parseLong(Files.readAllLines(postgresData.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info()
                            .commandLine()
                            .filter(line -> line.contains("postgres") && line.contains(postgresData.toString()))
                            .isPresent());
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static void await(List<ProcessHandle> handles, Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (handles.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
