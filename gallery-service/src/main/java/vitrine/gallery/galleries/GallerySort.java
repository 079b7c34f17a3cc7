package vitrine.gallery.galleries;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.problems.Problem;

/**
 * The orders of a list of galleries. A page continues behind the gallery that its cursor names, as it is then, and only when that one is
 * the caller's: a cursor tells nothing of others.
 */
enum GallerySort {
    NEWEST("g.id < :after", "g.id desc"),

    /** The latest first; those without a date come last. */
    EVENT_DATE(
            "(coalesce(g.event_date, '-infinity'), g.id) < (select coalesce(a.event_date, '-infinity'), a.id"
                    + Keys.AFTER,
            "coalesce(g.event_date, '-infinity') desc, g.id desc"),

    NAME("(lower(g.name), g.id) > (select lower(a.name), a.id" + Keys.AFTER, "lower(g.name), g.id");

    private final String behind;
    private final String order;

    GallerySort(String behind, String order) {
        this.behind = behind;
        this.order = order;
    }

    /** @param after null for the first page */
    String condition(@Nullable UUID after) {
        return after == null ? "" : " and " + behind;
    }

    String order() {
        return " order by " + order;
    }

    private static final class Keys {

        static final String AFTER =
                " from galleries a where a.id = :after and (:everywhere or a.studio_id = :studio or "
                        + GalleryReach.sharedWithCaller("a.id") + "))";
    }

    static GallerySort of(String text) {
        return switch (text) {
            case "newest" -> NEWEST;
            case "event_date" -> EVENT_DATE;
            case "name" -> NAME;
            default -> throw Problem.invalid("sort", "must be newest, event_date or name");
        };
    }
}
