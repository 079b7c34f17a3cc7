package vitrine.gallery.photos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code photo.deleted.v1}. */
record PhotoDeleted(UUID photoId, @Nullable UUID galleryId, UUID studioId, String key) {}
