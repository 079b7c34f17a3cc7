package vitrine.share.media;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A ZIP that media-service will make.
 *
 * @param photos in it
 * @param missing photos that cannot be in it
 */
public record ZipFile(UUID id, String filename, int photos, int missing, long sizeBytes, Instant expiresAt) {

    /** @param name to save it under */
    public record Photo(String key, String name) {}

    record Order(String filename, String size, List<Photo> photos) {}
}
