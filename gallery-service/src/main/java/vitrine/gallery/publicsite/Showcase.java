package vitrine.gallery.publicsite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.galleries.Picture;
import vitrine.gallery.media.MediaUrls;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.Search;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.studios.StudioView;

/** Public galleries and those of their photos that are ready and not archived. Each query asks for that itself. */
@Component
class Showcase {

    private static final String GALLERIES = "select g.*, c.shown, coalesce(s.name, '') studio_name, "
            + Picture.COVER_COLUMNS
            + " from galleries g join gallery_counts c on c.gallery_id = g.id left join studios s on s.id = g.studio_id "
            + Picture.COVER_JOIN
            + " where g.is_public and g.binned_at is null ";

    private static final String PHOTOS = """
            select p.id, p.key, p.width, p.height, p.placeholder, p.title, p.position,
                   g.id gallery_id, g.name gallery_name, g.public_epoch, g.studio_id,
                   coalesce(s.name, '') studio_name
              from photos p join galleries g on g.id = p.gallery_id left join studios s on s.id = g.studio_id
             where g.is_public and g.binned_at is null and p.binned_at is null
               and p.status = 'ready' and not p.archived
            """;

    private final JdbcClient jdbc;
    private final MediaUrls media;

    Showcase(JdbcClient jdbc, MediaUrls media) {
        this.jdbc = jdbc;
        this.media = media;
    }

    private record Placed(PublicPhoto photo, String position) {}

    Page<PublicGallery> galleries(int limit, @Nullable String cursor, @Nullable String q) {
        List<PublicGallery> rows = jdbc.sql(
                        GALLERIES + " and g.id < :before and g.name ilike :pattern order by g.id desc limit :rows")
                .param("before", Cursor.before(cursor))
                .param("pattern", Search.pattern(q))
                .param("rows", limit + 1)
                .query(this::publicGallery)
                .list();
        return Page.of(rows, limit, gallery -> Cursor.at(gallery.id()), gallery -> gallery);
    }

    PublicGallery gallery(UUID id) {
        return jdbc.sql(GALLERIES + " and g.id = ?")
                .param(id)
                .query(this::publicGallery)
                .optional()
                .orElseThrow(Problem::notFound);
    }

    Page<PublicPhoto> newest(int limit, @Nullable String cursor) {
        List<Placed> rows = jdbc.sql(PHOTOS + " and p.id < :before order by p.id desc limit :rows")
                .param("before", Cursor.before(cursor))
                .param("rows", limit + 1)
                .query(this::placed)
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.photo().id()), Placed::photo);
    }

    Page<PublicPhoto> ofGallery(UUID galleryId, int limit, @Nullable String cursor) {
        Cursor after = Cursor.after(cursor);
        if (jdbc.sql("select 1 from galleries where id = ? and is_public and binned_at is null")
                .param(galleryId)
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw Problem.notFound();
        }
        List<Placed> rows = jdbc.sql(PHOTOS + """
                        and p.gallery_id = :gallery and (p.position, p.id) > (:position, :id)
                        order by p.position, p.id limit :rows""")
                .param("gallery", galleryId)
                .param("position", after.position())
                .param("id", after.id())
                .param("rows", limit + 1)
                .query(this::placed)
                .list();
        return Page.of(
                rows, limit, row -> new Cursor(row.position(), row.photo().id()), Placed::photo);
    }

    private PublicGallery publicGallery(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new PublicGallery(
                id,
                row.getString("name"),
                row.getString("description"),
                row.getObject("event_date", LocalDate.class),
                Picture.cover(row, media, grant(id, row.getInt("public_epoch"))),
                row.getInt("shown"),
                new StudioView(row.getObject("studio_id", UUID.class), row.getString("studio_name")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private Placed placed(ResultSet row, int n) throws SQLException {
        UUID gallery = row.getObject("gallery_id", UUID.class);
        String grant = grant(gallery, row.getInt("public_epoch"));
        var photo = new PublicPhoto(
                row.getObject("id", UUID.class),
                row.getInt("width"),
                row.getInt("height"),
                row.getString("placeholder"),
                row.getString("title"),
                Picture.Urls.of(media, row.getString("key"), grant),
                new PublicPhoto.GalleryName(gallery, row.getString("gallery_name")),
                new StudioView(row.getObject("studio_id", UUID.class), row.getString("studio_name")));
        return new Placed(photo, row.getString("position"));
    }

    private static String grant(UUID gallery, int epoch) {
        return "g." + gallery + "." + epoch;
    }
}
