package vitrine.gallery.branding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a logo is shown on. */
enum Ground {
    @JsonProperty("light")
    LIGHT,
    @JsonProperty("dark")
    DARK;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
