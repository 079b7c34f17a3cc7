package vitrine.share.links;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** In which size photos are taken home: for screens, or as they were uploaded. */
public enum DownloadSize {
    @JsonProperty("web")
    WEB,
    @JsonProperty("original")
    ORIGINAL;

    /** Whether somebody who may have this size may have the other. */
    public boolean includes(DownloadSize other) {
        return other.ordinal() <= ordinal();
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DownloadSize ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
