package vitrine.share.links;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a link stands; only an active one lets anybody in. */
public enum LinkState {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("off")
    OFF,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("used_up")
    USED_UP,
    /** For good, or for as long as the owner may not share. */
    @JsonProperty("revoked")
    REVOKED;

    /** @param withdrawn whether its gallery or its owner's right to share is gone */
    public static LinkState of(
            @Nullable Instant revokedAt,
            boolean withdrawn,
            boolean active,
            @Nullable Instant expiresAt,
            @Nullable Integer maxViews,
            long views,
            Instant now) {
        if (revokedAt != null || withdrawn) {
            return REVOKED;
        }
        if (!active) {
            return OFF;
        }
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return EXPIRED;
        }
        return maxViews != null && views >= maxViews ? USED_UP : ACTIVE;
    }
}
