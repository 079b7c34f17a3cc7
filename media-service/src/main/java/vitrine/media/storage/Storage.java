package vitrine.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place where bytes live. Objects appear whole or not at all, and are durable when the call that made them returns. All
 * methods are safe for use by many threads and instances.
 *
 * <p>Beside the exceptions named, every method throws {@link StorageUnavailable} when the place cannot be reached, is
 * overloaded or too slow; what was asked for may then be tried again.
 */
public interface Storage {

    /** How assets remember it, such as {@code local}. */
    String id();

    /**
     * Takes a stream of exactly the announced length, apart from everything that is confirmed.
     *
     * @param contentType as announced, without parameters
     * @throws WrongLength when it is shorter or longer; nothing is kept
     * @throws StorageFull when there is no room; nothing is kept
     * @throws SenderGone when it breaks off; nothing is kept
     * @throws ContentRefused when this place does not take such content; nothing is kept
     */
    Received receive(InputStream body, long announced, String contentType) throws IOException;

    /** Makes received bytes the original of that key; doing it again changes nothing. */
    void promote(UUID receivedId, OriginalKey key) throws IOException;

    /** Received bytes that came before that time, and what is left of such that never became complete. */
    List<UUID> receivedBefore(Instant time) throws IOException;

    /**
     * The originals that lie here, in the order of their keys as text; what is not ours is passed over.
     *
     * @param last the last one seen, or null to begin
     * @param limit at most so many
     */
    List<OriginalKey> originalsAfter(@Nullable OriginalKey last, int limit) throws IOException;

    /** Empty when there is no such object: never because the place does not answer. */
    Optional<StoredObject> find(ObjectName name) throws IOException;

    /**
     * A part of an object; the caller closes it.
     *
     * @param length at most what the object has from {@code first} on; the stream has exactly as many bytes
     * @throws java.nio.file.NoSuchFileException when it was deleted meanwhile
     */
    InputStream open(StoredObject object, long first, long length) throws IOException;

    /** Whether objects are files here, found and opened without asking anybody. */
    default boolean keepsFiles() {
        return false;
    }

    /** The object as a file that belongs to this storage, if that is what it is: for the fastest way of sending it. */
    default Optional<Path> file(ObjectName name) {
        return Optional.empty();
    }

    /**
     * Where a download of the object can be had without passing through here, if this storage is to be used so.
     *
     * @param contentType to be answered there
     * @param disposition to be answered there
     */
    default Optional<URI> link(StoredObject object, String contentType, String disposition) {
        return Optional.empty();
    }

    /**
     * The object as a file for those who need one. Where it is none, a temporary copy that is gone when it is closed.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such object
     */
    LocalCopy localCopy(ObjectName name) throws IOException;

    /**
     * Stores an object, in place of an earlier one.
     *
     * @param bytes closed by the caller
     * @throws ChecksumMismatch when they are not the expected ones; then nothing changed
     * @throws StorageFull when there is no room; then nothing changed
     */
    void write(ObjectName name, String contentType, InputStream bytes, Checksums expected) throws IOException;

    /** Removes exactly this object; an absent one is fine. */
    void delete(ObjectName name) throws IOException;

    /** Removes the renditions of exactly this original; absent ones are fine. */
    void deleteRenditions(OriginalKey key) throws IOException;

    /**
     * A part of an upload, durable.
     *
     * @param token what this storage wants to see again when the parts are put together
     */
    record Part(String token, Checksums checksums) {}

    /** Begins an upload in parts; answers what it is called here. */
    String beginParts(String contentType) throws IOException;

    /**
     * Takes one part, as {@link #receive} does; which of several of one number counts is decided by the tokens given to
     * {@link #assemble}.
     *
     * @param number from 1 on; all but the last have at least 5 MiB
     */
    Part receivePart(String upload, int number, InputStream body, long announced) throws IOException;

    /**
     * Puts parts together and reads the whole. Where it broke off it can be done again; the parts stay until they are dropped.
     *
     * @param tokens of the parts from 1 on, without a gap
     * @throws WrongLength when the whole is not of that size
     * @throws java.nio.file.NoSuchFileException when parts are not there any more
     */
    Received assemble(String upload, List<String> tokens, long size, String contentType) throws IOException;

    /** Forgets an upload in parts, not what was made of it; an unknown one is fine. */
    void dropParts(String upload) throws IOException;

    /** Uploads in parts that were begun, or went on for the last time, before that time. */
    List<String> partsBefore(Instant time) throws IOException;

    default void deleteReceived(UUID id) throws IOException {
        delete(ObjectName.incoming(id));
    }

    /** Removes exactly this original and its renditions; absent ones are fine. */
    default void deletePhoto(OriginalKey key) throws IOException {
        delete(ObjectName.original(key));
        deleteRenditions(key);
    }
}
