package vitrine.share.visits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.share.links.AccessLevel;
import vitrine.share.links.DownloadSize;

/**
 * What a client sees of a share before its photos.
 *
 * @param pinRequired before anything is downloaded, and not given yet
 */
record ShareView(
        ViewGallery gallery,
        ViewStudio studio,
        AccessLevel accessLevel,
        List<DownloadSize> downloadSizes,
        boolean pinRequired,
        @Nullable Instant expiresAt,
        @Nullable Long remainingViews) {

    record ViewGallery(
            UUID id,
            String name,
            @Nullable String description,
            int photoCount,
            List<ViewSet> sets,
            @Nullable Picture cover) {}

    record ViewSet(UUID id, String name, int photoCount) {}

    record ViewStudio(UUID id, String name) {}

    record Picture(
            UUID id,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String placeholder,
            PictureUrls urls) {}

    record PictureUrls(String thumbnail, String preview) {}
}
