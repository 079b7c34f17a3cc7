package vitrine.share.links;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A link as its studio sees it. */
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
        DownloadSize downloadSize,
        @Nullable String watermarkName,
        @Nullable String recipientEmail,
        @Nullable String message,
        CreatedBy createdBy,
        Instant createdAt,
        @Nullable Instant lastViewedAt) {

    public record CreatedBy(UUID id, String username) {}
}
