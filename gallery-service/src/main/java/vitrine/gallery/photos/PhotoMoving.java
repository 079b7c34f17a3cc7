package vitrine.gallery.photos;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

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
        List<Photo> moving = locked(caller, ids, gallery);
        requireUnlocked(moving);
        moving.forEach(photo -> photo.placed(gallery, move.setId()));
        entities.flush();
        announcements.saved(moving);
    }

    /**
     * Copies stand at the end, in the order given. They are photos of their own, made of the same bytes; whoever takes the last photo of
     * some bytes away waits for the lock that is held here on the one copied.
     */
    @Transactional
    PhotoCopies copy(Caller caller, PhotoMove move) {
        UUID gallery = move.galleryId();
        reach.requireAndHold(caller, gallery);
        requireSet(gallery, move.setId());
        List<Photo> copies = locked(caller, new LinkedHashSet<>(move.photoIds()), gallery).stream()
                .map(photo -> photo.copied(IDS.generate(), gallery, move.setId()))
                .toList();
        copies.forEach(entities::persist);
        entities.flush();
        announcements.saved(copies);
        return new PhotoCopies(copies.stream().map(Photo::id).toList());
    }

    private List<Photo> locked(Caller caller, Set<UUID> ids, UUID gallery) {
        Map<UUID, Photo> found = new HashMap<>();
        photos.lockAll(ids, caller.studioId(), caller.admin()).forEach(photo -> found.put(photo.id(), photo));
        if (found.size() != ids.size()) {
            throw Problem.notFound();
        }
        UUID studio = studioOf(gallery);
        if (found.values().stream().anyMatch(photo -> !photo.studioId().equals(studio))) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "The gallery belongs to another studio than the photo.");
        }
        return ids.stream().map(found::get).toList();
    }

    private void requireUnlocked(List<Photo> leaving) {
        reach.requireUnlocked(
                leaving.stream().map(Photo::galleryId).filter(Objects::nonNull).toList());
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
