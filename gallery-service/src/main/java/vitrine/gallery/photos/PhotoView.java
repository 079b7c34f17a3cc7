package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.access.Permission;

/**
 * A photo as its studio sees it, and, with less of it, those its gallery is shared with.
 *
 * @param position sorts the photos of a gallery, compared byte by byte, then by id
 * @param reason why it failed
 * @param takenAt when it was taken, or came here where the file does not say
 * @param views null for those who only share its gallery, as downloads are
 * @param capturedAt as the camera said
 * @param clockSeconds what was added to that, because the camera's clock was wrong
 * @param addedBy null for those who may not edit
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
        @Nullable Long views,
        @Nullable Long downloads,
        boolean archived,
        boolean locked,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder,
        String contentType,
        long sizeBytes,
        @Nullable Instant capturedAt,
        int clockSeconds,
        Instant takenAt,
        Instant createdAt,
        String position,
        @Nullable Photographer addedBy,
        @Nullable Urls urls,
        @Nullable PhotoMetadata metadata) {

    @Schema(name = "PhotoReason")
    public record Reason(String code, String message) {}

    @Schema(name = "PhotoUrls")
    public record Urls(
            String thumbnail, String preview, @Nullable String original) {}

    /** @param name empty while it is not known */
    @Schema(name = "Photographer")
    public record Photographer(UUID id, String name) {}

    /** As somebody sees it who may do so much with it. */
    PhotoView seenBy(Permission permission, @Nullable Urls urls) {
        boolean own = permission.includes(Permission.OWNER);
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
                own ? views : null,
                own ? downloads : null,
                archived,
                locked,
                width,
                height,
                placeholder,
                contentType,
                sizeBytes,
                capturedAt,
                clockSeconds,
                takenAt,
                createdAt,
                position,
                permission.includes(Permission.EDIT) ? addedBy : null,
                urls,
                metadata);
    }
}
