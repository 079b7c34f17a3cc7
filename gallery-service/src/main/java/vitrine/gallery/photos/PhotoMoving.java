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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;
import vitrine.messaging.Outbox;

/** Takes photos from one place to another. Rows are locked in the order gallery, photos by id. */
@Component
public class PhotoMoving {

    /** As many as one selection may reasonably have; all of them change together or none. */
    static final int MOST = 1000;

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Photos photos;
    private final PhotoReach mine;
    private final PhotoAnnouncements announcements;
    private final GalleryReach reach;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    PhotoMoving(
            Photos photos,
            PhotoReach mine,
            PhotoAnnouncements announcements,
            GalleryReach reach,
            Outbox outbox,
            JdbcClient jdbc,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.photos = photos;
        this.mine = mine;
        this.announcements = announcements;
        this.reach = reach;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.entities = entities;
        this.events = events;
    }

    /** Those that come from elsewhere stand at the end, in the order given. */
    @Transactional
    void move(Caller caller, PhotoMove move) {
        UUID gallery = move.galleryId();
        var ids = new LinkedHashSet<>(move.photoIds());
        reach.requireAndHold(caller, gallery, Permission.EDIT);
        requireSet(gallery, move.setId());
        events.publishEvent(new PhotosLeaving(ids, gallery));
        // Out of a gallery only its studio moves them.
        List<Photo> moving = locked(
                caller, ids, gallery, photo -> gallery.equals(photo.galleryId()) ? Permission.EDIT : Permission.OWNER);
        requireUnlocked(moving);
        List<PhotoNotice> left = moving.stream()
                .flatMap(photo -> Stream.ofNullable(photo.galleryId())
                        .filter(from -> !from.equals(gallery))
                        .map(photo::asLeft))
                .toList();
        moving.forEach(photo -> photo.placed(gallery, move.setId()));
        entities.flush();
        announcements.saved(moving);
        announcements.left(left);
    }

    /**
     * Copies stand at the end, in the order given. They are photos of their own, made of the same bytes; whoever takes the last photo of
     * some bytes away waits for the lock that is held here on the one copied. For another studio the bytes are copied too.
     */
    @Transactional
    PhotoCopies copy(Caller caller, PhotoMove move) {
        UUID gallery = move.galleryId();
        reach.requireAndHold(caller, gallery, Permission.EDIT);
        requireSet(gallery, move.setId());
        UUID studio = studioOf(gallery);
        List<Photo> originals = reached(caller, new LinkedHashSet<>(move.photoIds()), photo -> Permission.COPY);
        if (caller.admin() && isOfOthers(originals, studio)) {
            // An admin works within one studio at a time; what one lets another have is not theirs to decide.
            throw otherStudio();
        }
        List<Photo> copies = originals.stream()
                .map(photo -> photo.studioId().equals(studio)
                        ? photo.copied(IDS.generate(), gallery, move.setId())
                        : photo.copiedFor(caller.accountId(), studio, IDS.generate(), gallery, move.setId()))
                .toList();
        copies.forEach(entities::persist);
        entities.flush();
        announcements.saved(copies);
        for (int n = 0; n < copies.size(); n++) {
            if (!originals.get(n).studioId().equals(studio)) {
                orderBytes(originals.get(n), copies.get(n));
            }
        }
        return new PhotoCopies(copies.stream().map(Photo::id).toList());
    }

    /** Bytes are never shared between studios: what one deletes, or is deleted with it, must not be missing in another. */
    private void orderBytes(Photo original, Photo copy) {
        jdbc.sql("""
                        insert into uploads (photo_id, owner_id, studio_id, gallery_id, key, filename, content_type, size_bytes,
                                             sha256, arrived_at, confirmed_at)
                        select id, owner_id, studio_id, gallery_id, key, filename, content_type, size_bytes, sha256, now(), now()
                          from photos where id = ?""").param(copy.id()).update();
        outbox.publish("photo.copied.v1", copy.id(), copy.version(), copy.asCopyOf(original));
    }

    private static boolean isOfOthers(List<Photo> photos, UUID studio) {
        return photos.stream().anyMatch(photo -> !photo.studioId().equals(studio));
    }

    private static Problem otherStudio() {
        return Problem.of(ProblemKind.UNPROCESSABLE, "The gallery belongs to another studio than the photo.");
    }

    private List<Photo> locked(Caller caller, Set<UUID> ids, UUID gallery, Function<Photo, Permission> needed) {
        List<Photo> found = reached(caller, ids, needed);
        if (isOfOthers(found, studioOf(gallery))) {
            throw otherStudio();
        }
        return found;
    }

    private List<Photo> reached(Caller caller, Set<UUID> ids, Function<Photo, Permission> needed) {
        Map<UUID, Photo> found = new HashMap<>();
        mine.lockAll(caller, ids, needed).forEach(photo -> found.put(photo.id(), photo));
        if (found.size() != ids.size()) {
            throw Problem.notFound();
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
