package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

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
        Instant expiresAt) {}
