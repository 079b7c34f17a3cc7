package vitrine.gallery.photos;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.studios.DownloadNames;

/**
 * What a photo is to a person. Changed only under the lock of its row, so that its versions and events have one order.
 * Views and downloads are counted beside it.
 */
@Entity
@Table(name = "photos")
class Photo {

    static final Comparator<Photo> BY_NAME = Comparator.comparing(
                    (Photo photo) -> photo.filename, NaturalOrder.INSTANCE)
            .thenComparing(photo -> photo.id.toString());

    static final Comparator<Photo> BY_CAPTURE_TIME = Comparator.comparing(
                    Photo::captured, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(BY_NAME);

    @Id
    private UUID id;

    private UUID studioId;
    private UUID ownerId;
    private @Nullable UUID galleryId;
    private @Nullable UUID setId;
    private String key;
    private String filename;
    private @Nullable String title;
    private @Nullable String description;
    private int rating;
    private PhotoStatus status;
    private @Nullable String reasonCode;
    private @Nullable String reasonMessage;
    private boolean archived;
    private boolean locked;
    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable String placeholder;
    private String contentType;
    private long sizeBytes;
    private @Nullable String sha256;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String metadata;

    private String position;
    private @Nullable Instant capturedAt;
    private int clockSeconds;
    private Instant takenAt;

    @Column(columnDefinition = "text[]")
    private String[] tags = {};

    private @Nullable String camera;
    private @Nullable String lens;

    @Column(columnDefinition = "tsvector")
    @ColumnTransformer(read = "tsvector_to_array(terms)", write = "array_to_tsvector(?)")
    private String[] terms = {};

    private long version;
    private @Nullable Instant binnedAt;
    private @Nullable UUID binnedWith;
    private @Nullable UUID copyOf;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Photo() {}

    Photo(Arrival arrival) {
        this.id = arrival.photoId();
        this.studioId = arrival.studioId();
        this.ownerId = arrival.ownerId();
        this.galleryId = arrival.galleryId();
        this.setId = arrival.setId();
        this.key = arrival.key();
        this.filename = arrival.filename();
        this.contentType = arrival.contentType();
        this.sizeBytes = arrival.sizeBytes();
        this.sha256 = arrival.sha256();
        this.width = arrival.width();
        this.height = arrival.height();
        this.status = PhotoStatus.PENDING;
        this.position = Positions.of(id);
        this.createdAt = now();
        this.updatedAt = createdAt;
        this.takenAt = createdAt;
        this.version = 1;
        indexed();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private void changed() {
        version++;
        updatedAt = now();
        indexed();
    }

    private void indexed() {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(filename);
        texts.add(title);
        texts.add(description);
        texts.add(camera);
        texts.add(lens);
        terms = Terms.of(studioId, texts, List.of(tags), camera, lens, rating);
    }

    /** The bytes are known exactly only once media-service has seen them. */
    void hasContent(String contentType, long sizeBytes, @Nullable String sha256) {
        this.contentType = contentType;
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
        changed();
    }

    void named(String filename) {
        if (!this.filename.equals(filename)) {
            this.filename = filename;
            changed();
        }
    }

    void ready(int width, int height, @Nullable String placeholder, @Nullable String metadata) {
        this.status = PhotoStatus.READY;
        this.reasonCode = null;
        this.reasonMessage = null;
        this.width = width;
        this.height = height;
        this.placeholder = placeholder;
        this.metadata = metadata;
        changed();
    }

    /** What the file says about itself; words of a person are never overwritten. */
    void tells(PhotoMetadata metadata, @Nullable Instant captured) {
        this.capturedAt = captured;
        this.takenAt = captured == null ? createdAt : captured.plusSeconds(clockSeconds);
        this.camera = metadata.camera();
        this.lens = shortened(metadata.lens(), 200);
        List<String> keywords = metadata.keywords();
        if (tags.length == 0 && keywords != null) {
            tags = Tags.with(List.of(), keywords);
        }
        String title = metadata.title();
        String caption = metadata.caption();
        Integer stars = metadata.rating();
        if (this.title == null && title != null && !title.isBlank()) {
            this.title = shortened(title, 256);
        }
        if (this.description == null && caption != null && !caption.isBlank()) {
            this.description = shortened(caption, 4000);
        }
        if (this.rating == 0 && stars != null && stars >= 1 && stars <= 5) {
            this.rating = stars;
        }
    }

    private static @Nullable String shortened(@Nullable String text, int codePoints) {
        return text == null || text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    void failed(String code, String message) {
        this.status = PhotoStatus.FAILED;
        this.reasonCode = shortened(code, 64);
        this.reasonMessage = shortened(message, 1000);
        changed();
    }

    void edited(PhotoEdit edit) {
        if (edit.titleGiven()) {
            title = edit.title();
        }
        if (edit.descriptionGiven()) {
            description = edit.description();
        }
        judged(edit.rating(), edit.archived(), edit.locked());
        List<String> given = edit.tags();
        if (given != null) {
            tags = Tags.with(List.of(), given);
        }
        if (edit.galleryGiven() && !Objects.equals(galleryId, edit.galleryId())) {
            galleryId = edit.galleryId();
            setId = null;
            position = Positions.atTheEnd(1).getFirst();
        }
        changed();
    }

    private void judged(@Nullable Integer stars, @Nullable Boolean archive, @Nullable Boolean lock) {
        rating = stars == null ? rating : stars;
        archived = archive == null ? archived : archive;
        locked = lock == null ? locked : lock;
    }

    /** @return what takes it back */
    PhotoUndo changed(PhotoChanges changes) {
        int ratingBefore = rating;
        List<String> tagsBefore = List.of(tags);
        judged(changes.rating(), changes.archived(), changes.locked());
        List<String> removed = changes.removeTags();
        if (removed != null) {
            tags = Tags.without(List.of(tags), removed);
        }
        List<String> added = changes.addTags();
        if (added != null) {
            tags = Tags.with(List.of(tags), added);
        }
        changed();
        List<String> tagsAfter = List.of(tags);
        return new PhotoUndo(
                id(),
                ratingBefore == rating ? null : new PhotoUndo.Rating(ratingBefore, rating),
                tagsAfter.stream().filter(tag -> !tagsBefore.contains(tag)).toList(),
                tagsBefore.stream().filter(tag -> !tagsAfter.contains(tag)).toList());
    }

    void takenBack(PhotoUndo undo) {
        PhotoUndo.Rating rated = undo.rating();
        if (rated != null && rating == rated.became()) {
            rating = rated.was();
        }
        tags = Tags.with(List.of(Tags.without(List.of(tags), undo.addedTags())), undo.removedTags());
        changed();
    }

    /** Coming from another gallery it stands at the end. */
    void placed(UUID gallery, @Nullable UUID set) {
        if (!gallery.equals(galleryId)) {
            galleryId = gallery;
            position = Positions.atTheEnd(1).getFirst();
        }
        setId = set;
        changed();
    }

    /** Another photo made of the same bytes, with the same words about it; it belongs to whoever brought the bytes. */
    Photo copied(UUID copyId, UUID gallery, @Nullable UUID set) {
        var copy = new Photo(new Arrival(
                copyId, ownerId, studioId, gallery, set, key, filename, contentType, sizeBytes, sha256, width, height));
        copy.copyOf = assetId();
        copy.status = status;
        copy.reasonCode = reasonCode;
        copy.reasonMessage = reasonMessage;
        copy.placeholder = placeholder;
        copy.described(this, set);
        return copy;
    }

    /** The same for another studio: with bytes of its own, which are still to come, so it begins as pending. */
    Photo copiedFor(UUID account, UUID studio, UUID copyId, UUID gallery, @Nullable UUID set) {
        var copy = new Photo(new Arrival(
                copyId,
                account,
                studio,
                gallery,
                set,
                account + "/" + copyId + key.substring(key.lastIndexOf('.')),
                filename,
                contentType,
                sizeBytes,
                sha256,
                width,
                height));
        copy.described(this, set);
        return copy;
    }

    private void described(Photo original, @Nullable UUID set) {
        setId = set;
        title = original.title;
        description = original.description;
        rating = original.rating;
        metadata = original.metadata;
        capturedAt = original.capturedAt;
        clockSeconds = original.clockSeconds;
        takenAt = original.takenAt;
        tags = original.tags;
        camera = original.camera;
        lens = original.lens;
        indexed();
    }

    PhotoCopied asCopyOf(Photo original) {
        return new PhotoCopied(id, key, original.assetId(), original.key, studioId, ownerId);
    }

    /** @return whether it was not known yet that its camera's clock was so many seconds late */
    boolean clockWasLate(int seconds) {
        if (clockSeconds == seconds) {
            return false;
        }
        clockSeconds = seconds;
        takenAt = capturedAt == null ? createdAt : capturedAt.plusSeconds(seconds);
        changed();
        return true;
    }

    /** When it was taken, by a clock that is right; null where its file does not say. */
    @Nullable
    Instant captured() {
        return capturedAt == null ? null : capturedAt.plusSeconds(clockSeconds);
    }

    void standsAt(String position) {
        this.position = position;
        changed();
    }

    /** Its set is gone. */
    void leftSet() {
        setId = null;
        changed();
    }

    /** Its gallery is gone. */
    void leftBehind() {
        galleryId = null;
        setId = null;
        binnedWith = null;
        changed();
    }

    void binned(Instant at) {
        binnedAt = at.truncatedTo(ChronoUnit.MICROS);
        changed();
    }

    void restored() {
        binnedAt = null;
        changed();
    }

    /** Of the bytes it is made of: the photo that brought them. */
    UUID assetId() {
        return copyOf == null ? id : copyOf;
    }

    UUID id() {
        return id;
    }

    UUID ownerId() {
        return ownerId;
    }

    UUID studioId() {
        return studioId;
    }

    @Nullable
    UUID galleryId() {
        return galleryId;
    }

    List<String> tags() {
        return List.of(tags);
    }

    String position() {
        return position;
    }

    boolean isBinned() {
        return binnedAt != null;
    }

    boolean isArchived() {
        return archived;
    }

    boolean isLocked() {
        return locked;
    }

    boolean hasChecksum() {
        return sha256 != null;
    }

    long version() {
        return version;
    }

    PhotoSaved asEvent() {
        return new PhotoSaved(
                id,
                galleryId,
                setId,
                studioId,
                ownerId,
                key,
                filename,
                DownloadNames.DATED.of(id, filename, captured(), createdAt),
                title,
                status,
                width,
                height,
                placeholder,
                contentType,
                sizeBytes,
                position,
                captured(),
                archived || binnedAt != null);
    }

    PhotoNotice asLeft(UUID gallery) {
        return PhotoNotice.left(studioId, id, gallery);
    }

    PhotoNotice asGone() {
        return PhotoNotice.deleted(studioId, id, galleryId);
    }
}
