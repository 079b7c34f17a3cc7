package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/**
 * All that a person may set; what is left out is taken away.
 *
 * @param eventDate when what the photos show took place
 * @param locked its photos stay as they are until this is taken back; left out it stays as it is
 * @param archived it is left out of the usual list; left out it stays as it is
 */
@Schema(name = "GalleryEdit")
record GalleryEdit(
        @NotBlank @Size(max = 256) @PlainText String name,
        @Size(max = 4000) @PlainText @Nullable String description,
        @NotNull Boolean isPublic,
        @Nullable UUID coverPhotoId,
        @Nullable LocalDate eventDate,
        @Nullable Boolean locked,
        @Nullable Boolean archived) {}
