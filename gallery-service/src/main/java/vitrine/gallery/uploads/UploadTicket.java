package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leave to send the bytes.
 *
 * @param uploadUrl takes them until it expires, with the headers given
 * @param publicUrl the page on which the photo will be seen
 */
@Schema(name = "UploadTicket")
record UploadTicket(
        String uploadUrl,
        String method,
        Map<String, String> headers,
        String key,
        UUID photoId,
        String publicUrl,
        Instant expiresAt,
        @Nullable Parts parts) {

    /**
     * For a file that goes in parts, each put without headers to its own URL.
     *
     * @param size of all parts but the last, in bytes
     * @param urls of the parts, from the first on
     * @param received the numbers, from 1 on, that have arrived
     * @param completeUrl to be put to without a body when all have; then the upload can be confirmed
     */
    @Schema(name = "UploadParts")
    record Parts(long size, List<String> urls, List<Integer> received, String completeUrl) {}
}
