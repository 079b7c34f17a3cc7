package vitrine.gallery.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.problems.Problem;

/** What happened, newest first. A line keeps its place: it stands where the first of it happened. */
@Component
class ActivityList {

    private static final String SELECT = """
            select a.*, g.name gallery_name, c.id customer_id, c.name customer_name
              from activities a
                   left join galleries g on g.id = a.gallery_id
                   left join heard_links l on l.link_id = a.link_id
                   left join customers c on c.id = l.customer_id
             where a.studio_id = :studio and (a.at, a.id) < (:at, :id) and\s""";

    private static final String NEWEST_FIRST = " order by a.at desc, a.id desc limit :rows";

    private final JdbcClient jdbc;

    ActivityList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<ActivityView> of(Caller caller, int limit, @Nullable String cursor) {
        return page(caller.studioId(), "a.kind <> 'photo_viewed'", null, limit, cursor);
    }

    /** @throws Problem not found, also for customers of others */
    Page<ActivityView> ofCustomer(Caller caller, UUID customer, int limit, @Nullable String cursor) {
        UUID studio = jdbc.sql(
                        "select studio_id from customers where id = :id and (:everywhere or studio_id = :studio)")
                .param("id", customer)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .query(UUID.class)
                .optional()
                .orElseThrow(Problem::notFound);
        return page(studio, "l.customer_id = :customer", customer, limit, cursor);
    }

    private Page<ActivityView> page(
            UUID studio, String which, @Nullable UUID customer, int limit, @Nullable String cursor) {
        Cursor.Moment after = Cursor.latest(cursor);
        List<ActivityView> rows = jdbc.sql(SELECT + which + NEWEST_FIRST)
                .param("studio", studio)
                .param("customer", customer)
                .param("at", after.at())
                .param("id", after.id())
                .param("rows", limit + 1)
                .query(ActivityList::view)
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.at(), row.id()), row -> row);
    }

    private static ActivityView view(ResultSet row, int n) throws SQLException {
        return new ActivityView(
                row.getObject("id", UUID.class),
                FactKind.ofStored(row.getString("kind")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getLong("amount"),
                place(row, "gallery"),
                row.getObject("link_id", UUID.class),
                place(row, "customer"),
                row.getString("visitor_name"),
                row.getString("words"));
    }

    /** What was deleted since has no name any more, and leads nowhere. */
    private static ActivityView.@Nullable Place place(ResultSet row, String what) throws SQLException {
        String name = row.getString(what + "_name");
        return name == null ? null : new ActivityView.Place(row.getObject(what + "_id", UUID.class), name);
    }
}
