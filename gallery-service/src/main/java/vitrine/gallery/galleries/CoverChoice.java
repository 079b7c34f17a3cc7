package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * The face of a gallery.
 *
 * @param focusX of the point that stays in view where a frame cuts something off, from the left, 0 to 1
 * @param focusY from the top
 */
@Schema(name = "CoverChoice")
record CoverChoice(
        @NotNull(message = "is required") UUID photoId,

        @NotNull(message = "is required") @DecimalMin("0") @DecimalMax("1")
        Double focusX,

        @NotNull(message = "is required") @DecimalMin("0") @DecimalMax("1")
        Double focusY) {}
