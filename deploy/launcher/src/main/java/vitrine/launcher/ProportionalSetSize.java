package vitrine.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Memory of processes, with pages that several share counted once in all. Linux only. */
record ProportionalSetSize(int processes, long kibibytes) {

    static ProportionalSetSize of(List<ProcessHandle> handles) {
        var counted = 0;
        var sum = 0L;
        for (var handle : handles) {
            var size = kibibytes(handle.pid());
            if (size.isPresent()) {
                counted++;
                sum += size.getAsLong();
            }
        }
        return new ProportionalSetSize(counted, sum);
    }

    private static OptionalLong kibibytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    boolean known() {
        return processes > 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f GB in %d processes", kibibytes * 1024 / 1e9, processes);
    }
}
