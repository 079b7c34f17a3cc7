package vitrine.gallery.media;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Durable bytes and what they turned out to be. */
public record Asset(
        UUID photoId,
        String key,
        String contentType,
        long sizeBytes,
        @Nullable String sha256,
        @Nullable Integer width,
        @Nullable Integer height) {}
