package vitrine.gallery.permissions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.Search;
import vitrine.gallery.problems.Problem;

/** Permissions to look at, the latest first, those that are over too. */
@Component
class PermissionList {

    private static final String SELECT = """
            select r.id, r.gallery_id, g.name gallery_name, r.email, r.level, r.granted_at, r.revoked_at
              from gallery_permissions r join galleries g on g.id = r.gallery_id and g.binned_at is null where\s""";

    private final GalleryReach reach;
    private final JdbcClient jdbc;

    PermissionList(GalleryReach reach, JdbcClient jdbc) {
        this.reach = reach;
        this.jdbc = jdbc;
    }

    /**
     * Which are meant; null is any.
     *
     * @param person a part of their address
     * @param active in force, or over
     */
    record Filter(
            @Nullable UUID gallery,
            @Nullable String person,
            @Nullable Boolean active) {}

    Page<PermissionView> ofStudio(Caller caller, Filter filter, int limit, @Nullable String cursor) {
        return page("(:everywhere or r.studio_id = :studio) ", caller, filter, limit, cursor);
    }

    Page<PermissionView> ofGallery(
            Caller caller, UUID gallery, @Nullable Boolean active, int limit, @Nullable String cursor) {
        reach.require(caller, gallery, Permission.OWNER);
        return page("true ", caller, new Filter(gallery, null, active), limit, cursor);
    }

    private Page<PermissionView> page(String scope, Caller caller, Filter filter, int limit, @Nullable String cursor) {
        UUID before = Cursor.before(cursor);
        List<PermissionView> rows = jdbc.sql(SELECT + scope + """
                         and r.id < :before and (:gallery::uuid is null or r.gallery_id = :gallery)
                         and r.email ilike :person
                         and (:active::boolean is null or (r.revoked_at is null) = :active)
                         order by r.id desc limit :rows""")
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("before", before)
                .param("gallery", filter.gallery())
                .param("person", Search.pattern(filter.person()))
                .param("active", filter.active())
                .param("rows", limit + 1)
                .query(PermissionList::view)
                .list();
        Page<PermissionView> page = Page.of(rows, limit, row -> Cursor.at(row.id()), row -> row);
        return new Page<>(withHistory(page.items()), page.nextCursor());
    }

    PermissionView one(UUID id) {
        return withHistory(jdbc.sql(SELECT + "r.id = ?")
                        .param(id)
                        .query(PermissionList::view)
                        .list())
                .stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private List<PermissionView> withHistory(List<PermissionView> permissions) {
        Map<UUID, List<PermissionView.Step>> steps = new HashMap<>();
        jdbc.sql("""
                        select permission_id, at, name, level, given_back from gallery_permission_steps
                         where permission_id = any(?) order by permission_id, number desc""")
                .param(permissions.stream().map(PermissionView::id).toArray(UUID[]::new))
                .query((row, n) -> steps.computeIfAbsent(
                                row.getObject("permission_id", UUID.class), id -> new ArrayList<>())
                        .add(step(row)))
                .list();
        return permissions.stream()
                .map(each -> new PermissionView(
                        each.id(),
                        each.galleryId(),
                        each.galleryName(),
                        each.email(),
                        each.level(),
                        each.grantedAt(),
                        each.revokedAt(),
                        steps.getOrDefault(each.id(), List.of())))
                .toList();
    }

    private static PermissionView.Step step(ResultSet row) throws SQLException {
        String level = row.getString("level");
        return new PermissionView.Step(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("name"),
                level == null ? null : Permission.ofStored(level),
                row.getBoolean("given_back"));
    }

    private static PermissionView view(ResultSet row, int n) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        Instant over = revoked == null ? null : revoked.toInstant();
        return new PermissionView(
                row.getObject("id", UUID.class),
                row.getObject("gallery_id", UUID.class),
                row.getString("gallery_name"),
                row.getString("email"),
                Permission.ofStored(row.getString("level")),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                over,
                List.of());
    }
}
