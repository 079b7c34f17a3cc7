package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client would like to upload.
 *
 * @param setId of that gallery
 * @param inParts whether it can send a large file in parts, and so go on after an interruption
 */
@Schema(name = "UploadRequest")
record UploadRequest(
        @NotBlank @Size(max = 4096) String filename,

        @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+", message = "is not a media type")
        String contentType,

        @NotNull @Positive Long sizeBytes,
        @Nullable UUID galleryId,
        @Nullable UUID setId,

        @Pattern(regexp = "[0-9A-Fa-f]{64}", message = "is not a SHA-256 in hexadecimal") @Nullable
        String sha256,

        @Nullable Boolean inParts) {}
