package vitrine.gallery.photos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A photo whose bytes are durable, before it has been looked at. */
public record Arrival(
        UUID photoId,
        UUID ownerId,
        UUID studioId,
        @Nullable UUID galleryId,
        @Nullable UUID setId,
        String key,
        String filename,
        String contentType,
        long sizeBytes,
        @Nullable String sha256,
        @Nullable Integer width,
        @Nullable Integer height) {}
