package vitrine.gallery.uploads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.photos.Arrival;

/**
 * Who was allowed to upload what, and where it goes.
 *
 * @param arrived the photo was made of it; if there is none any more it was deleted
 * @param confirmed the client asked and was answered
 */
record Upload(
        UUID photoId,
        UUID ownerId,
        UUID studioId,
        @Nullable UUID galleryId,
        @Nullable UUID setId,
        String key,
        String filename,
        String contentType,
        long sizeBytes,
        @Nullable String sha256,
        boolean arrived,
        boolean confirmed) {

    Arrival as(String filename, Content content) {
        return new Arrival(
                photoId,
                ownerId,
                studioId,
                galleryId,
                setId,
                key,
                filename,
                content.contentType(),
                content.sizeBytes(),
                content.sha256(),
                content.width(),
                content.height());
    }

    Upload intoLibrary() {
        return new Upload(
                photoId,
                ownerId,
                studioId,
                null,
                null,
                key,
                filename,
                contentType,
                sizeBytes,
                sha256,
                arrived,
                confirmed);
    }

    /** What the client said the bytes would be; the checksum is not believed before it was seen. */
    Content announced() {
        return new Content(contentType, sizeBytes, null, null, null);
    }

    /** What the bytes are. */
    record Content(
            String contentType,
            long sizeBytes,
            @Nullable String sha256,
            @Nullable Integer width,
            @Nullable Integer height) {}
}
