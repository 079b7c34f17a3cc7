package vitrine.gallery.photos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code photo.deleted.v1}.
 *
 * @param assetId the bytes it was made of
 * @param bytesKept other photos are made of the same bytes
 */
record PhotoDeleted(
        UUID photoId, @Nullable UUID galleryId, UUID studioId, UUID assetId, String key, boolean bytesKept) {}
