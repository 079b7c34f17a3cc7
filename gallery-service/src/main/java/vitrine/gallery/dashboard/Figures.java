package vitrine.gallery.dashboard;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.problems.Problem;

/** Sums to look at, of one studio. */
@Component
class Figures {

    private static final int SPARK_DAYS = 30;

    private final JdbcClient jdbc;

    Figures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Totals(
            long photos,
            long failed,
            long originals,
            long derivatives,
            long galleries,
            long customers,
            long views,
            long visitors,
            long photoViews,
            long downloads) {}

    StatsView of(UUID studio) {
        Totals totals =
                jdbc.sql("""
                        select p.*, b.*, d.*,
                               (select count(*) from galleries where studio_id = :studio and binned_at is null) galleries,
                               (select count(*) from customers where studio_id = :studio) customers
                          from (select count(*) photos, count(*) filter (where status = 'failed') failed
                                  from photos where studio_id = :studio and binned_at is null) p,
                               -- Copies share their bytes, and what is in the bin still takes its room.
                               (select coalesce(sum(size_bytes), 0) originals, coalesce(sum(r.bytes), 0) derivatives
                                  from (select distinct on (asset_id) asset_id, size_bytes from photos
                                         where studio_id = :studio order by asset_id) assets
                                       left join rendition_bytes r on r.photo_id = assets.asset_id) b,
                               (select coalesce(sum(views), 0) views, coalesce(sum(visitors), 0) visitors,
                                       coalesce(sum(photo_views), 0) photo_views, coalesce(sum(downloads), 0) downloads
                                  from daily_counts where scope = 'studio' and scope_id = :studio) d""").param("studio", studio).query(Totals.class).single();
        return new StatsView(
                totals.photos(),
                totals.failed(),
                totals.galleries(),
                totals.customers(),
                totals.views(),
                totals.visitors(),
                totals.photoViews(),
                totals.downloads(),
                new StatsView.Storage(totals.originals(), totals.derivatives()),
                days(studio));
    }

    private List<StatsView.Day> days(UUID studio) {
        return jdbc.sql("""
                        select cast(s.day as date) as day, coalesce(d.photos, 0) photos, coalesce(c.customers, 0) customers,
                               coalesce(d.views, 0) views, coalesce(d.visitors, 0) visitors,
                               coalesce(d.downloads, 0) downloads
                          from generate_series(cast(:from as date), cast(:to as date), interval '1 day') s (day)
                               left join daily_counts d
                                   on d.scope = 'studio' and d.scope_id = :studio and d.day = cast(s.day as date)
                               left join (select cast(created_at at time zone 'UTC' as date) as day, count(*) customers
                                            from customers where studio_id = :studio group by 1) c
                                   on c.day = cast(s.day as date)
                         order by s.day""")
                .param("studio", studio)
                .param("from", today().minusDays(SPARK_DAYS - 1))
                .param("to", today())
                .query(StatsView.Day.class)
                .list();
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** Whose views: of the whole studio, or of one thing in it. */
    enum Scope {
        STUDIO,
        GALLERY,
        LINK,
        CUSTOMER;

        private String condition() {
            return switch (this) {
                case STUDIO -> "d.scope = 'studio' and d.scope_id = :id";
                case GALLERY -> "d.scope = 'gallery' and d.scope_id = :id";
                case LINK -> "d.scope = 'link' and d.scope_id = :id";
                case CUSTOMER ->
                    "d.scope = 'link' and d.scope_id in (select link_id from heard_links where customer_id = :id)";
            };
        }

        private @Nullable String existence() {
            return switch (this) {
                case STUDIO -> null;
                case GALLERY -> "select 1 from galleries where id = :id and studio_id = :studio";
                case LINK -> "select 1 from heard_links where link_id = :id and studio_id = :studio";
                case CUSTOMER -> "select 1 from customers where id = :id and studio_id = :studio";
            };
        }
    }

    /**
     * @param step day, week or month
     * @throws Problem not found, also for what belongs to others
     */
    ViewsView views(UUID studio, Scope scope, UUID id, LocalDate from, LocalDate to, String step) {
        String existence = scope.existence();
        if (existence != null
                && jdbc.sql(existence)
                        .param("id", id)
                        .param("studio", studio)
                        .query(Integer.class)
                        .optional()
                        .isEmpty()) {
            throw Problem.notFound();
        }
        List<ViewsView.Bucket> buckets = jdbc.sql("""
                        select cast(s.start as date) as start, coalesce(sum(d.views), 0) views,
                               coalesce(sum(d.visitors), 0) visitors, coalesce(sum(d.photo_views), 0) photo_views,
                               coalesce(sum(d.downloads), 0) downloads
                          from generate_series(date_trunc(:step, cast(:from as timestamp)), cast(:to as timestamp),
                                               cast('1 ' || :step as interval)) s (start)
                               left join daily_counts d
                                   on %s and d.studio_id = :studio and d.day between :from and :to
                                      and d.day >= cast(s.start as date)
                                      and d.day < cast(s.start + cast('1 ' || :step as interval) as date)
                         group by s.start order by s.start""".formatted(scope.condition()))
                .param("studio", studio)
                .param("id", id)
                .param("from", from)
                .param("to", to)
                .param("step", step)
                .query(ViewsView.Bucket.class)
                .list();
        return new ViewsView(from, to, buckets);
    }
}
