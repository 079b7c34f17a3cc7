package vitrine.gallery.live;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of a {@code photo-deleted} event. */
@Schema(name = "DeletedPhoto")
record DeletedPhoto(UUID id, @Nullable UUID galleryId) {}
