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
import vitrine.gallery.branding.Brandings;
import vitrine.gallery.galleries.Picture;
import vitrine.gallery.media.MediaUrls;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
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
    private final GalleryWords words;
    private final Brandings brandings;

    Showcase(JdbcClient jdbc, MediaUrls media, GalleryWords words, Brandings brandings) {
        this.jdbc = jdbc;
        this.media = media;
        this.words = words;
        this.brandings = brandings;
    }

    /** @param set null for photos that are in none */
    record Section(@Nullable UUID set) {}

    private record Placed(PublicPhoto photo, String position) {}

    /** @param studio whose galleries alone, or null for all */
    Page<PublicGallery> galleries(int limit, @Nullable String cursor, @Nullable String q, @Nullable UUID studio) {
        GalleryWords.Condition condition = words.matching(q);
        List<PublicGallery> rows = jdbc.sql(GALLERIES + condition.sql()
                        + " and g.id < :before and (cast(:studio as uuid) is null or g.studio_id = :studio)"
                        + " order by g.id desc limit :rows")
                .param("before", Cursor.before(cursor))
                .param("studio", studio)
                .params(condition.parameters())
                .param("rows", limit + 1)
                .query(this::publicGallery)
                .list();
        return Page.of(rows, limit, gallery -> Cursor.at(gallery.id()), gallery -> gallery);
    }

    PublicGalleryPage gallery(UUID id) {
        PublicGallery gallery = find(id);
        List<PublicGalleryPage.PublicSet> sets = jdbc.sql("""
                        select s.id, s.name, shown.n
                          from gallery_sets s cross join lateral
                               (select count(*)::int n from photos p where p.set_id = s.id and p.gallery_id = s.gallery_id
                                   and p.status = 'ready' and not p.archived and p.binned_at is null) shown
                         where s.gallery_id = ? and shown.n > 0 order by s.rank, s.id""")
                .param(id)
                .query((row, n) -> new PublicGalleryPage.PublicSet(
                        row.getObject("id", UUID.class), row.getString("name"), row.getInt("n")))
                .list();
        return PublicGalleryPage.of(gallery, sets, brandings.of(gallery.studio().id()));
    }

    private PublicGallery find(UUID id) {
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

    /** @param section those of one set, or those in none; null for all */
    Page<PublicPhoto> ofGallery(UUID galleryId, int limit, @Nullable String cursor, @Nullable Section section) {
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
                        """
                        + (section == null
                                ? ""
                                : section.set() == null ? " and p.set_id is null " : " and p.set_id = :set ")
                        + """
                         order by p.position, p.id limit :rows""")
                .param("gallery", galleryId)
                .param("set", section == null ? null : section.set())
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
