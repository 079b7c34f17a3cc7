package vitrine.media.assets;

import java.util.UUID;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.OriginalKey;

/**
 * A confirmed original.
 *
 * @param studioId whose bytes these are
 * @param storage the back end that holds it and its renditions
 * @param contentType what the bytes are, whatever was announced
 * @param width as people see it, orientation applied
 * @param height as people see it, orientation applied
 * @param attempts renderings begun
 */
public record Asset(
        UUID photoId,
        UUID studioId,
        OriginalKey key,
        String storage,
        String contentType,
        Checksums checksums,
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

    public long sizeBytes() {
        return checksums.size();
    }

    public String sha256() {
        return checksums.sha256();
    }
}
