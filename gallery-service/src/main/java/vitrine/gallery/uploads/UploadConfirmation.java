package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import vitrine.gallery.pages.PlainText;

/** The client says that it has sent all bytes. */
@Schema(name = "UploadConfirmation")
record UploadConfirmation(
        @NotBlank @Size(max = 200) @PlainText String key,
        @NotBlank @Size(max = 4096) String filename,
        @NotNull @Positive Long sizeBytes) {}
