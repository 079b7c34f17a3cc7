package vitrine.gallery.galleries;

import java.util.UUID;

/**
 * {@code gallery.unpublished.v1}.
 *
 * @param grant of the URLs that the public site gave out until now
 */
record GalleryUnpublished(UUID galleryId, String grant) {}
