package vitrine.media.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Originals and renditions in a folder of this machine (or a file system that several machines share).
 *
 * <p>{@code incoming/} holds bytes that nobody relies on yet; {@code originals/} and {@code renditions/} only complete
 * files, put there by one atomic rename after their bytes were forced to disk.
 */
@Component
public class LocalFolder implements Storage {

    public static final String ID = "local";

    private static final Logger log = LoggerFactory.getLogger(LocalFolder.class);
    private static final int BUFFER = 256 * 1024;

    private final Path root;
    private final Path incoming;
    private final LocalParts parts;
    private final long minFreeBytes;

    LocalFolder(StorageSettings settings) throws IOException {
        this.root = settings.directory().toAbsolutePath().normalize();
        this.incoming = root.resolve("incoming");
        this.parts = new LocalParts(root.resolve("parts"));
        this.minFreeBytes = settings.minFreeBytes();
        Files.createDirectories(incoming);
        Files.createDirectories(root.resolve("originals"));
        Files.createDirectories(root.resolve("renditions"));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Received receive(InputStream body, long announced, String contentType) throws IOException {
        requireRoomFor(announced);
        UUID id = UUID.randomUUID();
        Path file = path(ObjectName.incoming(id));
        boolean complete = false;
        try {
            Checksums checksums = copy(body, announced, file);
            forceDirectory(incoming);
            complete = true;
            return new Received(id, checksums);
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A new file of exactly that many bytes, on disk. */
    static Checksums copy(InputStream body, long announced, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            var checksums = new Checksums.Computation();
            byte[] buffer = new byte[(int) Math.min(BUFFER, announced + 1)];
            long size = 0;
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                size += read;
                if (size > announced) {
                    throw new WrongLength(true);
                }
                checksums.write(buffer, 0, read);
                write(channel, ByteBuffer.wrap(buffer, 0, read));
            }
            if (size < announced) {
                throw new WrongLength(false);
            }
            force(channel);
            return checksums.result();
        }
    }

    @Override
    public void promote(UUID receivedId, OriginalKey key) throws IOException {
        Path source = path(ObjectName.incoming(receivedId));
        Path target = path(ObjectName.original(key));
        try {
            moveInto(source, target);
        } catch (NoSuchFileException gone) {
            if (!Files.exists(target)) {
                throw gone;
            }
        }
        forceDirectory(incoming);
    }

    private static void moveInto(Path source, Path target) throws IOException {
        Path folder = parent(target);
        createDirectory(folder);
        Files.move(source, target, ATOMIC_MOVE);
        forceDirectory(folder);
    }

    @Override
    public List<UUID> receivedBefore(Instant time) throws IOException {
        var stale = new ArrayList<UUID>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
            for (Path file : files) {
                try {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                        stale.add(UUID.fromString(file.getFileName().toString()));
                    }
                } catch (NoSuchFileException promoted) {
                    continue;
                } catch (IllegalArgumentException foreign) {
                    log.warn("A file that is not ours lies in the incoming folder: {}", file);
                }
            }
        }
        return stale;
    }

    @Override
    public List<OriginalKey> originalsAfter(@Nullable OriginalKey last, int limit) throws IOException {
        var found = new ArrayList<OriginalKey>();
        String from = last == null ? "" : last.toString();
        for (String owner : sortedNames(root.resolve("originals"))) {
            if (from.compareTo(owner + "0") > 0) {
                continue; // all of this owner's come before
            }
            for (String file : sortedNames(root.resolve("originals").resolve(owner))) {
                String name = owner + "/" + file;
                if (name.compareTo(from) > 0) {
                    OriginalKey.parse(name).ifPresent(found::add);
                }
                if (found.size() == limit) {
                    return found;
                }
            }
        }
        return found;
    }

    private static List<String> sortedNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path(name), BasicFileAttributes.class);
            return found.isRegularFile()
                    ? Optional.of(new StoredObject(name, found.size(), version(found)))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** A file that is written again gets another by its time, which has nanoseconds. */
    private static String version(BasicFileAttributes file) {
        return Long.toHexString(file.size()) + "-"
                + Long.toHexString(file.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    @Override
    public InputStream open(StoredObject object, long first, long length) throws IOException {
        FileChannel channel = FileChannel.open(path(object.name()), READ);
        try {
            return new Range(Channels.newInputStream(channel.position(first)), length);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean keepsFiles() {
        return true;
    }

    @Override
    public Optional<Path> file(ObjectName name) {
        return Optional.of(path(name)).filter(Files::isRegularFile);
    }

    @Override
    public LocalCopy localCopy(ObjectName name) throws IOException {
        return LocalCopy.itself(file(name).orElseThrow(() -> new NoSuchFileException(name.path())));
    }

    @Override
    public void write(ObjectName name, String contentType, InputStream bytes, Checksums expected) throws IOException {
        requireRoomFor(expected.size());
        Path temporary = path(ObjectName.incoming(UUID.randomUUID()));
        try {
            Checksums written = copy(bytes, expected.size(), temporary);
            if (!written.equals(expected)) {
                throw new ChecksumMismatch(name.path(), expected, written);
            }
            moveInto(temporary, path(name));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public void deleteRenditions(OriginalKey key) throws IOException {
        Path folder = root.resolve(ObjectName.Rendition.folder(key));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException none) {
            return;
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException written) {
            log.info("Renditions of {} arrived while they were deleted; their job removes them", key);
        }
    }

    @Override
    public String beginParts(String contentType) throws IOException {
        return parts.begin();
    }

    @Override
    public Part receivePart(String upload, int number, InputStream body, long announced) throws IOException {
        requireRoomFor(announced);
        return parts.receive(upload, body, announced);
    }

    @Override
    public Received assemble(String upload, List<String> tokens, long size, String contentType) throws IOException {
        try (InputStream bytes = parts.open(upload, tokens)) {
            return receive(bytes, size, contentType);
        }
    }

    @Override
    public void dropParts(String upload) throws IOException {
        parts.drop(upload);
    }

    @Override
    public List<String> partsBefore(Instant time) throws IOException {
        return parts.begunBefore(time);
    }

    private Path path(ObjectName name) {
        return root.resolve(name.path());
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private void requireRoomFor(long bytes) throws IOException {
        if (Files.getFileStore(incoming).getUsableSpace() - bytes < minFreeBytes) {
            throw new StorageFull(null);
        }
    }

    private static int read(InputStream body, byte[] buffer) throws SenderGone {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new SenderGone(e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw asFull(e);
        }
    }

    private static void force(FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw asFull(e);
        }
    }

    /** Java has no exception of its own for a full disk or quota: the words of the operating system tell. */
    private static IOException asFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded") ? new StorageFull(e) : e;
    }

    /** Creates the missing folders and makes their names durable. */
    private static void createDirectory(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        createDirectory(folder.getParent());
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException other) {
            return;
        } catch (IOException e) {
            throw asFull(e);
        }
        Path parent = folder.getParent();
        if (parent != null) {
            forceDirectory(parent);
        }
    }

    static void forceDirectory(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
