package vitrine.gallery.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** How much of a gallery somebody may do; each includes those before it. */
@Schema(name = "Permission")
public enum Permission {
    /** See its photos, in the size of screens. */
    @JsonProperty("view")
    VIEW,
    /** Take originals home, and make copies in galleries of one's own. */
    @JsonProperty("copy")
    COPY,
    /** Add photos, and arrange, describe, rate and delete those that are there. */
    @JsonProperty("edit")
    EDIT,
    /** All else; the studio's alone. */
    @JsonProperty("owner")
    OWNER;

    public boolean includes(Permission other) {
        return compareTo(other) >= 0;
    }

    public static Permission ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
