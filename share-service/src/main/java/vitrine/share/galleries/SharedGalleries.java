package vitrine.share.galleries;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.accounts.AccountGone;
import vitrine.share.problems.Problem;

@Repository
public class SharedGalleries {

    private final JdbcClient jdbc;

    SharedGalleries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<SharedGallery> find(UUID id) {
        return jdbc.sql("""
                        select id, studio_id, studio_name, name, description, event_date, cover_photo_id, cover_focus_x, cover_focus_y,
                            deleted or binned as deleted
                        from galleries where id = ?""").param(id).query(SharedGallery.class).optional();
    }

    /** @throws Problem when one of the sets is none of the gallery */
    public void requireSets(UUID gallery, @Nullable List<UUID> sets) {
        if (sets == null) {
            return;
        }
        var wanted = new HashSet<>(sets);
        var known = wanted.contains(null)
                ? 0
                : jdbc.sql("select count(*) from gallery_sets where gallery_id = :gallery and id = any (:sets)")
                        .param("gallery", gallery)
                        .param("sets", wanted.toArray(UUID[]::new))
                        .query(Integer.class)
                        .single();
        if (wanted.isEmpty() || known != wanted.size()) {
            throw Problem.invalid("set_ids", "must be sets of the gallery");
        }
    }

    /** Whether the gallery is still there, which stays true until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean existsPinned(UUID id) {
        return jdbc.sql("select 1 from galleries where id = ? and not deleted and not binned for share")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void save(GalleryEvents.GallerySaved gallery) {
        jdbc.sql("""
                        insert into galleries (id, studio_id, studio_name, owner_id, name, description, event_date, cover_photo_id,
                            cover_focus_x, cover_focus_y, download_names, binned)
                        values (:id, :studio, :studioName, :owner, :name, :description, :eventDate, :cover, :focusX, :focusY,
                            :downloadNames, :binned)
                        on conflict (id) do update set studio_id = excluded.studio_id,
                            studio_name = excluded.studio_name, owner_id = excluded.owner_id, name = excluded.name,
                            description = excluded.description, event_date = excluded.event_date, cover_photo_id = excluded.cover_photo_id,
                            cover_focus_x = excluded.cover_focus_x, cover_focus_y = excluded.cover_focus_y,
                            download_names = excluded.download_names, binned = excluded.binned,
                            heard_at = clock_timestamp()
                        where not galleries.deleted""")
                .param("id", gallery.galleryId())
                .param("studio", gallery.studioId())
                .param("studioName", gallery.studioName() == null ? "" : gallery.studioName())
                .param("owner", gallery.ownerId())
                .param("name", gallery.name())
                .param("description", gallery.description())
                .param("eventDate", gallery.eventDate())
                .param("cover", gallery.coverPhotoId())
                .param("focusX", Objects.requireNonNullElse(gallery.coverFocusX(), SharedGallery.CENTRE))
                .param("focusY", Objects.requireNonNullElse(gallery.coverFocusY(), SharedGallery.CENTRE))
                .param("binned", Boolean.TRUE.equals(gallery.binned()))
                .param("downloadNames", "dated".equals(gallery.downloadNames()) ? "dated" : "original")
                .update();
        var sets = gallery.sets();
        saveSets(gallery.galleryId(), sets == null ? List.of() : sets);
    }

    private void saveSets(UUID gallery, List<GalleryEvents.Section> sets) {
        jdbc.sql("delete from gallery_sets where gallery_id = ?").param(gallery).update();
        jdbc.sql("""
                        insert into gallery_sets (id, gallery_id, name, rank)
                        select s.id, :gallery, s.name, s.rank
                        from unnest(:ids::uuid[], :names::text[]) with ordinality s (id, name, rank)
                        where exists (select from galleries where id = :gallery and not deleted)""")
                .param("gallery", gallery)
                .param("ids", sets.stream().map(GalleryEvents.Section::id).toArray(UUID[]::new))
                .param("names", sets.stream().map(GalleryEvents.Section::name).toArray(String[]::new))
                .update();
    }

    /** What was asked for and not heard of; an event about it counts more, whether it came or is still to come. */
    void adopt(SharedGallery gallery) {
        jdbc.sql("""
                        insert into galleries (id, studio_id, studio_name, name, description, cover_photo_id)
                        values (:id, :studio, :studioName, :name, :description, :cover) on conflict (id) do nothing""")
                .param("id", gallery.id())
                .param("studio", gallery.studioId())
                .param("studioName", gallery.studioName())
                .param("name", gallery.name())
                .param("description", gallery.description())
                .param("cover", gallery.coverPhotoId())
                .update();
    }

    /** Links that end need the row; what it says of the gallery goes, but for the studio's name, which tells whom to ask. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AccountGone gone) {
        jdbc.sql("""
                        delete from photos where gallery_id in
                            (select id from galleries where owner_id = :account or studio_id = :studio)""")
                .param("account", gone.accountId())
                .param("studio", gone.studioId())
                .update();
        jdbc.sql("""
                        delete from gallery_sets where gallery_id in
                            (select id from galleries where owner_id = :account or studio_id = :studio)""")
                .param("account", gone.accountId())
                .param("studio", gone.studioId())
                .update();
        jdbc.sql("""
                        update galleries set name = '', description = null, event_date = null, cover_photo_id = null, owner_id = null,
                            deleted = true
                        where owner_id = :account or studio_id = :studio""")
                .param("account", gone.accountId())
                .param("studio", gone.studioId())
                .update();
    }

    void delete(UUID id, UUID studio) {
        jdbc.sql("delete from gallery_sets where gallery_id = ?").param(id).update();
        jdbc.sql("""
                        insert into galleries (id, studio_id, studio_name, name, deleted)
                        values (:id, :studio, '', '', true) on conflict (id) do update set deleted = true""").param("id", id).param("studio", studio).update();
    }
}
