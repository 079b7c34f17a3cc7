package vitrine.share.links;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.share.security.Caller;

/** Announced when a gallery was shared: {@code share.link.created.v1}. Never with the token, which opens it. */
record LinkCreated(
        UUID linkId,
        UUID galleryId,
        UUID studioId,
        UUID createdBy,
        @Nullable String recipientEmail,
        String accessLevel,
        @Nullable Instant expiresAt,
        Instant at) {

    static final String TYPE = "share.link.created.v1";

    static LinkCreated of(ShareLink link, Caller by, ShareLinkRequest request, Instant now) {
        return new LinkCreated(
                link.id(),
                link.galleryId(),
                link.studioId(),
                by.id(),
                request.recipientEmail(),
                link.accessLevel().stored(),
                link.expiresAt(),
                now);
    }
}
