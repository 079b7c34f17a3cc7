package vitrine.gallery.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The things that are counted and told. */
enum FactKind {
    @JsonProperty("uploaded")
    UPLOADED,
    @JsonProperty("shared")
    SHARED,
    @JsonProperty("viewed")
    VIEWED,
    @JsonProperty("photo_viewed")
    PHOTO_VIEWED,
    @JsonProperty("downloaded")
    DOWNLOADED,
    @JsonProperty("chosen")
    CHOSEN,
    @JsonProperty("commented")
    COMMENTED,
    @JsonProperty("signed")
    SIGNED;

    static FactKind ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
