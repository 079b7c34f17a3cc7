package vitrine.gallery.galleries;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.studios.DownloadNames;

/** Changed only under the lock of its row, so that its versions and events have one order. */
@Entity
@Table(name = "galleries")
class Gallery {

    private static final double CENTRE = 0.5;

    @Id
    private UUID id;

    private UUID studioId;
    private UUID ownerId;
    private String name;
    private @Nullable String description;
    private boolean isPublic;
    private boolean locked;
    private boolean archived;
    private @Nullable LocalDate eventDate;
    private int publicEpoch;
    private @Nullable UUID coverPhotoId;

    @Column(name = "cover_focus_x")
    private double coverFocusX = CENTRE;

    @Column(name = "cover_focus_y")
    private double coverFocusY = CENTRE;

    private @Nullable Instant binnedAt;
    private long version;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Gallery() {}

    Gallery(UUID id, UUID studioId, UUID ownerId, String name, @Nullable String description, boolean isPublic) {
        this.id = id;
        this.studioId = studioId;
        this.ownerId = ownerId;
        this.name = name;
        this.description = description;
        this.isPublic = isPublic;
        this.publicEpoch = 1;
        this.createdAt = now();
        this.updatedAt = createdAt;
        this.version = 1;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    void edited(String name, @Nullable String description, @Nullable UUID coverPhotoId) {
        this.name = name;
        this.description = description;
        if (!Objects.equals(this.coverPhotoId, coverPhotoId)) {
            this.coverPhotoId = coverPhotoId;
            this.coverFocusX = CENTRE;
            this.coverFocusY = CENTRE;
        }
        this.updatedAt = now();
        this.version++;
    }

    void covered(UUID photoId, double focusX, double focusY) {
        this.coverPhotoId = photoId;
        this.coverFocusX = focusX;
        this.coverFocusY = focusY;
        this.updatedAt = now();
        this.version++;
    }

    void dated(@Nullable LocalDate eventDate) {
        this.eventDate = eventDate;
    }

    void keptAsItIs(boolean locked) {
        this.locked = locked;
    }

    void putAway(boolean archived) {
        this.archived = archived;
    }

    void published() {
        isPublic = true;
    }

    /** @return the grant that must not open anything from now on */
    String unpublished() {
        isPublic = false;
        return withdrawn();
    }

    /** @return the grant that must not open anything from now on, while the gallery stays as public as it is */
    String withdrawn() {
        String withdrawn = publicGrant();
        publicEpoch++;
        return withdrawn;
    }

    void binned(Instant at) {
        binnedAt = at.truncatedTo(ChronoUnit.MICROS);
        version++;
    }

    void restored() {
        binnedAt = null;
        version++;
    }

    void lostCover() {
        coverPhotoId = null;
        coverFocusX = CENTRE;
        coverFocusY = CENTRE;
        version++;
    }

    /** Something that belongs to its event but not to its row is different now. */
    void told() {
        version++;
    }

    boolean isPublic() {
        return isPublic;
    }

    boolean hasCover(UUID photoId) {
        return Objects.equals(coverPhotoId, photoId);
    }

    UUID id() {
        return id;
    }

    UUID studioId() {
        return studioId;
    }

    long version() {
        return version;
    }

    String publicGrant() {
        return "g." + id + "." + publicEpoch;
    }

    GallerySaved asEvent(String studioName, DownloadNames downloadNames, List<GallerySaved.Section> sets) {
        return new GallerySaved(
                id,
                studioId,
                ownerId,
                name,
                description,
                eventDate,
                isPublic && binnedAt == null,
                publicEpoch,
                coverPhotoId,
                coverFocusX,
                coverFocusY,
                studioName,
                downloadNames,
                sets,
                binnedAt != null);
    }
}
