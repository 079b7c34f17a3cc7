package vitrine.gallery.galleries;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.studios.DownloadNames;

/**
 * {@code gallery.saved.v1}: the whole state others may show.
 *
 * @param sets in their order
 */
record GallerySaved(
        UUID galleryId,
        UUID studioId,
        UUID ownerId,
        String name,
        @Nullable String description,
        boolean isPublic,
        int publicEpoch,
        @Nullable UUID coverPhotoId,
        String studioName,
        DownloadNames downloadNames,
        List<Section> sets) {

    record Section(UUID id, String name) {}
}
