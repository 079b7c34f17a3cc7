package vitrine.share.galleries;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gallery as far as sharing it is concerned.
 *
 * @param deleted for good, or into the bin
 * @param coverFocusX of the point of the chosen cover that stays in view, from the left, 0 to 1
 * @param coverFocusY from the top
 */
public record SharedGallery(
        UUID id,
        UUID studioId,
        String studioName,
        String name,
        @Nullable String description,
        @Nullable LocalDate eventDate,
        @Nullable UUID coverPhotoId,
        double coverFocusX,
        double coverFocusY,
        boolean deleted) {

    /** Where a cover is looked at when nobody said. */
    public static final double CENTRE = 0.5;
}
