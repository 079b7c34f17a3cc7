package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Photos of a gallery that should stand together in this order.
 *
 * @param before the photo they come before; at the end when there is none
 */
@Schema(name = "PhotoPlacement")
record PhotoPlacement(
        @NotNull @Size(min = 1, max = PhotoMoving.MOST) List<@NotNull UUID> photoIds,

        @Nullable UUID before) {}
