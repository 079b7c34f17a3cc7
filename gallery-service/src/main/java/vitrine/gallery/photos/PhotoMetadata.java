package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the camera and the photographer's tools wrote into the file. */
@Schema(name = "PhotoMetadata")
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
        @Nullable List<String> keywords,
        @Nullable String copyright,
        @Nullable Integer rating,
        @Nullable Double latitude,
        @Nullable Double longitude) {

    public PhotoMetadata {
        cameraMake = clean(cameraMake);
        cameraModel = clean(cameraModel);
        lens = clean(lens);
        exposureTime = clean(exposureTime);
        title = clean(title);
        caption = clean(caption);
        copyright = clean(copyright);
        keywords = keywords == null
                ? List.of()
                : keywords.stream()
                        .map(PhotoMetadata::clean)
                        .filter(k -> k != null && !k.isEmpty())
                        .map(String.class::cast)
                        .toList();
    }

    /** Maker and model, the maker once; most models begin with it. Null when the file names neither. */
    @Nullable
    String camera() {
        String make = cameraMake == null ? "" : cameraMake;
        String model = cameraModel == null ? "" : cameraModel;
        String first = make.isEmpty() ? "" : make.split(" ", 2)[0];
        String both = model.regionMatches(true, 0, first, 0, first.length()) && !model.isEmpty()
                ? model
                : (make + " " + model).strip();
        return both.isEmpty() ? null : both.length() <= 200 ? both : both.substring(0, 200);
    }

    /** Files carry anything; NUL can be neither stored nor shown. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace("\0", "").strip();
    }
}
