package vitrine.media.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a photo that its file tells. What is absent or broken is null ({@code keywords}: empty).
 *
 * @param exposureTime as photographers write it: {@code 1/250} or {@code 2.5}, in seconds
 * @param capturedAt ISO 8601, with an offset when the camera recorded one, otherwise the camera's local time
 * @param rating 0 to 5
 */
public record PhotoMetadata(
        @Nullable String cameraMake,
        @Nullable String cameraModel,
        @Nullable String lens,
        @Nullable Double focalLengthMm,
        @Nullable Double aperture,
        @Nullable String exposureTime,
        @Nullable Integer iso,
        @Nullable String capturedAt,
        @Nullable String title,
        @Nullable String caption,
        List<String> keywords,
        @Nullable String copyright,
        @Nullable Integer rating,
        @Nullable Double latitude,
        @Nullable Double longitude) {

    public PhotoMetadata {
        keywords = List.copyOf(keywords);
    }
}
