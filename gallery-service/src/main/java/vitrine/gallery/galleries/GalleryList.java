package vitrine.gallery.galleries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.access.Reached;
import vitrine.gallery.media.MediaUrls;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.Search;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.studios.StudioView;

/** Galleries to look at: one query for each page, with covers, numbers and studios. */
@Component
class GalleryList {

    private static final String SELECT =
            "select g.*, c.photos, c.shown, c.pending, c.failed, coalesce(s.name, '') studio_name, "
                    + GalleryReach.SHARE_COLUMNS + ", " + Picture.COVER_COLUMNS
                    + " from galleries g join gallery_counts c on c.gallery_id = g.id left join studios s on s.id = g.studio_id "
                    + GalleryReach.SHARE_JOIN + Picture.COVER_JOIN;

    private final JdbcClient jdbc;
    private final MediaUrls media;

    GalleryList(JdbcClient jdbc, MediaUrls media) {
        this.jdbc = jdbc;
        this.media = media;
    }

    GalleryView one(Caller caller, UUID id) {
        return jdbc.sql(SELECT + " where g.id = :id and g.binned_at is null and " + GalleryReach.REACHED)
                .param("id", id)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("account", caller.accountId())
                .query(rows(caller))
                .optional()
                .orElseThrow(Problem::notFound);
    }

    /** @param shared those that others shared with the caller, instead of those of their studio */
    Page<GalleryView> page(
            Caller caller,
            GallerySort sort,
            boolean shared,
            boolean archived,
            int limit,
            @Nullable String cursor,
            @Nullable String q) {
        UUID after = cursor == null ? null : Cursor.before(cursor);
        List<GalleryView> rows = jdbc.sql(SELECT + " where "
                        + (shared
                                ? "g.studio_id <> :studio and " + GalleryReach.sharedWithCaller("g.id")
                                : "(:everywhere or g.studio_id = :studio)")
                        + " and g.binned_at is null and g.archived = :archived and g.name ilike :pattern"
                        + sort.condition(after) + sort.order() + " limit :rows")
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("account", caller.accountId())
                .param("archived", archived)
                .param("after", after)
                .param("pattern", Search.pattern(q))
                .param("rows", limit + 1)
                .query(rows(caller))
                .list();
        return Page.of(rows, limit, gallery -> Cursor.at(gallery.id()), gallery -> gallery);
    }

    private RowMapper<GalleryView> rows(Caller caller) {
        return (row, n) -> view(row, Reached.of(row, caller));
    }

    private GalleryView view(ResultSet row, Reached reached) throws SQLException {
        return new GalleryView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("is_public"),
                row.getBoolean("locked"),
                row.getBoolean("archived"),
                row.getObject("event_date", LocalDate.class),
                row.getObject("cover_photo_id", UUID.class),
                Picture.cover(row, media, reached.mediaGrant()),
                reached.includes(Permission.EDIT)
                        ? row.getInt("photos")
                        : row.getInt("shown") + row.getInt("pending") + row.getInt("failed"),
                row.getInt("pending"),
                row.getInt("failed"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                new StudioView(row.getObject("studio_id", UUID.class), row.getString("studio_name")),
                reached.permission(),
                reached.permissionId());
    }
}
