package vitrine.share.proofing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a link's visitors may still change something, and if not, why. */
enum RoundState {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("off")
    OFF,
    @JsonProperty("closed")
    CLOSED,
    @JsonProperty("over")
    OVER
}
