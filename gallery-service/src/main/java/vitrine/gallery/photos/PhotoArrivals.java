package vitrine.gallery.photos;

import jakarta.persistence.EntityManager;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Photos come into being here and learn how their renditions went, all that are made of the same bytes. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class PhotoArrivals {

    private final EntityManager entities;
    private final Photos photos;
    private final PhotoAnnouncements announcements;
    private final StudioTags tags;
    private final Photographers photographers;
    private final JsonMapper json;

    PhotoArrivals(
            EntityManager entities,
            Photos photos,
            PhotoAnnouncements announcements,
            StudioTags tags,
            Photographers photographers,
            JsonMapper json) {
        this.entities = entities;
        this.photos = photos;
        this.announcements = announcements;
        this.tags = tags;
        this.photographers = photographers;
        this.json = json;
    }

    public void arrived(Arrival arrival) {
        var photo = new Photo(arrival);
        entities.persist(photo);
        entities.flush();
        announcements.saved(photo);
    }

    /** For a photo that was made before the exact bytes were known. */
    public void contentKnown(UUID photoId, String contentType, long sizeBytes, @Nullable String sha256) {
        for (Photo photo : photos.lockAllOfAsset(photoId)) {
            if (!photo.hasChecksum()) {
                photo.hasContent(contentType, sizeBytes, sha256);
                announcements.saved(photo);
            }
        }
    }

    /** @return false when the photo is gone */
    public boolean named(UUID photoId, String filename) {
        return photos.lock(photoId)
                .map(photo -> {
                    long before = photo.version();
                    photo.named(filename);
                    if (photo.version() != before) {
                        announcements.saved(photo);
                    }
                    return true;
                })
                .orElse(false);
    }

    public void ready(
            UUID photoId, int width, int height, @Nullable String placeholder, @Nullable PhotoMetadata metadata) {
        for (Photo photo : photos.lockAllOfAsset(photoId)) {
            if (metadata != null) {
                photo.tells(metadata, instant(metadata.capturedAt()));
                photographers.correctionOf(photo).ifPresent(photo::clockWasLate);
                tags.used(photo.studioId(), photo.tags());
            }
            photo.ready(width, height, placeholder, metadata == null ? null : json.writeValueAsString(metadata));
            announcements.saved(photo);
        }
    }

    /** Cameras often do not know their zone; such a time is taken as it stands. */
    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                            instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    public void failed(UUID photoId, String code, String message) {
        for (Photo photo : photos.lockAllOfAsset(photoId)) {
            photo.failed(code, message);
            announcements.saved(photo);
        }
    }
}
