package vitrine.gallery.galleries;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
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

    @Id
    private UUID id;

    private UUID studioId;
    private UUID ownerId;
    private String name;
    private @Nullable String description;
    private boolean isPublic;
    private int publicEpoch;
    private @Nullable UUID coverPhotoId;
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
        this.coverPhotoId = coverPhotoId;
        this.updatedAt = now();
        this.version++;
    }

    void published() {
        isPublic = true;
    }

    /** @return the grant that must not open anything from now on */
    String unpublished() {
        String withdrawn = publicGrant();
        isPublic = false;
        publicEpoch++;
        return withdrawn;
    }

    void lostCover() {
        coverPhotoId = null;
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
                isPublic,
                publicEpoch,
                coverPhotoId,
                studioName,
                downloadNames,
                sets);
    }
}
