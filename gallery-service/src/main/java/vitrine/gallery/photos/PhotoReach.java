package vitrine.gallery.photos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.access.Reached;

/** Photos that a caller may do something to: those of their studio, and those in galleries that were shared with them for it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PhotoReach {

    private final Photos photos;
    private final GalleryReach galleries;
    private final JdbcClient jdbc;

    PhotoReach(Photos photos, GalleryReach galleries, JdbcClient jdbc) {
        this.photos = photos;
        this.galleries = galleries;
        this.jdbc = jdbc;
    }

    /**
     * Locks those of the photos that they reach, in the order of ids, and holds the permissions they are reached by.
     *
     * @param needed for what is going to be done to a photo
     * @throws vitrine.gallery.problems.Problem forbidden, when one is reached, but not for this
     */
    List<Photo> lockAll(Caller caller, Collection<UUID> ids, Function<Photo, Permission> needed) {
        return allowed(caller, photos.lockAll(reached(caller, ids, "p.binned_at is null")), needed);
    }

    /** The same, of photos that are in the bin by themselves. */
    List<Photo> lockAllInBin(Caller caller, Collection<UUID> ids, Permission needed) {
        return allowed(
                caller,
                photos.lockAllInBin(reached(caller, ids, "p.binned_at is not null and p.binned_with is null")),
                photo -> needed);
    }

    /** Nobody makes the photos of others wait by naming them. */
    private List<UUID> reached(Caller caller, Collection<UUID> ids, String which) {
        return jdbc.sql("select p.id from photos p where p.id = any(:ids) and " + which + " and "
                        + GalleryReach.PHOTO_REACHED)
                .param("ids", ids.toArray(UUID[]::new))
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("account", caller.accountId())
                .query(UUID.class)
                .list();
    }

    /** Decided by where they are now that nobody can move them. */
    private List<Photo> allowed(Caller caller, List<Photo> locked, Function<Photo, Permission> needed) {
        Map<UUID, Reached> shared = galleries.hold(
                caller,
                locked.stream()
                        .filter(photo -> !isOwn(caller, photo))
                        .map(Photo::galleryId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return locked.stream()
                .filter(photo -> {
                    Reached reached = reached(caller, photo, shared);
                    // What was put out of sight is so for those who cannot bring it back.
                    if (reached == null || (photo.isArchived() && !reached.includes(Permission.EDIT))) {
                        return false;
                    }
                    reached.require(needed.apply(photo));
                    return true;
                })
                .toList();
    }

    private static @Nullable Reached reached(Caller caller, Photo photo, Map<UUID, Reached> shared) {
        return isOwn(caller, photo) ? Reached.own(caller) : shared.get(photo.galleryId());
    }

    private static boolean isOwn(Caller caller, Photo photo) {
        return caller.admin() || photo.studioId().equals(caller.studioId());
    }
}
