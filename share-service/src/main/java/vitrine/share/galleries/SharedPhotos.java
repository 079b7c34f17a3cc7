package vitrine.share.galleries;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vitrine.share.paging.Cursors.Place;

/** The photos of shared galleries. All it gives out are those that clients may see, and only within their gallery. */
@Repository
public class SharedPhotos {

    private static final String SHOWN = """
            select id, key, filename, title, width, height, placeholder, position,
                (select case g.download_names when 'dated' then coalesce(photos.dated_name, photos.filename)
                        else photos.filename end
                 from galleries g where g.id = photos.gallery_id) as download_name
            from photos where gallery_id = :gallery and shown and shows_set(:sets, set_id)\s""";

    private final JdbcClient jdbc;

    SharedPhotos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public int count(SharedScope scope) {
        return within(
                        scope,
                        "select count(*) from photos where gallery_id = :gallery and shown and shows_set(:sets, set_id)")
                .query(Integer.class)
                .single();
    }

    /** The sections of a gallery in their order, without those in which clients see nothing. */
    public List<SharedSet> sets(SharedScope scope) {
        return within(scope, """
                        select s.id, s.name, count(*) as photo_count
                        from gallery_sets s join photos p on p.gallery_id = s.gallery_id and p.set_id = s.id and p.shown
                        where s.gallery_id = :gallery and shows_set(:sets, s.id)
                        group by s.id, s.name, s.rank order by s.rank, s.id""").query(SharedSet.class).list();
    }

    public List<SharedPhoto> page(SharedScope scope, @Nullable Place after, int limit) {
        return page(scope, null, after, limit);
    }

    /** @param set null for all that are shown */
    public List<SharedPhoto> page(SharedScope scope, @Nullable UUID set, @Nullable Place after, int limit) {
        var only = set == null ? "" : "and set_id = :set ";
        var statement = after == null
                ? within(scope, SHOWN + only + "order by position, id limit :limit")
                : within(
                                scope,
                                SHOWN + only
                                        + "and (position, id) > (:position, :id) order by position, id limit :limit")
                        .param("position", after.position())
                        .param("id", after.id());
        return statement
                .param("set", set)
                .param("limit", limit)
                .query(SharedPhoto.class)
                .list();
    }

    private JdbcClient.StatementSpec within(SharedScope scope, String sql) {
        return jdbc.sql(sql).param("gallery", scope.gallery()).param("sets", scope.setArray(), Types.ARRAY);
    }

    public Optional<SharedPhoto> find(SharedScope scope, UUID photo) {
        return within(scope, SHOWN + "and id = :id")
                .param("id", photo)
                .query(SharedPhoto.class)
                .optional();
    }

    /** The chosen cover while clients may see it, otherwise the first photo they see. */
    public Optional<SharedPhoto> cover(SharedGallery gallery, SharedScope scope) {
        var chosen = gallery.coverPhotoId();
        return Optional.ofNullable(chosen)
                .flatMap(photo -> find(scope, photo))
                .or(() -> page(scope, null, 1).stream().findFirst());
    }

    void save(GalleryEvents.PhotoSaved photo) {
        jdbc.sql("""
                        insert into photos (id, gallery_id, key, filename, dated_name, title, width, height, placeholder,
                            position, set_id, shown)
                        select :id, :gallery, :key, :filename, :datedName, :title, :width, :height, :placeholder,
                            :position, :set, :shown
                        where not exists (select from deleted_photos where id = :id)
                        on conflict (id) do update set gallery_id = excluded.gallery_id, key = excluded.key,
                            filename = excluded.filename, dated_name = excluded.dated_name, title = excluded.title, width = excluded.width,
                            height = excluded.height, placeholder = excluded.placeholder,
                            position = excluded.position, set_id = excluded.set_id, shown = excluded.shown,
                            heard_at = clock_timestamp()""")
                .param("id", photo.photoId())
                .param("gallery", photo.galleryId())
                .param("key", photo.key())
                .param("filename", photo.filename())
                .param("datedName", photo.datedName())
                .param("title", photo.title())
                .param("width", photo.width())
                .param("height", photo.height())
                .param("placeholder", photo.placeholder())
                .param("position", photo.position())
                .param("set", photo.setId())
                .param("shown", photo.isShown())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("insert into deleted_photos (id) values (?) on conflict do nothing")
                .param(id)
                .update();
        jdbc.sql("delete from photos where id = ?").param(id).update();
    }
}
