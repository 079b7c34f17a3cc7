package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** All that a person may set; what is left out is taken away. */
@Schema(name = "GalleryEdit")
record GalleryEdit(
        @NotBlank @Size(max = 256) @PlainText String name,
        @Size(max = 4000) @PlainText @Nullable String description,
        @NotNull Boolean isPublic,
        @Nullable UUID coverPhotoId) {}
