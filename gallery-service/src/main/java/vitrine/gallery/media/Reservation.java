package vitrine.gallery.media;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leave to send the bytes of one asset to the media host. */
public record Reservation(
        String key,
        String uploadUrl,
        String method,
        Map<String, String> headers,
        Instant expiresAt,
        @Nullable Parts parts) {

    /** For bytes that go in parts: those that have arrived, and where the others are taken. */
    public record Parts(long size, List<String> urls, List<Integer> received, String completeUrl) {}
}
