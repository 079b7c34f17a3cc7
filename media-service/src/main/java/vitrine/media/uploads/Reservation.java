package vitrine.media.uploads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.media.storage.OriginalKey;

/**
 * A key promised to an account, as it was announced.
 *
 * @param receivedId the complete bytes that would be confirmed now, if any arrived
 */
record Reservation(
        OriginalKey key,
        String contentType,
        long sizeBytes,
        @Nullable String sha256,
        @Nullable UUID receivedId,
        @Nullable String receivedSha256) {}
