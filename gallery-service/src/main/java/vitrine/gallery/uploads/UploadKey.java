package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import vitrine.gallery.pages.PlainText;

/** Names an upload that was begun. */
@Schema(name = "UploadKey")
record UploadKey(@NotBlank @Size(max = 200) @PlainText String key) {}
