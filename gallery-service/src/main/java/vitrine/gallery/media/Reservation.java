package vitrine.gallery.media;

import java.time.Instant;
import java.util.Map;

/** Leave to send the bytes of one asset to the media host. */
public record Reservation(
        String key, String uploadUrl, String method, Map<String, String> headers, Instant expiresAt) {}
