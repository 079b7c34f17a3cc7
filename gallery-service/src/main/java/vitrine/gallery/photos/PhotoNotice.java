package vitrine.gallery.photos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the instances of this service tell each other through PostgreSQL when a photo changed. Only ids: whoever renders
 * it reads the present state.
 */
public record PhotoNotice(
        boolean deleted,
        UUID studioId,
        UUID photoId,
        @Nullable UUID galleryId) {

    public static final String CHANNEL = "photo_changes";

    static PhotoNotice saved(UUID studioId, UUID photoId) {
        return new PhotoNotice(false, studioId, photoId, null);
    }

    static PhotoNotice deleted(UUID studioId, UUID photoId, @Nullable UUID galleryId) {
        return new PhotoNotice(true, studioId, photoId, galleryId);
    }

    String encoded() {
        return (deleted ? "deleted" : "saved") + " " + studioId + " " + photoId
                + (galleryId == null ? "" : " " + galleryId);
    }

    public static PhotoNotice decoded(String payload) {
        String[] parts = payload.split(" ", -1);
        return new PhotoNotice(
                parts[0].equals("deleted"),
                UUID.fromString(parts[1]),
                UUID.fromString(parts[2]),
                parts.length > 3 ? UUID.fromString(parts[3]) : null);
    }
}
