package vitrine.gallery.galleries;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.permissions.Permissions;
import vitrine.gallery.photos.PhotoBin;
import vitrine.gallery.photos.PhotoEditing;
import vitrine.gallery.problems.Problem;
import vitrine.messaging.Outbox;

/** Galleries that are deleted with their photos, put back with them, and gone for good. */
@Component
public class GalleryBin {

    private final EntityManager entities;
    private final Galleries galleries;
    private final GalleryAnnouncements announcements;
    private final PhotoBin photos;
    private final PhotoEditing editing;
    private final Permissions permissions;
    private final GalleryReach reach;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    GalleryBin(
            EntityManager entities,
            Galleries galleries,
            GalleryAnnouncements announcements,
            PhotoBin photos,
            PhotoEditing editing,
            Permissions permissions,
            GalleryReach reach,
            Outbox outbox,
            JdbcClient jdbc) {
        this.entities = entities;
        this.galleries = galleries;
        this.announcements = announcements;
        this.photos = photos;
        this.editing = editing;
        this.permissions = permissions;
        this.reach = reach;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    /** @throws Problem when one of them is not the caller's, or has locked photos; then none is in the bin */
    @Transactional
    public void put(Caller caller, Collection<UUID> galleryIds) {
        for (UUID id : new TreeSet<>(galleryIds)) {
            reach.requireAndClose(caller, id, Permission.OWNER);
            Gallery gallery = galleries.lock(id).orElseThrow(Problem::notFound);
            Instant now = Instant.now();
            photos.putAllOf(id, now);
            permissions.withdrawAllOf(id);
            if (gallery.isPublic()) {
                withdraw(gallery, gallery.withdrawn());
            }
            gallery.binned(now);
            announcements.saved(gallery);
        }
    }

    @Transactional
    public void restore(Caller caller, Collection<UUID> galleryIds) {
        for (UUID id : new TreeSet<>(galleryIds)) {
            Gallery gallery = inBin(caller, id);
            gallery.restored();
            photos.restoreAllOf(id);
            announcements.saved(gallery);
        }
    }

    @Transactional
    public void purge(Caller caller, Collection<UUID> galleryIds) {
        for (UUID id : new TreeSet<>(galleryIds)) {
            purge(inBin(caller, id));
        }
    }

    private Gallery inBin(Caller caller, UUID id) {
        return galleries.lockInBin(id, caller.studioId(), caller.admin()).orElseThrow(Problem::notFound);
    }

    /** @return whether one that was deleted before a time is gone for good now */
    @Transactional
    public boolean purgeOne(Instant before) {
        List<UUID> due = jdbc.sql("""
                        select id from galleries where binned_at < ? order by id limit 1 for update skip locked""")
                .param(OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .query(UUID.class)
                .list();
        galleries.lockAll(due).forEach(this::purge);
        return !due.isEmpty();
    }

    private void purge(Gallery gallery) {
        photos.purgeAllOf(gallery.id());
        editing.putAside(gallery.id());
        remove(gallery);
    }

    /** For good; the caller has seen to its photos. */
    @Transactional(propagation = Propagation.MANDATORY)
    void remove(Gallery gallery) {
        permissions.withdrawAllOf(gallery.id());
        gallery.told();
        if (gallery.isPublic()) {
            withdraw(gallery, gallery.withdrawn());
        }
        outbox.publish(
                "gallery.deleted.v1",
                gallery.id(),
                gallery.version(),
                new GalleryDeleted(gallery.id(), gallery.studioId()));
        entities.remove(gallery);
    }

    private void withdraw(Gallery gallery, String grant) {
        outbox.publish(
                "gallery.unpublished.v1", gallery.id(), gallery.version(), new GalleryUnpublished(gallery.id(), grant));
    }
}
