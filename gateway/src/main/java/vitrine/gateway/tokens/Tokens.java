package vitrine.gateway.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the auth service gave for one browser session.
 *
 * @param authSession the auth service's name for its own session ({@code sid}), by which it ends ours
 */
public record Tokens(
        UUID accountId,
        @Nullable String authSession,
        String accessToken,
        Instant accessExpiresAt,
        @Nullable String refreshToken,
        @Nullable String idToken) {

    /** Renewed this long before its end, so that it outlives the request it is used for. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    boolean isFresh(Instant now) {
        return accessExpiresAt.isAfter(now.plus(MARGIN));
    }

    boolean isUsable(Instant now) {
        return accessExpiresAt.isAfter(now.plusSeconds(2));
    }

    @Override
    public String toString() {
        return "Tokens[" + accountId + " until " + accessExpiresAt + "]";
    }
}
