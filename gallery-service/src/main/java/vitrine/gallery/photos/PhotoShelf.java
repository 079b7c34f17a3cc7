package vitrine.gallery.photos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
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
            p.placeholder, p.content_type, p.size_bytes, p.captured_at, p.taken_at, p.created_at, p.metadata, p.position,
            (select s.download_names from studios s where s.id = p.studio_id) as download_names""";

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
    public record Shelved(PhotoView photo, DownloadNames names) {}

    /** @throws Problem when it does not exist or belongs to others */
    public PhotoView one(Caller caller, UUID photoId) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + " from photos p where p.id = :id and p.binned_at is null and (:everywhere or p.studio_id = :studio)")
                .param("id", photoId)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .query(this::shelved)
                .optional()
                .map(row -> signed(row, caller))
                .orElseThrow(Problem::notFound);
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
        return jdbc
                .sql("select " + COLUMNS + """
                         from unnest(:ids) with ordinality asked (id, place) join photos p on p.id = asked.id
                        where (:everywhere or p.studio_id = :studio) and p.binned_at is null
                        order by place""")
                .param("ids", ids.toArray(UUID[]::new))
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .query(this::shelved)
                .list()
                .stream()
                .map(row -> signed(row, caller))
                .toList();
    }

    /** @throws Problem when the gallery does not exist or belongs to others */
    public Page<PhotoView> ofGallery(Caller caller, UUID galleryId, SetChoice set, int limit, @Nullable String cursor) {
        Cursor after = Cursor.after(cursor);
        reach.require(caller, galleryId);
        List<Shelved> rows = jdbc.sql("select " + COLUMNS + """
                         from photos p
                        where p.gallery_id = :gallery and p.binned_at is null and (:everywhere or p.studio_id = :studio)
                          and (:set::uuid is null or p.set_id = :set) and (not :without_set or p.set_id is null)
                          and (p.position, p.id) > (:position, :id)
                        order by p.position, p.id limit :rows""")
                .param("gallery", galleryId)
                .param("set", set.id())
                .param("without_set", set.without())
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("position", after.position())
                .param("id", after.id())
                .param("rows", limit + 1)
                .query(this::shelved)
                .list();
        return Page.of(
                rows,
                limit,
                row -> new Cursor(row.photo().position(), row.photo().id()),
                row -> signed(row, caller));
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
                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("position"),
                        null,
                        metadata == null ? null : json.readValue(metadata, PhotoMetadata.class)),
                DownloadNames.ofStored(row.getString("download_names")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** With URLs that work for this person. */
    public PhotoView signed(Shelved shelved, Caller caller) {
        PhotoView photo = shelved.photo();
        if (photo.status() != PhotoStatus.READY) {
            return photo;
        }
        String grant = caller.mediaGrant();
        return photo.withUrls(new PhotoView.Urls(
                urls.thumbnail(photo.key(), grant),
                urls.preview(photo.key(), grant),
                urls.original(
                        photo.key(),
                        grant,
                        shelved.names().of(photo.id(), photo.filename(), photo.capturedAt(), photo.createdAt()))));
    }
}
