package vitrine.gallery.photos;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** How to sort a gallery once. */
@Schema(name = "PhotoSorting")
record PhotoSorting(@NotNull(message = "is required") By by) {

    @Schema(name = "PhotoSortKey")
    enum By {
        /** When they were taken; those that do not say come last. */
        @JsonProperty("captured")
        CAPTURED,
        /** The names of their files, numbers in them by value. */
        @JsonProperty("name")
        NAME
    }
}
