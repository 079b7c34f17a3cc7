package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** A section of a gallery. */
@Schema(name = "GallerySet")
record SetView(UUID id, String name, int photoCount) {}
