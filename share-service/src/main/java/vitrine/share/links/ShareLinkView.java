package vitrine.share.links;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link as its studio sees it.
 *
 * @param setIds the sets of the gallery that are shown; null means all of it
 * @param mailedAt when its recipient was written to
 */
public record ShareLinkView(
        UUID id,
        UUID galleryId,
        String galleryName,
        AccessLevel accessLevel,
        String url,
        String token,
        LinkState state,
        boolean isActive,
        @Nullable Instant expiresAt,
        @Nullable Integer maxViews,
        long views,
        long visitors,
        long downloads,
        boolean hasPassword,
        boolean hasPin,
        @Nullable List<UUID> setIds,
        DownloadSize downloadSize,
        @Nullable String watermarkName,
        @Nullable String recipientEmail,
        @Nullable String message,
        CreatedBy createdBy,
        Instant createdAt,
        @Nullable Instant lastViewedAt,
        @Nullable Instant mailedAt) {

    public record CreatedBy(UUID id, String username) {}
}
