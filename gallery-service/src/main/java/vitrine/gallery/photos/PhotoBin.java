package vitrine.gallery.photos;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
import vitrine.gallery.access.Permission;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/**
 * Photos that are deleted, put back, and gone for good. Rows are locked in the order gallery, photos by id; those made of the same bytes
 * are locked together, so that of several who delete the last ones exactly one finds that the bytes go too.
 */
@Component
public class PhotoBin {

    private static final int AT_ONCE = 1000;

    private final Photos photos;
    private final PhotoReach mine;
    private final PhotoAnnouncements announcements;
    private final GalleryReach reach;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    PhotoBin(
            Photos photos,
            PhotoReach mine,
            PhotoAnnouncements announcements,
            GalleryReach reach,
            JdbcClient jdbc,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.photos = photos;
        this.mine = mine;
        this.announcements = announcements;
        this.reach = reach;
        this.jdbc = jdbc;
        this.entities = entities;
        this.events = events;
    }

    /** @throws Problem when one of them is not the caller's, or locked; then none is in the bin */
    @Transactional
    public void put(Caller caller, Collection<UUID> photoIds) {
        Set<UUID> ids = new HashSet<>(photoIds);
        lockSiblings(ids);
        List<Photo> going = mine.lockAll(caller, ids, photo -> Permission.EDIT);
        if (going.size() != ids.size()) {
            throw Problem.notFound();
        }
        if (going.stream().anyMatch(Photo::isLocked)) {
            throw Problem.of(ProblemKind.CONFLICT, "The photo is locked; unlock it before deleting it.");
        }
        reach.requireUnlocked(
                going.stream().map(Photo::galleryId).filter(Objects::nonNull).toList());
        Instant now = Instant.now();
        going.forEach(photo -> photo.binned(now));
        entities.flush();
        announcements.binned(going);
        tellAssets(going);
    }

    /** All photos of a gallery whose row the caller has locked; they come back with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void putAllOf(UUID galleryId, Instant at) {
        boolean locked = jdbc.sql("""
                        select exists (select from photos where gallery_id = ? and locked and binned_at is null)""").param(galleryId).query(Boolean.class).single();
        if (locked) {
            throw Problem.of(ProblemKind.CONFLICT, "The gallery has locked photos; unlock them before deleting it.");
        }
        lockSiblings(jdbc.sql("select id from photos where gallery_id = ? and binned_at is null")
                .param(galleryId)
                .query(UUID.class)
                .list());
        List<Photo> gone = changed(jdbc.sql("""
                        update photos set binned_at = :at, binned_with = :gallery, version = version + 1, updated_at = now()
                         where gallery_id = :gallery and binned_at is null returning id""")
                .param("gallery", galleryId)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .query(UUID.class)
                .list());
        announcements.binned(gone);
        tellAssets(gone);
    }

    /** To where they were; to the library when their gallery is not there. */
    @Transactional
    public void restore(Caller caller, Collection<UUID> photoIds) {
        Set<UUID> ids = new HashSet<>(photoIds);
        if (ids.isEmpty()) {
            return;
        }
        Set<UUID> there = new HashSet<>(
                jdbc.sql("""
                        select g.id from galleries g
                         where g.binned_at is null and g.id in (select gallery_id from photos where id = any(?))
                         order by g.id for key share""").param(ids.toArray(UUID[]::new)).query(UUID.class).list());
        reach.requireUnlocked(there);
        lockSiblings(ids);
        List<Photo> back = mine.lockAllInBin(caller, ids, Permission.EDIT);
        if (back.size() != ids.size()) {
            throw Problem.notFound();
        }
        for (Photo photo : back) {
            UUID gallery = photo.galleryId();
            if (gallery != null && !there.contains(gallery)) {
                photo.leftBehind();
            }
            photo.restored();
        }
        entities.flush();
        announcements.saved(back);
        tellAssets(back);
    }

    /** Those that went with a gallery, whose row the caller has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restoreAllOf(UUID galleryId) {
        lockSiblings(idsWith(galleryId));
        List<Photo> back =
                changed(jdbc.sql("""
                        update photos set binned_at = null, binned_with = null, version = version + 1, updated_at = now()
                         where binned_with = ? returning id""").param(galleryId).query(UUID.class).list());
        announcements.saved(back);
        tellAssets(back);
    }

    private List<UUID> idsWith(UUID galleryId) {
        return jdbc.sql("select id from photos where binned_with = ?")
                .param(galleryId)
                .query(UUID.class)
                .list();
    }

    /** @return how many of those that were deleted by themselves before a time are gone for good now, at most some at once */
    @Transactional
    public int purge(Instant before) {
        return purgeThose("binned_at < ?", OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
    }

    /** @return how many of a studio's that were deleted by themselves are gone for good now, at most some at once */
    @Transactional
    public int purge(UUID studio) {
        return purgeThose("binned_at is not null and studio_id = ?", studio);
    }

    /** Looked for, then locked, then looked at again: what somebody else put back or took away meanwhile is left alone. */
    private int purgeThose(String condition, Object value) {
        List<UUID> due = jdbc.sql("select id from photos where " + condition
                        + " and binned_with is null order by binned_at limit " + AT_ONCE)
                .param(value)
                .query(UUID.class)
                .list();
        holdCovered(due);
        lockSiblings(due);
        return purged(jdbc.sql("select id from photos where id = any(?) and binned_with is null and " + condition)
                .params(due.toArray(UUID[]::new), value)
                .query(UUID.class)
                .list());
    }

    /** @throws Problem when one of them is not in the caller's bin */
    @Transactional
    public void purge(Caller caller, Collection<UUID> photoIds) {
        Set<UUID> ids = new HashSet<>(photoIds);
        holdCovered(ids);
        lockSiblings(ids);
        if (!ids.isEmpty() && mine.lockAllInBin(caller, ids, Permission.OWNER).size() != ids.size()) {
            throw Problem.notFound();
        }
        purged(ids);
    }

    /** Galleries are locked before photos: here those that lose their cover. */
    private void holdCovered(Collection<UUID> ids) {
        jdbc.sql("select id from galleries where cover_photo_id = any(?) order by id for update")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private int purged(Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            events.publishEvent(new PhotosLeaving(ids, null));
        }
        return delete(ids);
    }

    /** Those that went with a gallery, whose row the caller has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void purgeAllOf(UUID galleryId) {
        delete(idsWith(galleryId));
    }

    /** For good and at once: what an account brought, and all of a studio that is gone; the caller has locked the galleries. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteAllBy(UUID account, @Nullable UUID studio) {
        delete(jdbc.sql("select id from photos where owner_id = :account or studio_id = :studio")
                .param("account", account)
                .param("studio", studio)
                .query(UUID.class)
                .list());
    }

    private int delete(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        entities.flush();
        lockSiblings(ids);
        List<Gone> gone = jdbc.sql("""
                        delete from photos where id = any(?)
                        returning id, gallery_id, studio_id, asset_id, key, version""")
                .param(ids.toArray(UUID[]::new))
                .query(PhotoBin::gone)
                .list();
        Set<UUID> kept = new HashSet<>(jdbc.sql("select distinct asset_id from photos where asset_id = any(?)")
                .param(gone.stream().map(Gone::asset).distinct().toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        announcements.deleted(gone.stream()
                .map(photo -> new PhotoAnnouncements.Deletion(
                        new PhotoDeleted(
                                photo.id(),
                                photo.gallery(),
                                photo.studio(),
                                photo.asset(),
                                photo.key(),
                                kept.contains(photo.asset())),
                        photo.version() + 1))
                .toList());
        return gone.size();
    }

    private record Gone(UUID id, @Nullable UUID gallery, UUID studio, UUID asset, String key, long version) {}

    private static Gone gone(ResultSet row, int n) throws SQLException {
        return new Gone(
                row.getObject("id", UUID.class),
                row.getObject("gallery_id", UUID.class),
                row.getObject("studio_id", UUID.class),
                row.getObject("asset_id", UUID.class),
                row.getString("key"),
                row.getLong("version"));
    }

    /** With all that are made of the same bytes, in the order of ids. */
    private void lockSiblings(Collection<UUID> ids) {
        jdbc.sql("""
                        select id from photos
                         where asset_id in (select asset_id from photos where id = any(?)) order by id for update""").param(ids.toArray(UUID[]::new)).query(UUID.class).list();
    }

    /** As they are after a statement changed them. */
    private List<Photo> changed(List<UUID> ids) {
        List<Photo> found = new ArrayList<>(ids.size());
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            found.addAll(photos.read(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
        }
        return found;
    }

    private void tellAssets(List<Photo> changed) {
        announcements.assets(jdbc.sql("""
                        select asset_id, min(key) as key, bool_or(binned_at is null) as shown,
                               nextval('asset_versions') as version
                          from photos where asset_id = any(?) group by asset_id""")
                .param(changed.stream().map(Photo::assetId).distinct().toArray(UUID[]::new))
                .query((row, n) -> new PhotoAnnouncements.Showing(
                        new AssetShown(
                                row.getObject("asset_id", UUID.class), row.getString("key"), row.getBoolean("shown")),
                        row.getLong("version")))
                .list());
    }
}
