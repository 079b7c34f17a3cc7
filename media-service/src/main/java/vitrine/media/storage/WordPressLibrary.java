package vitrine.media.storage;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import vitrine.media.storage.TemporaryFiles.TemporaryFile;

/**
 * Objects as files of a WordPress media library. They have names that nobody can guess there, because WordPress gives its
 * files to everybody who knows the address; which is which stands in our own index. Every file is read back before it
 * counts: WordPress and its plug-ins like to change pictures.
 */
final class WordPressLibrary implements Storage, AutoCloseable {

    static final String ID = "wordpress";

    private static final Logger log = LoggerFactory.getLogger(WordPressLibrary.class);

    private final WordPressSettings settings;
    private final WordPressCalls calls;
    private final WordPressIndex index;
    private final LocalParts parts;
    private final TemporaryFiles temporaryFiles;

    WordPressLibrary(
            WordPressSettings settings, WordPressIndex index, LocalParts parts, TemporaryFiles temporaryFiles) {
        this.settings = settings;
        this.calls = new WordPressCalls(settings);
        this.index = index;
        this.parts = parts;
        this.temporaryFiles = temporaryFiles;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Received receive(InputStream body, long announced, String contentType) throws IOException {
        try (TemporaryFile spooled = temporaryFiles.take(announced)) {
            Checksums checksums = spooled.fill(body, announced);
            return new Received(send(spooled.path(), contentType, checksums), checksums);
        }
    }

    @Override
    public void write(ObjectName name, String contentType, InputStream bytes, Checksums expected) throws IOException {
        UUID file;
        try (TemporaryFile spooled = temporaryFiles.take(expected.size())) {
            Checksums found = spooled.fill(bytes, expected.size());
            if (!found.equals(expected)) {
                throw new ChecksumMismatch(name.path(), expected, found);
            }
            file = send(spooled.path(), contentType, expected);
        }
        UUID displaced = index.rename(new ObjectName.Incoming(file), name).displaced();
        if (displaced != null) {
            dropQuietly(displaced);
        }
    }

    /** As an incoming file of the name that is answered. */
    private UUID send(Path bytes, String contentType, Checksums checksums) throws IOException {
        UUID file = UUID.randomUUID();
        index.announce(file, checksums.size());
        try {
            JsonNode media = calls.persistently(() -> upload(file, bytes, contentType));
            String url = original(media);
            index.arrived(file, media.get("id").asLong(), url);
            requireUnchanged(url, checksums);
            return file;
        } catch (IOException | RuntimeException e) {
            dropQuietly(file);
            throw e;
        }
    }

    /** A try whose answer was lost, or that broke off while WordPress made its thumbnails, has left the file there. */
    private JsonNode upload(UUID file, Path bytes, String contentType) throws IOException {
        Optional<JsonNode> earlier = lookUp(file);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        HttpRequest request = calls.route("/media", "")
                .header("Content-Type", contentType)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + name(file) + "." + extension(contentType) + "\"")
                .POST(BodyPublishers.ofFile(bytes))
                .build();
        return calls.json(request, settings.transferTimeout());
    }

    private Optional<JsonNode> lookUp(UUID file) throws IOException {
        JsonNode found = calls.json(
                calls.route("/media", "slug=" + name(file) + "&status=inherit,private")
                        .GET()
                        .build(),
                settings.callTimeout());
        return found.isArray() && !found.isEmpty() ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String name(UUID file) {
        return "vitrine-" + file;
    }

    /** One that WordPress believes to belong to the type. */
    private static String extension(String contentType) {
        return switch (contentType) {
            case "image/jpeg" -> "jpg";
            case "image/tiff" -> "tif";
            case "image/vnd.adobe.photoshop" -> "psd";
            default -> contentType.substring(contentType.indexOf('/') + 1).replaceAll("[^a-z0-9]", "");
        };
    }

    /** Of large and of turned pictures WordPress shows a copy and keeps the file that came beside it. */
    private static String original(JsonNode media) throws StorageUnavailable {
        String shown = media.path("source_url").asString("");
        String kept = media.path("media_details").path("original_image").asString("");
        if (shown.isEmpty() || !media.has("id")) {
            throw new StorageUnavailable("WordPress does not say where the file is", null);
        }
        return kept.isEmpty() || kept.contains("/") ? shown : shown.substring(0, shown.lastIndexOf('/') + 1) + kept;
    }

    private void requireUnchanged(String url, Checksums expected) throws IOException {
        Checksums found;
        try (InputStream stored = fetch(url, 0, expected.size(), expected.size())) {
            found = Checksums.of(stored);
        } catch (java.io.EOFException shorter) {
            throw new ContentRefused("WordPress keeps another file than the one sent", shorter);
        }
        if (!found.equals(expected)) {
            throw new ContentRefused("WordPress keeps another file than the one sent", null);
        }
    }

    private void dropQuietly(UUID file) {
        try {
            deleteReceived(file);
        } catch (IOException | RuntimeException e) {
            log.info("What may have arrived of {} is swept later", name(file), e);
        }
    }

    @Override
    public void promote(UUID receivedId, OriginalKey key) throws IOException {
        if (index.find(ObjectName.incoming(receivedId).path()).isEmpty()
                && index.find(ObjectName.original(key).path()).isPresent()) {
            return;
        }
        // Before anybody is told that it is durable.
        if (find(ObjectName.incoming(receivedId)).isEmpty()
                || !index.rename(new ObjectName.Incoming(receivedId), ObjectName.original(key))
                        .done()) {
            throw new NoSuchFileException(ObjectName.incoming(receivedId).path());
        }
    }

    @Override
    public List<UUID> receivedBefore(Instant time) {
        return index.incomingBefore(time);
    }

    /** Which file there is which original stands in the database only, so none is here that it does not know. */
    @Override
    public List<OriginalKey> originalsAfter(@Nullable OriginalKey last, int limit) {
        return index.originalsAfter(last, limit);
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) throws IOException {
        Optional<WordPressIndex.Entry> entry = index.find(name.path());
        String url = entry.map(WordPressIndex.Entry::url).orElse(null);
        if (entry.isEmpty() || url == null) {
            return Optional.empty();
        }
        HttpRequest head =
                calls.file(url).method("HEAD", BodyPublishers.noBody()).build();
        try {
            calls.persistently(() -> {
                HttpResponse<Void> answer = calls.send(head, BodyHandlers.discarding(), settings.callTimeout());
                if (answer.statusCode() != 200) {
                    throw calls.meaning(answer.statusCode(), new byte[0], head);
                }
                return answer;
            });
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        return Optional.of(
                new StoredObject(name, entry.get().size(), entry.get().file().toString()));
    }

    @Override
    public InputStream open(StoredObject object, long first, long length) throws IOException {
        String url = index.find(object.name().path())
                .map(WordPressIndex.Entry::url)
                .orElseThrow(() -> new NoSuchFileException(object.name().path()));
        return fetch(url, first, length, object.size());
    }

    /** By way of a temporary file: so a library that falls silent in the middle is noticed, and tried again. */
    private InputStream fetch(String url, long first, long length, long size) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        HttpRequest request = calls.file(url)
                .header("Range", "bytes=" + first + "-" + (first + length - 1))
                .GET()
                .build();
        TemporaryFile file = temporaryFiles.take(size);
        try {
            int status = calls.persistently(() -> {
                Files.deleteIfExists(file.path());
                var answer = calls.send(request, BodyHandlers.ofFile(file.path()), settings.transferTimeout());
                if (answer.statusCode() != 206 && answer.statusCode() != 200) {
                    throw calls.meaning(answer.statusCode(), new byte[0], request);
                }
                return answer.statusCode();
            });
            InputStream bytes = new FileInputStream(file.path().toFile());
            if (status == 200) {
                bytes.skipNBytes(first);
            }
            return new FilterInputStream(new Range(bytes, length)) {
                @Override
                public void close() throws IOException {
                    try (file) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public LocalCopy localCopy(ObjectName name) throws IOException {
        StoredObject object = find(name).orElseThrow(() -> new NoSuchFileException(name.path()));
        TemporaryFile copy = temporaryFiles.take(object.size());
        try (InputStream bytes = open(object, 0, object.size())) {
            copy.fill(bytes, object.size());
            return LocalCopy.temporary(copy.path(), copy::close);
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        Optional<WordPressIndex.Entry> entry = index.find(name.path());
        if (entry.isEmpty()) {
            return;
        }
        Long known = entry.get().mediaId();
        calls.persistently(() -> {
            Optional<Long> there = known != null
                    ? Optional.of(known)
                    : lookUp(entry.get().file()).map(media -> media.get("id").asLong());
            if (there.isPresent()) {
                deleteMedia(there.get());
            }
            return true;
        });
        index.remove(entry.get().file());
    }

    private void deleteMedia(long id) throws IOException {
        try {
            calls.json(calls.route("/media/" + id, "force=true").DELETE().build(), settings.callTimeout());
        } catch (NoSuchFileException none) {
            log.debug("Media {} was gone", id);
        }
    }

    @Override
    public void deleteRenditions(OriginalKey key) throws IOException {
        for (String name : index.names(ObjectName.Rendition.folder(key))) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            delete(ObjectName.rendition(key, file.substring(0, file.length() - ".jpg".length())));
        }
    }

    @Override
    public String beginParts(String contentType) throws IOException {
        return parts.begin();
    }

    @Override
    public Part receivePart(String upload, int number, InputStream body, long announced) throws IOException {
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

    @Override
    public void close() {
        calls.close();
    }
}
