package vitrine.share.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.share.branding.Branding;
import vitrine.share.links.AccessLevel;
import vitrine.share.links.DownloadSize;

/**
 * What a client sees of a share before its photos.
 *
 * @param pinRequired before anything is downloaded, and not given yet
 * @param keptUntil until when a device may show what it saw without asking again; null where each look counts
 */
record ShareView(
        ViewGallery gallery,
        ViewStudio studio,
        AccessLevel accessLevel,
        List<DownloadSize> downloadSizes,
        boolean pinRequired,
        @Nullable Instant expiresAt,
        @Nullable Long remainingViews,
        @Nullable Instant keptUntil) {

    record ViewGallery(
            UUID id,
            String name,
            @Nullable String description,
            @Nullable LocalDate eventDate,
            int photoCount,
            List<ViewSet> sets,
            @Nullable Picture cover) {}

    record ViewSet(UUID id, String name, int photoCount) {}

    /** @param branding null where the studio looks as the platform does */
    record ViewStudio(UUID id, String name, @Nullable Branding branding) {}

    /**
     * The cover.
     *
     * @param focusX of the point that stays in view where a frame cuts something off, from the left, 0 to 1
     * @param focusY from the top
     */
    record Picture(
            UUID id,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String placeholder,
            double focusX,
            double focusY,
            PictureUrls urls) {}

    record PictureUrls(String thumbnail, String preview) {}
}
