package vitrine.gallery.photos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.access.Reached;
import vitrine.gallery.media.MediaUrls;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.studios.DownloadNames;

/** Photos to look at: one query for each page, whatever its length. */
@Component
public class PhotoShelf {

    private static final String COLUMNS = """
            p.id, p.studio_id, p.gallery_id, p.set_id, p.key, p.filename, p.title, p.description, p.rating, p.tags, p.status,
            p.reason_code, p.reason_message, p.views, p.downloads, p.archived, p.locked, p.width, p.height,
            p.placeholder, p.content_type, p.size_bytes, p.captured_at, p.clock_seconds, p.taken_at, p.created_at, p.metadata, p.position,
            p.owner_id, (select o.name from people o where o.account_id = p.owner_id) as owner_name,
            (select s.download_names from studios s where s.id = p.studio_id) as download_names""";

    /** What was put out of sight is so for those who cannot bring it back. */
    private static final String SEEN = "(not p.archived or :everywhere or p.studio_id = :studio or exists ("
            + "select from gallery_permissions r where r.gallery_id = p.gallery_id and r.account_id = :account"
            + " and r.revoked_at is null and r.level = 'edit'))";

    private final GalleryReach reach;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MediaUrls urls;

    PhotoShelf(GalleryReach reach, JdbcClient jdbc, JsonMapper json, MediaUrls urls) {
        this.reach = reach;
        this.jdbc = jdbc;
        this.json = json;
        this.urls = urls;
    }

    /** A photo, not yet signed for anybody. */
    public record Shelved(PhotoView photo, UUID studioId, DownloadNames names) {}

    /** @throws Problem when it does not exist or belongs to others */
    public PhotoView one(Caller caller, UUID photoId) {
        return these(caller, List.of(photoId)).stream().findFirst().orElseThrow(Problem::notFound);
    }

    /** Reads without asking who looks: for telling those who are known to be allowed. */
    public Optional<Shelved> forListeners(UUID photoId) {
        return jdbc.sql("select " + COLUMNS + " from photos p where p.id = ? and p.binned_at is null")
                .param(photoId)
                .query(this::shelved)
                .optional();
    }

    /** Photos in the order of their ids' appearance; those that are others' or gone are left out. */
    public List<PhotoView> these(Caller caller, List<UUID> ids) {
        List<Shelved> rows = jdbc.sql("select " + COLUMNS
                        + " from unnest(:ids) with ordinality asked (id, place) join photos p on p.id = asked.id"
                        + " where p.binned_at is null and " + GalleryReach.PHOTO_REACHED + " and " + SEEN
                        + " order by place")
                .param("ids", ids.toArray(UUID[]::new))
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("account", caller.accountId())
                .query(this::shelved)
                .list();
        Map<UUID, Reached> shared = reach.shared(
                caller,
                rows.stream()
                        .filter(row -> !isOwn(caller, row))
                        .flatMap(row -> Stream.ofNullable(row.photo().galleryId()))
                        .distinct()
                        .toList());
        // What was revoked since the photos were read is not shown.
        return rows.stream()
                .flatMap(row -> Stream.ofNullable(
                                isOwn(caller, row)
                                        ? Reached.own(caller)
                                        : shared.get(row.photo().galleryId()))
                        .map(reached -> signed(row, reached)))
                .toList();
    }

    private static boolean isOwn(Caller caller, Shelved row) {
        return caller.admin() || row.studioId().equals(caller.studioId());
    }

    /**
     * @param addedBy whose photos; null for all
     * @throws Problem when the gallery does not exist or is not for them
     */
    public Page<PhotoView> ofGallery(
            Caller caller, UUID galleryId, SetChoice set, @Nullable UUID addedBy, int limit, @Nullable String cursor) {
        Cursor after = Cursor.after(cursor);
        Permission needed = addedBy == null ? Permission.VIEW : Permission.EDIT;
        Reached reached = reach.require(caller, galleryId, needed);
        List<Shelved> rows = jdbc.sql("select " + COLUMNS + """
                         from photos p
                        where p.gallery_id = :gallery and p.binned_at is null and (:hidden or not p.archived)
                          and (:set::uuid is null or p.set_id = :set) and (not :without_set or p.set_id is null)
                          and (:owner::uuid is null or p.owner_id = :owner)
                          and (p.position, p.id) > (:position, :id)
                        order by p.position, p.id limit :rows""")
                .param("gallery", galleryId)
                .param("hidden", reached.includes(Permission.EDIT))
                .param("set", set.id())
                .param("without_set", set.without())
                .param("owner", addedBy)
                .param("position", after.position())
                .param("id", after.id())
                .param("rows", limit + 1)
                .query(this::shelved)
                .list();
        return Page.of(
                rows,
                limit,
                row -> new Cursor(row.photo().position(), row.photo().id()),
                row -> signed(row, reached));
    }

    private Shelved shelved(ResultSet row, int n) throws SQLException {
        PhotoStatus status = PhotoStatus.of(row.getString("status"));
        String reason = row.getString("reason_code");
        String metadata = row.getString("metadata");
        return new Shelved(
                new PhotoView(
                        row.getObject("id", UUID.class),
                        row.getObject("gallery_id", UUID.class),
                        row.getObject("set_id", UUID.class),
                        row.getString("key"),
                        row.getString("filename"),
                        row.getString("title"),
                        row.getString("description"),
                        row.getInt("rating"),
                        List.of((String[]) row.getArray("tags").getArray()),
                        status,
                        reason == null ? null : new PhotoView.Reason(reason, row.getString("reason_message")),
                        row.getLong("views"),
                        row.getLong("downloads"),
                        row.getBoolean("archived"),
                        row.getBoolean("locked"),
                        row.getObject("width", Integer.class),
                        row.getObject("height", Integer.class),
                        row.getString("placeholder"),
                        row.getString("content_type"),
                        row.getLong("size_bytes"),
                        instant(row, "captured_at"),
                        row.getInt("clock_seconds"),
                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("position"),
                        new PhotoView.Photographer(
                                row.getObject("owner_id", UUID.class),
                                Objects.requireNonNullElse(row.getString("owner_name"), "")),
                        null,
                        metadata == null ? null : json.readValue(metadata, PhotoMetadata.class)),
                row.getObject("studio_id", UUID.class),
                DownloadNames.ofStored(row.getString("download_names")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** With what they may see of it, and URLs that work for them. */
    public PhotoView signed(Shelved shelved, Reached reached) {
        PhotoView photo = shelved.photo();
        if (photo.status() != PhotoStatus.READY) {
            return photo.seenBy(reached.permission(), null);
        }
        String grant = reached.mediaGrant();
        return photo.seenBy(
                reached.permission(),
                new PhotoView.Urls(
                        urls.thumbnail(photo.key(), grant),
                        urls.preview(photo.key(), grant),
                        reached.includes(Permission.COPY)
                                ? urls.original(
                                        photo.key(),
                                        grant,
                                        shelved.names()
                                                .of(
                                                        photo.id(),
                                                        photo.filename(),
                                                        photo.capturedAt() == null ? null : photo.takenAt(),
                                                        photo.createdAt()))
                                : null));
    }
}
