package vitrine.share.visits;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.share.galleries.SharedGallery;
import vitrine.share.links.AccessLevel;
import vitrine.share.links.LinkState;

/** A link as found by its token, at the moment somebody knocks. */
record VisitedLink(
        UUID id,
        String token,
        AccessLevel accessLevel,
        LinkState state,
        @Nullable Instant expiresAt,
        @Nullable Integer maxViews,
        @Nullable String passwordHash,
        int passwordVersion,
        int epoch,
        SharedGallery gallery) {

    boolean isLimited() {
        return maxViews != null;
    }
}
