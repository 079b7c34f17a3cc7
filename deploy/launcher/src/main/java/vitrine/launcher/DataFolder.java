package vitrine.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Everything a run keeps: databases, broker, mail, media, secrets, logs. One run at a time owns it. */
final class DataFolder implements AutoCloseable {

    private static final int LOGS_KEPT = 5;

    private final Path path;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    DataFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path secrets() {
        return path.resolve("secrets.env");
    }

    Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    ProcessRecords records() {
        return new ProcessRecords(path.resolve("run"));
    }

    /** What the running launcher says of itself: "ready" once all is. */
    Path state() {
        return path.resolve("run").resolve("state");
    }

    void prepare() {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(path.resolve("run"));
            Files.createDirectories(path.resolve("logs"));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Held until closed or until this process ends, however it ends. */
    void lock() {
        if (!tryLock()) {
            var owner = records().read(ProcessRecords.LAUNCHER);
            throw new Refusal(
                    Refusal.Code.ALREADY_RUNNING,
                    "Vitrine already runs on %s%s; stop it with deploy/down or choose another folder with --data."
                            .formatted(
                                    path,
                                    owner.map(found -> " (process " + found.pid() + ")")
                                            .orElse("")));
        }
    }

    boolean tryLock() {
        try {
            // Never opened a second time here: closing any descriptor of the file would give up the lock.
            var opened = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var taken = tryLock(opened);
            if (taken == null) {
                opened.close();
                return false;
            }
            channel = opened;
            lock = taken;
            return true;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Begins a new log file; the last few are kept as name.log.1 and so on. */
    void rotateLog(String name) {
        try {
            for (int i = LOGS_KEPT - 1; i >= 0; i--) {
                var from = i == 0 ? log(name) : log(name).resolveSibling(name + ".log." + i);
                if (Files.exists(from)) {
                    Files.move(
                            from,
                            log(name).resolveSibling(name + ".log." + (i + 1)),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Refusal unusable(IOException e) {
        return new Refusal(
                Refusal.Code.DATA_FOLDER_UNUSABLE,
                "The data folder %s cannot be used: %s."
                        .formatted(path, e.getClass().getSimpleName() + " " + e.getMessage()));
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.release();
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }
}
