package vitrine.media.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Room on this machine for bytes on their way to or from a remote back end, bounded in all. Each process has a folder of
 * its own with a lock beside it; what a killed process left is removed by the next one that starts.
 */
@Component
class TemporaryFiles implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(TemporaryFiles.class);
    private static final int UNIT = 1024;
    private static final int PATIENCE_SECONDS = 5;
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final int units;
    private final Semaphore room;

    TemporaryFiles(StorageSettings settings) throws IOException {
        Path root = settings.temporaryDirectory().toAbsolutePath();
        Files.createDirectories(root);
        sweep(root);
        String name = UUID.randomUUID().toString();
        this.lockFile = root.resolve(name + LOCK);
        this.lockChannel = FileChannel.open(lockFile, CREATE, WRITE);
        this.lock = lockChannel.lock();
        this.folder = Files.createDirectory(root.resolve(name));
        this.units = (int) Math.min(Integer.MAX_VALUE, settings.temporaryMaxBytes() / UNIT);
        this.room = new Semaphore(units, true);
    }

    /** A file with room for so many bytes; closing it deletes it. */
    final class TemporaryFile implements AutoCloseable {

        private final Path path = folder.resolve(UUID.randomUUID().toString());
        private final int taken;

        private TemporaryFile(int taken) {
            this.taken = taken;
        }

        Path path() {
            return path;
        }

        /**
         * Fills it with a stream of exactly that length.
         *
         * @throws WrongLength when it has another
         * @throws SenderGone when it breaks off
         */
        Checksums fill(InputStream body, long length) throws IOException {
            try {
                return LocalFolder.copy(body, length, path);
            } catch (StorageFull full) {
                throw new StorageUnavailable("No room for temporary files", full);
            }
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                log.warn("A temporary file stays until the next start: {}", path, e);
            } finally {
                room.release(taken);
            }
        }
    }

    /** @throws StorageUnavailable when there is no room for too long */
    TemporaryFile take(long bytes) throws IOException {
        int wanted = (int) Math.min(units, bytes / UNIT + 1);
        try {
            if (!room.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StorageUnavailable("No room for temporary files", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("Interrupted", e);
        }
        return new TemporaryFile(wanted);
    }

    private static void sweep(Path root) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(root, "*" + LOCK)) {
            for (Path each : locks) {
                try (FileChannel channel = FileChannel.open(each, WRITE);
                        FileLock free = channel.tryLock()) {
                    if (free != null) {
                        String name = each.getFileName().toString();
                        delete(root.resolve(name.substring(0, name.length() - LOCK.length())));
                        Files.deleteIfExists(each);
                    }
                } catch (OverlappingFileLockException ours) {
                    continue;
                }
            }
        }
    }

    private static void delete(@Nullable Path left) throws IOException {
        if (left == null || !Files.isDirectory(left)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(left)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(left);
    }

    @Override
    public void destroy() throws IOException {
        delete(folder);
        lock.release();
        lockChannel.close();
        Files.deleteIfExists(lockFile);
    }
}
