package vitrine.gallery.customers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whether the studio still works for somebody. */
enum CustomerStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("inactive")
    INACTIVE;

    static CustomerStatus ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
