package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where photos, or copies of them, should go.
 *
 * @param setId a set of that gallery; none when it is left out
 */
@Schema(name = "PhotoMove")
record PhotoMove(
        @NotNull @Size(min = 1, max = PhotoMoving.MOST) List<@NotNull UUID> photoIds,

        @NotNull UUID galleryId,
        @Nullable UUID setId) {}
