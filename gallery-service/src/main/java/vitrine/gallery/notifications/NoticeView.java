package vitrine.gallery.notifications;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something one is told.
 *
 * @param at when the latest of it was
 * @param galleryId null when the gallery is gone
 * @param actor as they call themselves
 */
@Schema(name = "Notice")
record NoticeView(
        UUID id,
        NoticeKind kind,
        Instant at,
        long amount,
        @Nullable String galleryName,
        @Nullable UUID galleryId,
        @Nullable String actor,
        @Nullable String words,
        boolean read) {}
