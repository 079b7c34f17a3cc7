package vitrine.gallery.uploads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import vitrine.gallery.photos.PhotoView;

/**
 * What became of one file.
 *
 * @param id of the photo, null when it was rejected
 * @param status {@code pending}, {@code ready}, {@code failed} or {@code rejected}
 * @param problem why it was rejected
 */
@Schema(name = "UploadOutcome")
record UploadOutcome(
        @Nullable UUID id,
        String filename,
        String status,
        @Nullable PhotoView photo,
        @Nullable Rejection problem) {

    private static final String REJECTED = "rejected";

    @Schema(name = "UploadRejection")
    record Rejection(
            @Nullable URI type,
            @Nullable String title,
            @Nullable String detail) {}

    static UploadOutcome accepted(PhotoView photo) {
        return new UploadOutcome(photo.id(), photo.filename(), photo.status().label(), photo, null);
    }

    static UploadOutcome rejected(String filename, ProblemDetail problem) {
        return new UploadOutcome(
                null,
                filename,
                REJECTED,
                null,
                new Rejection(problem.getType(), problem.getTitle(), problem.getDetail()));
    }

    @JsonIgnore
    boolean isRejected() {
        return status.equals(REJECTED);
    }
}
