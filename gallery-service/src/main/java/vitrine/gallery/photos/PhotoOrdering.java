package vitrine.gallery.photos;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/**
 * The order of photos in their gallery. Those who arrange one gallery take turns at its row, so that what each of them looked at holds
 * until it is done; photos may arrive meanwhile.
 */
@Component
class PhotoOrdering {

    private static final Comparator<Photo> AS_SHOWN = Comparator.comparing(Photo::position)
            .thenComparing(photo -> photo.id().toString());

    private final Photos photos;
    private final PhotoReach mine;
    private final PhotoAnnouncements announcements;
    private final GalleryReach reach;
    private final JdbcClient jdbc;
    private final EntityManager entities;

    PhotoOrdering(
            Photos photos,
            PhotoReach mine,
            PhotoAnnouncements announcements,
            GalleryReach reach,
            JdbcClient jdbc,
            EntityManager entities) {
        this.photos = photos;
        this.mine = mine;
        this.announcements = announcements;
        this.reach = reach;
        this.jdbc = jdbc;
        this.entities = entities;
    }

    @Transactional
    public PhotoOrder place(Caller caller, UUID galleryId, PhotoPlacement placement) {
        reach.requireAndArrange(caller, galleryId, Permission.EDIT);
        Set<UUID> ids = new LinkedHashSet<>(placement.photoIds());
        UUID before = placement.before();
        if (before != null && ids.contains(before)) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "A photo cannot stand before itself.");
        }
        Map<UUID, Photo> found = new HashMap<>();
        mine.lockAll(caller, ids, photo -> Permission.EDIT).stream()
                .filter(photo -> galleryId.equals(photo.galleryId()))
                .forEach(photo -> found.put(photo.id(), photo));
        if (found.size() != ids.size()) {
            throw Problem.notFound();
        }
        List<Photo> moved = ids.stream().map(found::get).toList();
        List<Photo> changed = room(galleryId, ids, before)
                .map(positions -> numbered(moved, positions))
                .orElseGet(() -> allAnew(galleryId, moved, before));
        entities.flush();
        announcements.saved(changed);
        return new PhotoOrder(changed.stream()
                .map(photo -> new PhotoOrder.Place(photo.id(), photo.position()))
                .toList());
    }

    private record Place(String position, UUID id) {}

    private Optional<List<String>> room(UUID galleryId, Set<UUID> ids, @Nullable UUID before) {
        Place next = before == null
                ? null
                : jdbc.sql("select position, id from photos where id = ? and gallery_id = ? and binned_at is null")
                        .params(before, galleryId)
                        .query(Place.class)
                        .optional()
                        .orElseThrow(Problem::notFound);
        String previous = jdbc.sql("select position from photos where gallery_id = :gallery and id <> all(:ids)"
                        + (next == null ? "" : " and (position, id) < (:position, :id)")
                        + " order by position desc, id desc limit 1")
                .param("gallery", galleryId)
                .param("ids", ids.toArray(UUID[]::new))
                .param("position", next == null ? null : next.position())
                .param("id", next == null ? null : next.id())
                .query(String.class)
                .optional()
                .orElse("");
        if (next == null) {
            List<String> end = Positions.atTheEnd(ids.size());
            return end.getFirst().compareTo(previous) > 0
                    ? Optional.of(end)
                    : Positions.between(previous, null, ids.size());
        }
        return Positions.between(previous, next.position(), ids.size());
    }

    private List<Photo> allAnew(UUID galleryId, List<Photo> moved, @Nullable UUID before) {
        List<Photo> order = new ArrayList<>(photos.lockAllOf(galleryId));
        order.sort(AS_SHOWN);
        order.removeAll(new HashSet<>(moved));
        int at = order.size();
        for (int n = 0; n < order.size(); n++) {
            if (order.get(n).id().equals(before)) {
                at = n;
            }
        }
        order.addAll(at, moved);
        return numbered(order, Positions.atTheEnd(order.size()));
    }

    private static List<Photo> numbered(List<Photo> order, List<String> positions) {
        for (int n = 0; n < order.size(); n++) {
            order.get(n).standsAt(positions.get(n));
        }
        return order;
    }

    @Transactional
    public void sort(Caller caller, UUID galleryId, PhotoSorting.By by) {
        reach.requireAndArrange(caller, galleryId, Permission.EDIT);
        List<Photo> order = new ArrayList<>(photos.lockAllOf(galleryId));
        order.sort(AS_SHOWN);
        List<Photo> sorted = new ArrayList<>(order);
        sorted.sort(
                switch (by) {
                    case CAPTURED -> Photo.BY_CAPTURE_TIME;
                    case NAME -> Photo.BY_NAME;
                });
        if (sorted.equals(order)) {
            return;
        }
        numbered(sorted, Positions.atTheEnd(sorted.size()));
        entities.flush();
        announcements.saved(sorted);
    }
}
