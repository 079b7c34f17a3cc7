package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import vitrine.gallery.pages.PlainText;

/** What a set is to be called. */
@Schema(name = "GallerySetDraft")
record SetDraft(@NotBlank @Size(max = 256) @PlainText String name) {}
