package vitrine.gallery.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture that was fetched; gone when it is closed.
 *
 * @param contentType what the bytes are
 */
public record RemotePicture(Path file, String filename, String contentType, long size) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
