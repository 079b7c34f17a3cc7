package vitrine.gallery.dashboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, together with the like of it within the hour.
 *
 * @param amount photos, or how often
 * @param customer for whom the link is
 * @param visitorName as a visitor of a link said it
 * @param words the beginning of a comment
 */
@Schema(name = "Activity")
record ActivityView(
        UUID id,
        FactKind kind,
        Instant at,
        Instant lastAt,
        long amount,
        @Nullable Place gallery,
        @Nullable UUID linkId,
        @Nullable Place customer,
        @Nullable String visitorName,
        @Nullable String words) {

    @Schema(name = "ActivityPlace")
    record Place(UUID id, String name) {}
}
