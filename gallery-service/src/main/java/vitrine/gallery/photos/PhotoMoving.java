package vitrine.gallery.photos;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** Takes photos from one place to another. Rows are locked in the order gallery, photos by id. */
@Component
public class PhotoMoving {

    /** As many as one selection may reasonably have; all of them change together or none. */
    static final int MOST = 1000;

    private final Photos photos;
    private final PhotoAnnouncements announcements;
    private final GalleryReach reach;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    PhotoMoving(
            Photos photos,
            PhotoAnnouncements announcements,
            GalleryReach reach,
            JdbcClient jdbc,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.photos = photos;
        this.announcements = announcements;
        this.reach = reach;
        this.jdbc = jdbc;
        this.entities = entities;
        this.events = events;
    }

    /** Those that come from elsewhere stand at the end, in the order given. */
    @Transactional
    void move(Caller caller, PhotoMove move) {
        UUID gallery = move.galleryId();
        var ids = new LinkedHashSet<>(move.photoIds());
        reach.requireAndHold(caller, gallery);
        requireSet(gallery, move.setId());
        events.publishEvent(new PhotosLeaving(ids, gallery));
        Map<UUID, Photo> found = new HashMap<>();
        photos.lockAll(ids, caller.studioId(), caller.admin()).forEach(photo -> found.put(photo.id(), photo));
        if (found.size() != ids.size()) {
            throw Problem.notFound();
        }
        UUID studio = studioOf(gallery);
        List<Photo> moving = ids.stream().map(found::get).toList();
        for (Photo photo : moving) {
            if (!photo.studioId().equals(studio)) {
                throw Problem.of(ProblemKind.UNPROCESSABLE, "The gallery belongs to another studio than the photo.");
            }
            photo.placed(gallery, move.setId());
        }
        entities.flush();
        announcements.saved(moving);
    }

    private void requireSet(UUID galleryId, @Nullable UUID setId) {
        if (setId != null
                && jdbc.sql("select 1 from gallery_sets where id = ? and gallery_id = ? for key share")
                        .params(setId, galleryId)
                        .query(Integer.class)
                        .optional()
                        .isEmpty()) {
            throw Problem.notFound();
        }
    }

    private UUID studioOf(UUID galleryId) {
        return jdbc.sql("select studio_id from galleries where id = ?")
                .param(galleryId)
                .query(UUID.class)
                .single();
    }

    /** The set goes, its photos stay; the caller has locked their gallery. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveSet(UUID setId) {
        List<Photo> left = photos.lockAllOfSet(setId);
        left.forEach(Photo::leftSet);
        entities.flush();
        announcements.saved(left);
    }
}
