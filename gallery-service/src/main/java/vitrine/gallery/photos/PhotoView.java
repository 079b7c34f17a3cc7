package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A photo as its studio sees it.
 *
 * @param position sorts the photos of a gallery, compared byte by byte, then by id
 * @param reason why it failed
 * @param takenAt when it was taken, or came here where the file does not say
 * @param urls null until it is ready
 */
@Schema(name = "Photo")
public record PhotoView(
        UUID id,
        @Nullable UUID galleryId,
        @Nullable UUID setId,
        String key,
        String filename,
        @Nullable String title,
        @Nullable String description,
        int rating,
        List<String> tags,
        PhotoStatus status,
        @Nullable Reason reason,
        long views,
        long downloads,
        boolean archived,
        boolean locked,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder,
        String contentType,
        long sizeBytes,
        @Nullable Instant capturedAt,
        Instant takenAt,
        Instant createdAt,
        String position,
        @Nullable Urls urls,
        @Nullable PhotoMetadata metadata) {

    @Schema(name = "PhotoReason")
    public record Reason(String code, String message) {}

    @Schema(name = "PhotoUrls")
    public record Urls(String thumbnail, String preview, String original) {}

    PhotoView withUrls(Urls urls) {
        return new PhotoView(
                id,
                galleryId,
                setId,
                key,
                filename,
                title,
                description,
                rating,
                tags,
                status,
                reason,
                views,
                downloads,
                archived,
                locked,
                width,
                height,
                placeholder,
                contentType,
                sizeBytes,
                capturedAt,
                takenAt,
                createdAt,
                position,
                urls,
                metadata);
    }
}
