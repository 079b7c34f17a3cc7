package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** @param seconds that the camera's clock was late, less than 0 when it was early; 0 takes its time as it is */
@Schema(name = "ClockCorrection")
record ClockCorrection(
        @NotNull(message = "is required") @Min(-MOST) @Max(MOST)
        Integer seconds) {

    /** Ten years: a camera that forgot the date. */
    static final int MOST = 315_576_000;
}
