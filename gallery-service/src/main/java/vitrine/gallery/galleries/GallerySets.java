package vitrine.gallery.galleries;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.photos.PhotoMoving;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** The sections of a gallery. They are told with it, so each change is one of the gallery, under the lock of its row. */
@Component
class GallerySets {

    static final int MOST = 100;

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Galleries galleries;
    private final GalleryAnnouncements announcements;
    private final GalleryReach reach;
    private final PhotoMoving photos;
    private final JdbcClient jdbc;

    GallerySets(
            Galleries galleries,
            GalleryAnnouncements announcements,
            GalleryReach reach,
            PhotoMoving photos,
            JdbcClient jdbc) {
        this.galleries = galleries;
        this.announcements = announcements;
        this.reach = reach;
        this.photos = photos;
        this.jdbc = jdbc;
    }

    List<SetView> of(Caller caller, UUID galleryId) {
        reach.require(caller, galleryId, Permission.VIEW);
        return jdbc.sql("""
                        select s.id, s.name, (select count(*) from photos p where p.set_id = s.id and p.binned_at is null) photo_count
                          from gallery_sets s where s.gallery_id = ? order by s.rank, s.id""")
                .param(galleryId)
                .query((row, n) ->
                        new SetView(row.getObject("id", UUID.class), row.getString("name"), row.getInt("photo_count")))
                .list();
    }

    SetView one(Caller caller, UUID galleryId, UUID setId) {
        return of(caller, galleryId).stream()
                .filter(set -> set.id().equals(setId))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    @Transactional
    public UUID add(Caller caller, UUID galleryId, String name) {
        Gallery gallery = locked(caller, galleryId);
        if (ids(galleryId).size() >= MOST) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "A gallery has at most " + MOST + " sets.");
        }
        UUID id = IDS.generate();
        jdbc.sql("""
                        insert into gallery_sets (id, gallery_id, name, rank)
                        values (:id, :gallery, :name,
                                (select coalesce(max(rank), 0) + 1 from gallery_sets where gallery_id = :gallery))""")
                .param("id", id)
                .param("gallery", galleryId)
                .param("name", name.strip())
                .update();
        announce(gallery);
        return id;
    }

    @Transactional
    public void rename(Caller caller, UUID galleryId, UUID setId, String name) {
        Gallery gallery = locked(caller, galleryId);
        int renamed = jdbc.sql("update gallery_sets set name = ? where id = ? and gallery_id = ?")
                .params(name.strip(), setId, galleryId)
                .update();
        if (renamed == 0) {
            throw Problem.notFound();
        }
        announce(gallery);
    }

    @Transactional
    public void order(Caller caller, UUID galleryId, List<UUID> wanted) {
        Gallery gallery = locked(caller, galleryId);
        List<UUID> present = ids(galleryId);
        if (wanted.size() != present.size() || !new HashSet<>(wanted).equals(new HashSet<>(present))) {
            throw Problem.of(ProblemKind.CONFLICT, "These are not the sets that the gallery has now.");
        }
        jdbc.sql("""
                        update gallery_sets s set rank = o.rank
                          from unnest(:ids::uuid[]) with ordinality o (id, rank)
                         where s.id = o.id and s.gallery_id = :gallery""")
                .param("ids", wanted.toArray(UUID[]::new))
                .param("gallery", galleryId)
                .update();
        announce(gallery);
    }

    /** Its photos stay in the gallery. */
    @Transactional
    public void remove(Caller caller, UUID galleryId, UUID setId) {
        Gallery gallery = locked(caller, galleryId);
        if (!ids(galleryId).contains(setId)) {
            throw Problem.notFound();
        }
        photos.leaveSet(setId);
        jdbc.sql("delete from gallery_sets where id = ? and gallery_id = ?")
                .params(setId, galleryId)
                .update();
        announce(gallery);
    }

    private List<UUID> ids(UUID galleryId) {
        return jdbc.sql("select id from gallery_sets where gallery_id = ?")
                .param(galleryId)
                .query(UUID.class)
                .list();
    }

    private Gallery locked(Caller caller, UUID id) {
        reach.requireAndArrange(caller, id, Permission.EDIT);
        return galleries.lock(id).orElseThrow(Problem::notFound);
    }

    private void announce(Gallery gallery) {
        gallery.told();
        announcements.saved(gallery);
    }
}
