package vitrine.media.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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
public class LocalFolder {

    private static final Logger log = LoggerFactory.getLogger(LocalFolder.class);
    private static final int BUFFER = 256 * 1024;
    private static final Pattern RENDITION = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Path incoming;
    private final Path originals;
    private final Path renditions;
    private final long minFreeBytes;

    LocalFolder(StorageSettings settings) throws IOException {
        Path root = settings.directory().toAbsolutePath().normalize();
        this.incoming = root.resolve("incoming");
        this.originals = root.resolve("originals");
        this.renditions = root.resolve("renditions");
        this.minFreeBytes = settings.minFreeBytes();
        Files.createDirectories(incoming);
        Files.createDirectories(originals);
        Files.createDirectories(renditions);
    }

    /** Complete bytes in {@code incoming/}, forced to disk. */
    public record Received(UUID id, long size, String sha256) {}

    /**
     * Takes a stream of exactly the announced length.
     *
     * @throws WrongLength when it is shorter or longer; nothing is kept
     * @throws StorageFull when there is no room; nothing is kept
     * @throws SenderGone when it breaks off; nothing is kept
     * @throws IOException when the disk fails; nothing is kept
     */
    public Received receive(InputStream body, long announced) throws IOException {
        requireRoomFor(announced);
        UUID id = UUID.randomUUID();
        Path file = incoming(id);
        boolean complete = false;
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            MessageDigest sha256 = sha256();
            byte[] buffer = new byte[(int) Math.min(BUFFER, announced + 1)];
            long size = 0;
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                size += read;
                if (size > announced) {
                    throw new WrongLength(true);
                }
                sha256.update(buffer, 0, read);
                write(channel, ByteBuffer.wrap(buffer, 0, read));
            }
            if (size < announced) {
                throw new WrongLength(false);
            }
            force(channel);
            forceDirectory(incoming);
            complete = true;
            return new Received(id, size, HexFormat.of().formatHex(sha256.digest()));
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Where the received bytes can be looked at. */
    public Path received(UUID id) {
        return incoming(id);
    }

    /** Makes received bytes the original of that key; doing it again changes nothing. */
    public void promote(UUID receivedId, OriginalKey key) throws IOException {
        Path folder = folder(key);
        Path target = path(key);
        createDirectory(folder);
        try {
            Files.move(incoming(receivedId), target, ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            if (!Files.exists(target)) {
                throw gone;
            }
        }
        forceDirectory(folder);
        forceDirectory(incoming);
    }

    public void dropReceived(UUID id) throws IOException {
        Files.deleteIfExists(incoming(id));
    }

    /** Incomplete or forgotten bytes that were last written before that time. */
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

    /** The file of an original, if it is there. */
    public Optional<Path> original(OriginalKey key) {
        return Optional.of(path(key)).filter(Files::isRegularFile);
    }

    /** The file of a rendition, if it is there. */
    public Optional<Path> rendition(OriginalKey key, String name) {
        return Optional.of(path(key, name)).filter(Files::isRegularFile);
    }

    /** Stores a rendition durably, in place of an earlier one. */
    public void storeRendition(OriginalKey key, String name, byte[] bytes) throws IOException {
        requireRoomFor(bytes.length);
        Path target = path(key, name);
        Path temporary = incoming(UUID.randomUUID());
        try {
            try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
                write(channel, ByteBuffer.wrap(bytes));
                force(channel);
            }
            createDirectory(renditionFolder(key));
            Files.move(temporary, target, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceDirectory(renditionFolder(key));
    }

    /** Removes exactly this original and its renditions; absent files are fine. */
    public void delete(OriginalKey key) throws IOException {
        Files.deleteIfExists(path(key));
        deleteRenditions(key);
    }

    public void deleteRenditions(OriginalKey key) throws IOException {
        Path folder = renditionFolder(key);
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

    private Path incoming(UUID id) {
        return incoming.resolve(id.toString());
    }

    private Path path(OriginalKey key) {
        return folder(key).resolve(key.fileName());
    }

    private Path folder(OriginalKey key) {
        return originals.resolve(key.owner().toString());
    }

    private Path path(OriginalKey key, String name) {
        if (!RENDITION.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a rendition: " + name);
        }
        return renditionFolder(key).resolve(name + ".jpg");
    }

    private Path renditionFolder(OriginalKey key) {
        return renditions.resolve(key.owner().toString()).resolve(key.photoId().toString());
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

    private static void forceDirectory(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
