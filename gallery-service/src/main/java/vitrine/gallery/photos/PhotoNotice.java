package vitrine.gallery.photos;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the instances of this service tell each other through PostgreSQL when a photo changed. Only ids: whoever renders
 * it reads the present state.
 *
 * @param galleryId where it was when it was deleted, or before it left
 */
public record PhotoNotice(
        Change change,
        UUID studioId,
        UUID photoId,
        @Nullable UUID galleryId) {

    public static final String CHANNEL = "photo_changes";

    /** What happened to it. */
    public enum Change {
        SAVED,
        DELETED,
        /** It is in no gallery any more, or in another one: gone for those who shared only the first. */
        LEFT
    }

    static PhotoNotice saved(UUID studioId, UUID photoId) {
        return new PhotoNotice(Change.SAVED, studioId, photoId, null);
    }

    static PhotoNotice deleted(UUID studioId, UUID photoId, @Nullable UUID galleryId) {
        return new PhotoNotice(Change.DELETED, studioId, photoId, galleryId);
    }

    static PhotoNotice left(UUID studioId, UUID photoId, UUID galleryId) {
        return new PhotoNotice(Change.LEFT, studioId, photoId, galleryId);
    }

    String encoded() {
        return change.name().toLowerCase(Locale.ROOT) + " " + studioId + " " + photoId
                + (galleryId == null ? "" : " " + galleryId);
    }

    public static PhotoNotice decoded(String payload) {
        String[] parts = payload.split(" ", -1);
        return new PhotoNotice(
                Change.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                UUID.fromString(parts[1]),
                UUID.fromString(parts[2]),
                parts.length > 3 ? UUID.fromString(parts[3]) : null);
    }
}
