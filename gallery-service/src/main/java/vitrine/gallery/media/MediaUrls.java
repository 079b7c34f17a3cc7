package vitrine.gallery.media;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.PublicOrigins;

/**
 * Makes the signed URLs under which the media host gives bytes away.
 *
 * <p>The contract and its test vectors are {@code contracts/signed-urls.json} of media-service.
 */
@Component
public class MediaUrls {

    private static final long LIFETIME_SECONDS = 3600;

    /** The same URL is given for half an hour, so that caches hold. */
    private static final long ROUNDING_SECONDS = 1800;

    private static final long CALL_SECONDS = 60;

    private final String origin;
    private final SigningKey key;
    private final Clock clock;

    @Autowired
    MediaUrls(PublicOrigins origins, MediaSettings settings) {
        this(origins.media(), SigningKey.parse(settings.signingKeys()), Clock.systemUTC());
    }

    MediaUrls(String origin, SigningKey key, Clock clock) {
        this.origin = origin;
        this.key = key;
        this.clock = clock;
    }

    public String thumbnail(String assetKey, String grant) {
        return sign(assetKey, "thumbnail", grant, null);
    }

    public String preview(String assetKey, String grant) {
        return sign(assetKey, "preview", grant, null);
    }

    /** The original as a download under the given name. */
    public String original(String assetKey, String grant, String filename) {
        return sign(assetKey, "original", grant, filename);
    }

    /** A ZIP that was ordered for the same grant. */
    public String zip(UUID id, String grant) {
        return sign("/z/" + id, grant, expiry(), null);
    }

    /** Path and query of a call to media-service that does something in the name of a grant. */
    String call(String path, String grant, byte[] body) {
        long expiry = clock.instant().getEpochSecond() + CALL_SECONDS;
        String canonical =
                String.join("\n", "vitrine-media-v1", "POST", path, grant, Long.toString(expiry), "", sha256(body));
        return path + "?g=" + encode(grant) + "&e=" + expiry + "&k=" + encode(key.id()) + "&s=" + signature(canonical);
    }

    private String sign(String assetKey, String variant, String grant, @Nullable String name) {
        return sign(assetKey, variant, grant, expiry(), name);
    }

    private long expiry() {
        return Math.ceilDiv(clock.instant().getEpochSecond() + LIFETIME_SECONDS, ROUNDING_SECONDS) * ROUNDING_SECONDS;
    }

    String sign(String assetKey, String variant, String grant, long expiry, @Nullable String name) {
        return sign("/a/" + assetKey + "/" + variant, grant, expiry, name);
    }

    private String sign(String path, String grant, long expiry, @Nullable String name) {
        String canonical = String.join(
                "\n", "vitrine-media-v1", "GET", path, grant, Long.toString(expiry), name == null ? "" : name);
        return origin + path + "?g=" + encode(grant) + "&e=" + expiry + (name == null ? "" : "&n=" + encode(name))
                + "&k=" + encode(key.id()) + "&s=" + signature(canonical);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signature(String canonical) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Percent-encodes all but the unreserved characters of RFC 3986. */
    private static String encode(String text) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
