package vitrine.gallery.photos;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code photo.saved.v1}: the whole state others may show.
 *
 * @param datedName to save it under where its gallery says so
 */
record PhotoSaved(
        UUID photoId,
        @Nullable UUID galleryId,
        @Nullable UUID setId,
        UUID studioId,
        UUID ownerId,
        String key,
        String filename,
        String datedName,
        @Nullable String title,
        PhotoStatus status,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder,
        String contentType,
        long sizeBytes,
        String position,
        @Nullable Instant capturedAt,
        boolean hidden) {}
