package vitrine.gallery.studios;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** Whose work it is. */
@Schema(name = "Studio")
public record StudioView(UUID id, String name) {}
