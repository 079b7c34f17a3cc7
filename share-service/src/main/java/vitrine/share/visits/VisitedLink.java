package vitrine.share.visits;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.share.galleries.SharedGallery;
import vitrine.share.galleries.SharedScope;
import vitrine.share.links.AccessLevel;
import vitrine.share.links.DownloadSize;
import vitrine.share.links.LinkState;

/** A link as found by its token, at the moment somebody knocks. */
public record VisitedLink(
        UUID id,
        String token,
        AccessLevel accessLevel,
        DownloadSize downloadSize,
        @Nullable String watermarkName,
        LinkState state,
        @Nullable Instant expiresAt,
        @Nullable Integer maxViews,
        @Nullable String passwordHash,
        int passwordVersion,
        @Nullable String pinHash,
        int pinVersion,
        int epoch,
        @Nullable List<UUID> setIds,
        SharedGallery gallery) {

    /** What of its gallery it shows. */
    public SharedScope scope() {
        return new SharedScope(gallery.id(), setIds);
    }

    /** The hash of what opens the door; null where it stands open. */
    @Nullable
    String lock(Door door) {
        return door == Door.LINK ? passwordHash : pinHash;
    }

    int lockVersion(Door door) {
        return door == Door.LINK ? passwordVersion : pinVersion;
    }

    /** Only a full link gives anything out. */
    boolean mayDownload(DownloadSize size) {
        return accessLevel == AccessLevel.FULL && downloadSize.includes(size);
    }

    List<DownloadSize> downloadSizes() {
        return Arrays.stream(DownloadSize.values()).filter(this::mayDownload).toList();
    }

    boolean isLimited() {
        return maxViews != null;
    }
}
