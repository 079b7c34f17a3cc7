package vitrine.gallery.dashboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/** Views over time, without gaps. */
@Schema(name = "Views")
record ViewsView(LocalDate from, LocalDate to, List<Bucket> items) {

    /** @param visitors browsers that came for the first time */
    @Schema(name = "ViewsBucket")
    record Bucket(LocalDate start, long views, long visitors, long photoViews, long downloads) {}
}
