package vitrine.share.links;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a link shows: watermarked previews only, or clean ones with the originals to download. */
public enum AccessLevel {
    @JsonProperty("preview")
    PREVIEW,
    @JsonProperty("full")
    FULL;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AccessLevel ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
