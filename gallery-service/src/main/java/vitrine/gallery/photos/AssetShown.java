package vitrine.gallery.photos;

import java.util.UUID;

/**
 * {@code asset.shown.v1}: whether anybody may be shown the bytes. Not while all photos made of them are in a bin, which shows them to its
 * studio alone.
 */
record AssetShown(UUID assetId, String key, boolean shown) {}
