package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** All sets of a gallery, in the order they should have. */
@Schema(name = "GallerySetOrder")
record SetOrder(@NotNull @Size(max = GallerySets.MOST) List<@NotNull UUID> ids) {}
