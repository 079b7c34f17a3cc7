package vitrine.gallery.galleries;

import java.util.UUID;

/** {@code gallery.deleted.v1}. */
record GalleryDeleted(UUID galleryId, UUID studioId) {}
