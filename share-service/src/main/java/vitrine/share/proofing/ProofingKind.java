package vitrine.share.proofing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whether visitors pick the photos they want, or say of each what they think. */
enum ProofingKind {
    @JsonProperty("choose")
    CHOOSE,
    @JsonProperty("approve")
    APPROVE;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProofingKind ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
