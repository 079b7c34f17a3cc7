package vitrine.media.uploads;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.Received;

/**
 * A key promised to an account, as it was announced.
 *
 * @param storage the back end that takes the bytes
 * @param received the complete bytes that would be confirmed now, if any arrived
 * @param partsUpload what the back end calls an upload in parts
 * @param partSize of all but the last part, if it comes in parts
 */
record Reservation(
        OriginalKey key,
        UUID studioId,
        String storage,
        String contentType,
        long sizeBytes,
        @Nullable String sha256,
        @Nullable Received received,
        @Nullable String partsUpload,
        @Nullable Long partSize) {

    /** Empty when the bytes come in one piece. */
    Optional<PartPlan> parts() {
        return Optional.ofNullable(partSize).map(size -> new PartPlan(sizeBytes, size));
    }
}
