package vitrine.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Which processes a run started, kept on disk so that a later run finds what a killed one left behind. A process is known by
 * its id and its start: an id given to a foreign process meanwhile is not taken for ours.
 */
final class ProcessRecords {

    static final String LAUNCHER = "launcher";

    private final Path directory;

    ProcessRecords(Path directory) {
        this.directory = directory;
    }

    record Recorded(String name, long pid, String start) {

        boolean isAlive() {
            return startOf(pid).filter(start::equals).isPresent();
        }

        Optional<ProcessHandle> handle() {
            return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
        }
    }

    void write(String name, long pid) {
        try {
            Files.createDirectories(directory);
            var temporary = directory.resolve(name + ".part");
            Files.writeString(temporary, pid + " " + startOf(pid).orElse("gone") + "\n");
            Files.move(temporary, directory.resolve(name + ".pid"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The process of " + name + " cannot be recorded", e);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name + ".pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("The record of " + name + " cannot be removed", e);
        }
    }

    Optional<Recorded> read(String name) {
        try {
            var parts =
                    Files.readString(directory.resolve(name + ".pid")).strip().split(" ", 2);
            return parts.length == 2
                    ? Optional.of(new Recorded(name, Long.parseLong(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    List<Recorded> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".pid"))
                    .sorted()
                    .map(file -> read(file.substring(0, file.length() - ".pid".length())))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The records of processes cannot be read", e);
        }
    }

    /** Unique to one process of one boot where the system tells (Linux), else its start to the millisecond. */
    static Optional<String> startOf(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // The name in parentheses may contain anything; the fields after it are plain. Field 22 is the start in
            // ticks.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + ":" + fields[19]);
        } catch (IOException e) {
            if (Files.isDirectory(Path.of("/proc/self"))) {
                return Optional.empty();
            }
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(start -> String.valueOf(start.toEpochMilli()));
        }
    }
}
