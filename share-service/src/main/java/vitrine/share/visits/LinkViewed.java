package vitrine.share.visits;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Announced when a link was opened: {@code share.link.viewed.v1}.
 *
 * @param views of the link ever, with this one
 * @param visitors of the link ever, with this one
 */
record LinkViewed(
        UUID linkId,
        UUID galleryId,
        UUID studioId,
        @Nullable String recipientEmail,
        boolean visitorIsNew,
        long views,
        long visitors,
        Instant at) {

    static final String TYPE = "share.link.viewed.v1";
}
