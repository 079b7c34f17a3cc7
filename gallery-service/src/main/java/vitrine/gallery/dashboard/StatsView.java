package vitrine.gallery.dashboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/**
 * A studio in figures.
 *
 * @param failed photos that cannot be shown
 * @param days the last thirty, today (UTC) the last
 */
@Schema(name = "Stats")
record StatsView(
        long photos,
        long failed,
        long galleries,
        long customers,
        long views,
        long visitors,
        long photoViews,
        long downloads,
        Storage storage,
        List<Day> days) {

    /** @param derivatives thumbnails and previews, as far as their size was told */
    @Schema(name = "StatsStorage")
    record Storage(long originals, long derivatives) {}

    /** What came on one day. */
    @Schema(name = "StatsDay")
    record Day(LocalDate day, long photos, long customers, long views, long visitors, long downloads) {}
}
