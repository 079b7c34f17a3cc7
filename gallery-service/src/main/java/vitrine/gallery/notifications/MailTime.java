package vitrine.gallery.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** When somebody is written to. */
enum MailTime {
    @JsonProperty("off")
    OFF,
    @JsonProperty("immediately")
    IMMEDIATELY,
    @JsonProperty("daily")
    DAILY;

    static MailTime ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
