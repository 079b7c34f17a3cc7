package vitrine.gallery.galleries;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.studios.DownloadNames;

/**
 * {@code gallery.saved.v1}: the whole state others may show.
 *
 * @param sets in their order
 * @param binned it was deleted and may come back; until then nobody is shown it
 */
record GallerySaved(
        UUID galleryId,
        UUID studioId,
        UUID ownerId,
        String name,
        @Nullable String description,
        @Nullable LocalDate eventDate,
        boolean isPublic,
        int publicEpoch,
        @Nullable UUID coverPhotoId,
        double coverFocusX,
        double coverFocusY,
        String studioName,
        DownloadNames downloadNames,
        List<Section> sets,
        boolean binned) {

    record Section(UUID id, String name) {}
}
