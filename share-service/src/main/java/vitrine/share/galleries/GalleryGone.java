package vitrine.share.galleries;

import java.util.UUID;

/** A gallery was deleted, for good or into the bin; published within the transaction that noted it. */
public record GalleryGone(UUID galleryId) {}
