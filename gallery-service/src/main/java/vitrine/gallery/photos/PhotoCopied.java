package vitrine.gallery.photos;

import java.util.UUID;

/**
 * {@code photo.copied.v1}: a photo was made for another studio, which needs bytes of its own.
 *
 * @param key of the bytes to be
 * @param sourceKey of the bytes to copy
 * @param ownerId who made the copy
 */
record PhotoCopied(UUID photoId, String key, UUID sourceAssetId, String sourceKey, UUID studioId, UUID ownerId) {}
