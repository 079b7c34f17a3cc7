package vitrine.gallery.photos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.problems.Problem;

/**
 * Which photos of a gallery somebody wants to see: all, those of one set, or those in none.
 *
 * @param id null unless one set is meant
 */
public record SetChoice(@Nullable UUID id, boolean without) {

    public static SetChoice of(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return new SetChoice(null, false);
        }
        if (asked.equals("none")) {
            return new SetChoice(null, true);
        }
        try {
            return new SetChoice(UUID.fromString(asked), false);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("set", "must be the id of a set, or none");
        }
    }
}
