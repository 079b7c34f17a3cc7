package vitrine.gallery.photos;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

/** Changes that people make to photos. Rows are locked in the order gallery, photo. */
@Component
public class PhotoEditing {

    private final Photos photos;
    private final PhotoAnnouncements announcements;
    private final GalleryReach reach;
    private final StudioTags tags;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    PhotoEditing(
            Photos photos,
            PhotoAnnouncements announcements,
            GalleryReach reach,
            StudioTags tags,
            JdbcClient jdbc,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.photos = photos;
        this.announcements = announcements;
        this.reach = reach;
        this.tags = tags;
        this.jdbc = jdbc;
        this.entities = entities;
        this.events = events;
    }

    @Transactional
    void edit(Caller caller, UUID photoId, PhotoEdit edit) {
        UUID target = edit.galleryId();
        if (target != null) {
            reach.requireAndHold(caller, target);
        }
        if (edit.galleryGiven()) {
            events.publishEvent(new PhotosLeaving(List.of(photoId), target));
        }
        Photo photo = photos.lock(photoId, caller.studioId(), caller.admin()).orElseThrow(Problem::notFound);
        if (target != null && !inStudio(target, photo.studioId())) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "The gallery belongs to another studio than the photo.");
        }
        List<String> before = photo.tags();
        photo.edited(edit);
        entities.flush();
        settle(photo.studioId(), before, photo.tags());
        announcements.saved(photo);
    }

    private void settle(UUID studioId, Collection<String> before, Collection<String> after) {
        tags.used(studioId, after);
        tags.leftOff(
                studioId, before.stream().filter(tag -> !after.contains(tag)).toList());
    }

    /** Changes those of the photos that are the caller's. */
    @Transactional
    void change(Caller caller, PhotoChanges changes) {
        Map<UUID, Set<String>> before = new TreeMap<>();
        Map<UUID, Set<String>> after = new TreeMap<>();
        List<Photo> found = photos.lockAll(changes.photoIds(), caller.studioId(), caller.admin());
        for (Photo photo : found) {
            before.computeIfAbsent(photo.studioId(), studio -> new TreeSet<>()).addAll(photo.tags());
            photo.changed(changes);
            after.computeIfAbsent(photo.studioId(), studio -> new TreeSet<>()).addAll(photo.tags());
        }
        entities.flush();
        before.forEach((studio, tagsBefore) -> settle(studio, tagsBefore, after.getOrDefault(studio, Set.of())));
        found.forEach(announcements::saved);
    }

    private boolean inStudio(UUID galleryId, UUID studioId) {
        return jdbc.sql("select 1 from galleries where id = ? and studio_id = ?")
                .params(galleryId, studioId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @Transactional
    void delete(Caller caller, UUID photoId) {
        events.publishEvent(new PhotosLeaving(List.of(photoId), null));
        Photo photo = photos.lock(photoId, caller.studioId(), caller.admin()).orElseThrow(Problem::notFound);
        if (photo.isLocked()) {
            throw Problem.of(ProblemKind.CONFLICT, "The photo is locked; unlock it before deleting it.");
        }
        entities.remove(photo);
        entities.flush();
        announcements.deleted(photo.asDeleted(), photo.version() + 1);
    }

    /** Deletes all photos of a gallery whose row the caller has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteAllOf(UUID galleryId) {
        boolean locked = jdbc.sql("select exists (select 1 from photos where gallery_id = ? and locked)")
                .param(galleryId)
                .query(Boolean.class)
                .single();
        if (locked) {
            throw Problem.of(ProblemKind.CONFLICT, "The gallery has locked photos; unlock them before deleting it.");
        }
        List<PhotoAnnouncements.Deletion> deletions = jdbc.sql(
                        "delete from photos where gallery_id = ? returning id, studio_id, key, version")
                .param(galleryId)
                .query((ResultSet row, int n) -> new PhotoAnnouncements.Deletion(
                        new PhotoDeleted(
                                row.getObject("id", UUID.class),
                                galleryId,
                                row.getObject("studio_id", UUID.class),
                                row.getString("key")),
                        row.getLong("version") + 1))
                .list();
        announcements.deleted(deletions);
    }

    /** Deletes what an account brought, and all of a studio that is gone, locked or not; the caller has locked the galleries. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteAllBy(UUID account, @Nullable UUID studio) {
        announcements.deleted(jdbc.sql("""
                        delete from photos where owner_id = :account or studio_id = :studio
                        returning id, gallery_id, studio_id, key, version""")
                .param("account", account)
                .param("studio", studio)
                .query((ResultSet row, int n) -> new PhotoAnnouncements.Deletion(
                        new PhotoDeleted(
                                row.getObject("id", UUID.class),
                                row.getObject("gallery_id", UUID.class),
                                row.getObject("studio_id", UUID.class),
                                row.getString("key")),
                        row.getLong("version") + 1))
                .list());
    }

    /** What is left in a gallery that goes, whose row the caller has locked, is in none from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void putAside(UUID galleryId) {
        jdbc.sql("select id from photos where gallery_id = ? order by id")
                .param(galleryId)
                .query(UUID.class)
                .list()
                .forEach(id -> photos.lock(id).ifPresent(photo -> {
                    photo.leftBehind();
                    entities.flush();
                    announcements.saved(photo);
                }));
    }
}
