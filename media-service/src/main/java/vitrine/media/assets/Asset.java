package vitrine.media.assets;

import java.util.UUID;
import vitrine.media.storage.OriginalKey;

/**
 * A confirmed original.
 *
 * @param contentType what the bytes are, whatever was announced
 * @param width as people see it, orientation applied
 * @param height as people see it, orientation applied
 * @param attempts renderings begun
 */
public record Asset(
        UUID photoId,
        OriginalKey key,
        String contentType,
        long sizeBytes,
        String sha256,
        int width,
        int height,
        Status status,
        int attempts) {

    public enum Status {
        PENDING,
        READY,
        FAILED
    }

    public UUID ownerId() {
        return key.owner();
    }
}
