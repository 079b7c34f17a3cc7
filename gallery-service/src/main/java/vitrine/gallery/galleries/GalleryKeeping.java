package vitrine.gallery.galleries;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.photos.PhotoBin;
import vitrine.gallery.photos.PhotoEditing;
import vitrine.gallery.photos.PhotosLeaving;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;
import vitrine.gallery.studios.AccountGone;
import vitrine.gallery.studios.StudioChanged;
import vitrine.gallery.studios.Studios;
import vitrine.messaging.Outbox;

/** How a studio makes, changes and removes galleries. Rows are locked in the order gallery, photo. */
@Component
class GalleryKeeping {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final EntityManager entities;
    private final Galleries galleries;
    private final PhotoEditing photos;
    private final PhotoBin bin;
    private final GalleryBin galleryBin;
    private final Studios studios;
    private final Outbox outbox;
    private final GalleryAnnouncements announcements;
    private final GalleryReach reach;
    private final JdbcClient jdbc;

    GalleryKeeping(
            EntityManager entities,
            Galleries galleries,
            PhotoEditing photos,
            PhotoBin bin,
            GalleryBin galleryBin,
            Studios studios,
            Outbox outbox,
            GalleryAnnouncements announcements,
            GalleryReach reach,
            JdbcClient jdbc) {
        this.entities = entities;
        this.galleries = galleries;
        this.photos = photos;
        this.bin = bin;
        this.galleryBin = galleryBin;
        this.studios = studios;
        this.outbox = outbox;
        this.announcements = announcements;
        this.reach = reach;
        this.jdbc = jdbc;
    }

    @Transactional
    UUID create(Caller caller, GalleryDraft draft) {
        studios.nameOf(caller.studioId(), caller.username());
        var gallery = new Gallery(
                IDS.generate(),
                caller.studioId(),
                caller.accountId(),
                draft.name().strip(),
                orNull(draft.description()),
                Boolean.TRUE.equals(draft.isPublic()));
        gallery.dated(draft.eventDate());
        entities.persist(gallery);
        announce(gallery);
        return gallery.id();
    }

    @Transactional
    void edit(Caller caller, UUID id, GalleryEdit edit) {
        Gallery gallery = locked(caller, id, Permission.OWNER);
        UUID cover = edit.coverPhotoId();
        if (cover != null && !gallery.hasCover(cover)) {
            isIn(gallery, cover);
        }
        gallery.edited(edit.name().strip(), orNull(edit.description()), cover);
        gallery.dated(edit.eventDate());
        Boolean locked = edit.locked();
        if (locked != null) {
            gallery.keptAsItIs(locked);
        }
        Boolean archived = edit.archived();
        if (archived != null) {
            gallery.putAway(archived);
        }
        if (edit.isPublic()) {
            gallery.published();
        } else if (gallery.isPublic()) {
            unpublish(gallery);
        }
        announce(gallery);
    }

    @Transactional
    public void cover(Caller caller, UUID id, CoverChoice choice) {
        Gallery gallery = locked(caller, id, Permission.EDIT);
        isIn(gallery, choice.photoId());
        gallery.covered(choice.photoId(), choice.focusX(), choice.focusY());
        announce(gallery);
    }

    private void isIn(Gallery gallery, UUID photoId) {
        if (jdbc.sql("select 1 from photos where id = ? and gallery_id = ? and binned_at is null for key share")
                .params(photoId, gallery.id())
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "The cover must be a photo of this gallery.");
        }
    }

    private void unpublish(Gallery gallery) {
        String grant = gallery.unpublished();
        outbox.publish(
                "gallery.unpublished.v1", gallery.id(), gallery.version(), new GalleryUnpublished(gallery.id(), grant));
    }

    /** A cover that goes to another gallery or away is no longer the cover. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PhotosLeaving leaving) {
        for (Gallery gallery : galleries.lockCoveredBy(leaving.photoIds())) {
            if (!gallery.id().equals(leaving.target())) {
                gallery.lostCover();
                announce(gallery);
            }
        }
    }

    /** Galleries are shown together with the name of their studio. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StudioChanged renamed) {
        for (Gallery gallery : galleries.lockAllOf(renamed.studioId())) {
            gallery.told();
            announce(gallery);
        }
    }

    /** Nothing may arrive in galleries that go, or leave those that lose photos, while it is decided which those are. */
    @EventListener
    @Order(AccountGone.HOLD_GALLERIES)
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(AccountGone gone) {
        jdbc.sql("""
                        select id from galleries
                         where owner_id = :account or studio_id = :studio
                            or id in (select gallery_id from photos where owner_id = :account)
                         order by id for update""")
                .param("account", gone.accountId())
                .param("studio", gone.studioId())
                .query(UUID.class)
                .list();
    }

    /**
     * Galleries and photos go with the account that made them, locked or not. Photos of colleagues stay in the studio's library.
     */
    @EventListener
    @Order(AccountGone.DELETE)
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AccountGone gone) {
        List<UUID> going = jdbc.sql("select id from galleries where owner_id = :account or studio_id = :studio")
                .param("account", gone.accountId())
                .param("studio", gone.studioId())
                .query(UUID.class)
                .list();
        List<UUID> uncovered = jdbc.sql("""
                        select id from galleries
                         where cover_photo_id in (select id from photos where owner_id = :account)
                           and owner_id <> :account""").param("account", gone.accountId()).query(UUID.class).list().stream()
                .filter(id -> !going.contains(id))
                .toList();
        for (Gallery gallery : galleries.lockAll(uncovered)) {
            gallery.lostCover();
            announce(gallery);
        }
        bin.deleteAllBy(gone.accountId(), gone.studioId());
        for (Gallery gallery : galleries.lockAll(going)) {
            photos.putAside(gallery.id());
            galleryBin.remove(gallery);
        }
        entities.flush();
    }

    private Gallery locked(Caller caller, UUID id, Permission needed) {
        reach.requireAndLock(caller, id, needed);
        return galleries.lock(id).orElseThrow(Problem::notFound);
    }

    private void announce(Gallery gallery) {
        announcements.saved(gallery);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
