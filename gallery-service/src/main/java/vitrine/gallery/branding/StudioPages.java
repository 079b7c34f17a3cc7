package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * What a studio says of itself, in the languages it writes.
 *
 * @param en what is missing in one language is shown in the other
 */
@Schema(name = "StudioPages")
public record StudioPages(
        @Valid @Nullable StudioWords en, @Valid @Nullable StudioWords de) {

    static final StudioPages EMPTY = new StudioPages(null, null);
}
