package vitrine.gallery.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.photos.PhotoShelf;
import vitrine.gallery.photos.PhotoStatus;
import vitrine.gallery.photos.PhotoView;
import vitrine.gallery.photos.TermQuery;

/**
 * Finds places in the library, then reads the photos that stand there.
 *
 * <p>What is common is found soonest by walking from the newest on, what is rare by the index of terms; no estimate knows which
 * it is when all that matches is old. So a walk of bounded length goes first, and where it does not fill the page, the
 * index answers.
 */
@Component
class Library {

    /** Rows looked at in passing cost about a microsecond each. */
    private static final int WALK = 5_000;

    /** Stands where time does not count. */
    private static final OffsetDateTime NEVER = OffsetDateTime.MAX;

    private final JdbcClient jdbc;
    private final PhotoShelf shelf;

    Library(JdbcClient jdbc, PhotoShelf shelf) {
        this.jdbc = jdbc;
        this.shelf = shelf;
    }

    private record Place(UUID id, Instant takenAt) {}

    Page<PhotoView> photos(Caller caller, LibraryFilter filter, int limit, @Nullable String cursor) {
        Page<UUID> ids = ids(caller, filter, limit, cursor);
        return new Page<>(shelf.these(caller, ids.items()), ids.nextCursor());
    }

    Page<UUID> ids(Caller caller, LibraryFilter filter, int limit, @Nullable String cursor) {
        boolean byTime = filter.byTime();
        List<Place> places = filter.findsNothing()
                ? List.of()
                : places(
                        caller,
                        filter,
                        limit + 1,
                        byTime ? Cursor.latest(cursor) : new Cursor.Moment(NEVER, Cursor.before(cursor)));
        return Page.of(places, limit, place -> cursor(byTime, place), Place::id);
    }

    private List<Place> places(Caller caller, LibraryFilter filter, int rows, Cursor.Moment after) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> scope = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        boolean byTime = filter.byTime();
        String sorting = byTime ? "taken_at desc, id desc" : "id desc";
        scope.add(byTime ? "(p.taken_at, p.id) < (:taken, :id)" : "p.id < :id");
        parameters.put("id", after.id());
        if (byTime) {
            parameters.put("taken", after.at());
        }
        scope.add("p.binned_at is null");
        if (!caller.admin()) {
            scope.add("p.studio_id = :studio");
            parameters.put("studio", caller.studioId());
        }
        // In the order of time the index itself goes to the range and stops at its end.
        List<String> ranged = byTime ? scope : conditions;
        if (filter.from() != null) {
            ranged.add("p.taken_at >= :from");
            parameters.put("from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.to() != null) {
            ranged.add("p.taken_at < :to");
            parameters.put("to", filter.to().atOffset(ZoneOffset.UTC));
        }
        TermQuery terms = filter.terms(caller);
        if (!terms.isEmpty()) {
            conditions.add("p.terms @@ cast(:terms as tsquery)");
            parameters.put("terms", terms.text());
        }
        if (filter.gallery() != null) {
            conditions.add("p.gallery_id = :gallery");
            parameters.put("gallery", filter.gallery());
        }
        if (filter.status() != null) {
            // Told as it stands, because the index of the unfinished is chosen by it.
            conditions.add("p.status = '" + PhotoStatus.of(filter.status()).label() + "'");
        }
        if (filter.archived() != null) {
            conditions.add(filter.archived() ? "p.archived" : "not p.archived");
        }
        parameters.put("rows", rows);
        if (conditions.isEmpty()) {
            return read(
                    "select p.id, p.taken_at from photos p where " + String.join(" and ", scope) + " order by "
                            + (byTime ? "p.taken_at desc, p.id desc" : "p.id desc") + " limit :rows",
                    parameters);
        }
        List<Place> passed = read(
                "select id, taken_at from (select p.* from photos p where " + String.join(" and ", scope) + " order by "
                        + (byTime ? "p.taken_at desc, p.id desc" : "p.id desc") + " limit " + WALK + ") p where "
                        + String.join(" and ", conditions) + " order by " + sorting + " limit :rows",
                parameters);
        if (passed.size() == rows) {
            return passed;
        }
        conditions.addAll(scope);
        return read(
                "with matches as materialized (select p.id, p.taken_at from photos p where "
                        + String.join(" and ", conditions) + ") select id, taken_at from matches order by " + sorting
                        + " limit :rows",
                parameters);
    }

    private List<Place> read(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql).params(parameters).query(Library::place).list();
    }

    private static Place place(ResultSet row, int n) throws SQLException {
        return new Place(
                row.getObject("id", UUID.class),
                row.getObject("taken_at", OffsetDateTime.class).toInstant());
    }

    private static Cursor cursor(boolean byTime, Place place) {
        return byTime ? Cursor.at(place.takenAt(), place.id()) : Cursor.at(place.id());
    }

    /** The months in which photos were taken, newest first; each is one step in an index, however many photos it has. */
    List<String> months(Caller caller) {
        return jdbc.sql("""
                        with recursive months as (
                            (select date_trunc('month', taken_at, 'UTC') as month from photos
                              where studio_id = :studio and binned_at is null order by taken_at desc limit 1)
                            union all
                            select (select date_trunc('month', p.taken_at, 'UTC') from photos p
                                     where p.studio_id = :studio and p.binned_at is null and p.taken_at < months.month
                                     order by p.taken_at desc limit 1)
                              from months where months.month is not null)
                        select to_char(month at time zone 'UTC', 'YYYY-MM') from months where month is not null limit 2400""")
                .param("studio", caller.studioId())
                .query(String.class)
                .list();
    }
}
