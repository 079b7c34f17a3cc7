package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** A gallery to be made; private unless it says otherwise. */
@Schema(name = "GalleryDraft")
record GalleryDraft(
        @NotBlank @Size(max = 256) @PlainText String name,
        @Size(max = 4000) @PlainText @Nullable String description,
        @Nullable Boolean isPublic,
        @Nullable LocalDate eventDate) {}
