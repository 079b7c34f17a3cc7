package vitrine.gallery.library;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something the library can be narrowed to.
 *
 * @param id of a gallery
 */
@Schema(name = "Suggestion")
record Suggestion(Kind kind, String name, @Nullable UUID id) {

    @Schema(name = "SuggestionKind")
    enum Kind {
        @JsonProperty("gallery")
        GALLERY,
        @JsonProperty("tag")
        TAG,
        @JsonProperty("camera")
        CAMERA,
        @JsonProperty("lens")
        LENS
    }
}
