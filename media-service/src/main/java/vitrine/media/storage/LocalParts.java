package vitrine.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parts of uploads as files of a folder that all instances share, for back ends that have no parts of their own. */
final class LocalParts {

    private final Path root;

    LocalParts(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root);
    }

    String begin() throws IOException {
        UUID upload = UUID.randomUUID();
        Files.createDirectory(folder(upload.toString()));
        LocalFolder.forceDirectory(root);
        return upload.toString();
    }

    /** Beside an earlier one of the same number: which of them counts is for the caller to remember. */
    Storage.Part receive(String upload, InputStream body, long announced) throws IOException {
        Path folder = folder(upload);
        UUID token = UUID.randomUUID();
        Path file = folder.resolve(token.toString());
        boolean complete = false;
        try {
            Checksums checksums = LocalFolder.copy(body, announced, file);
            LocalFolder.forceDirectory(folder);
            complete = true;
            return new Storage.Part(token.toString(), checksums);
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** One after the other, as one stream. */
    InputStream open(String upload, List<String> tokens) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        try {
            for (String token : tokens) {
                parts.add(Files.newInputStream(folder(upload).resolve(id(token))));
            }
        } catch (IOException e) {
            for (InputStream part : parts) {
                part.close();
            }
            throw e;
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    void drop(String upload) throws IOException {
        Path folder = folder(upload);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException none) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    List<String> begunBefore(Instant time) throws IOException {
        var old = new ArrayList<String>();
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(root)) {
            for (Path upload : uploads) {
                @Nullable Path name = upload.getFileName();
                if (name != null
                        && Files.getLastModifiedTime(upload).toInstant().isBefore(time)) {
                    old.add(name.toString());
                }
            }
        }
        return old;
    }

    private Path folder(String upload) {
        return root.resolve(id(upload));
    }

    /** Never a path: it comes from our own rows, and is looked at all the same. */
    private static String id(String text) {
        return UUID.fromString(text).toString();
    }
}
