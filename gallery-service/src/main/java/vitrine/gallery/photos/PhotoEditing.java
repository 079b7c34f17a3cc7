package vitrine.gallery.photos;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/** Changes that people make to photos. Rows are locked in the order gallery, photo. */
@Component
public class PhotoEditing {

    private final Photos photos;
    private final PhotoReach mine;
    private final PhotoAnnouncements announcements;
    private final GalleryReach reach;
    private final StudioTags tags;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    PhotoEditing(
            Photos photos,
            PhotoReach mine,
            PhotoAnnouncements announcements,
            GalleryReach reach,
            StudioTags tags,
            JdbcClient jdbc,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.photos = photos;
        this.mine = mine;
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
            reach.requireAndHold(caller, target, Permission.EDIT);
        }
        if (edit.galleryGiven()) {
            events.publishEvent(new PhotosLeaving(List.of(photoId), target));
        }
        Photo photo = mine
                .lockAll(
                        caller,
                        List.of(photoId),
                        found -> edit.staysIn(found.galleryId()) ? Permission.EDIT : Permission.OWNER)
                .stream()
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (target != null && !inStudio(target, photo.studioId())) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "The gallery belongs to another studio than the photo.");
        }
        List<String> before = photo.tags();
        UUID gallery = photo.galleryId();
        if (gallery != null) {
            reach.requireUnlocked(List.of(gallery));
        }
        photo.edited(edit);
        entities.flush();
        settle(photo.studioId(), before, photo.tags());
        announcements.saved(photo);
        if (gallery != null && !gallery.equals(photo.galleryId())) {
            announcements.left(List.of(photo.asLeft(gallery)));
        }
    }

    private void settle(UUID studioId, Collection<String> before, Collection<String> after) {
        tags.used(studioId, after);
        tags.leftOff(
                studioId, before.stream().filter(tag -> !after.contains(tag)).toList());
    }

    /** Changes those of the photos that the caller reaches. */
    @Transactional
    List<PhotoUndo> change(Caller caller, PhotoChanges changes) {
        List<PhotoUndo> undo = new ArrayList<>();
        changeAll(
                caller,
                changes.photoIds(),
                changes.describesOnly() ? Permission.EDIT : Permission.OWNER,
                photo -> undo.add(photo.changed(changes)));
        return undo;
    }

    /** Takes back what {@link #change} did to those of the photos that the caller reaches. */
    @Transactional
    void takeBack(Caller caller, List<PhotoUndo> undo) {
        Map<UUID, PhotoUndo> byPhoto = new HashMap<>();
        undo.forEach(one -> byPhoto.put(one.photoId(), one));
        changeAll(caller, List.copyOf(byPhoto.keySet()), Permission.EDIT, photo -> {
            PhotoUndo one = byPhoto.get(photo.id());
            if (one != null) {
                photo.takenBack(one);
            }
        });
    }

    private void changeAll(Caller caller, List<UUID> ids, Permission needed, Consumer<Photo> change) {
        Map<UUID, Set<String>> before = new TreeMap<>();
        Map<UUID, Set<String>> after = new TreeMap<>();
        List<Photo> found = mine.lockAll(caller, ids, photo -> needed);
        reach.requireUnlocked(found.stream()
                .flatMap(photo -> Stream.ofNullable(photo.galleryId()))
                .distinct()
                .toList());
        for (Photo photo : found) {
            before.computeIfAbsent(photo.studioId(), studio -> new TreeSet<>()).addAll(photo.tags());
            change.accept(photo);
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
