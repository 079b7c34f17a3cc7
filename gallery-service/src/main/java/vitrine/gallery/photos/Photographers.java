package vitrine.gallery.photos;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.problems.Problem;

/**
 * Those who worked on one gallery, and how far the clocks of their cameras were off. A correction holds for what is there and for what
 * still comes; the time the camera said is kept beside it.
 */
@Component
class Photographers {

    private final Photos photos;
    private final PhotoAnnouncements announcements;
    private final GalleryReach reach;
    private final JdbcClient jdbc;
    private final EntityManager entities;

    Photographers(
            Photos photos,
            PhotoAnnouncements announcements,
            GalleryReach reach,
            JdbcClient jdbc,
            EntityManager entities) {
        this.photos = photos;
        this.announcements = announcements;
        this.reach = reach;
        this.jdbc = jdbc;
        this.entities = entities;
    }

    /** Those with the most photos first. */
    List<GalleryPhotographer> of(Caller caller, UUID galleryId) {
        reach.require(caller, galleryId, Permission.EDIT);
        return jdbc.sql("""
                        select c.owner_id, coalesce(p.name, '') as name, c.photos, coalesce(k.seconds, 0) as seconds
                          from (select owner_id, count(*) photos from photos
                                 where gallery_id = :gallery and binned_at is null group by owner_id) c
                               left join people p on p.account_id = c.owner_id
                               left join clock_corrections k on k.gallery_id = :gallery and k.account_id = c.owner_id
                         order by c.photos desc, c.owner_id limit 1000""")
                .param("gallery", galleryId)
                .query((row, n) -> new GalleryPhotographer(
                        row.getObject("owner_id", UUID.class),
                        row.getString("name"),
                        row.getInt("photos"),
                        row.getInt("seconds")))
                .list();
    }

    /** @throws Problem not found, when nobody of that id has a photo there */
    @Transactional
    public void correctClock(Caller caller, UUID galleryId, UUID photographer, int seconds) {
        reach.requireAndArrange(caller, galleryId, Permission.EDIT);
        List<Photo> theirs = photos.lockAllOf(galleryId, photographer);
        if (theirs.isEmpty()) {
            throw Problem.notFound();
        }
        jdbc.sql("""
                        insert into clock_corrections (gallery_id, account_id, seconds) values (?, ?, ?)
                        on conflict (gallery_id, account_id) do update set seconds = excluded.seconds""").params(galleryId, photographer, seconds).update();
        List<Photo> changed =
                theirs.stream().filter(photo -> photo.clockWasLate(seconds)).toList();
        entities.flush();
        announcements.saved(changed.stream().filter(photo -> !photo.isBinned()).toList());
    }

    /** @return nothing where nobody said anything about the clock that the photo was taken by */
    Optional<Integer> correctionOf(Photo photo) {
        return jdbc.sql("select seconds from clock_corrections where gallery_id = :gallery and account_id = :account")
                .param("gallery", photo.galleryId())
                .param("account", photo.ownerId())
                .query(Integer.class)
                .optional();
    }
}
