package vitrine.share.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vitrine.share.settings.PublicOrigins;

/** Signs URLs of the media host as media-service's {@code contracts/signed-urls.json} says. */
@Component
public class MediaUrls {

    private static final long LIFETIME_S = 3600;
    private static final long ROUNDING_S = 1800;
    private static final long CALL_S = 60;

    private final String origin;
    private final String kid;
    private final Mac prototype;
    private final Clock clock;

    MediaUrls(PublicOrigins origins, SigningKeys keys, Clock clock) throws GeneralSecurityException {
        var key = keys.first();
        this.origin = origins.media();
        this.kid = key.kid();
        this.clock = clock;
        this.prototype = Mac.getInstance("HmacSHA256");
        prototype.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
    }

    public enum Variant {
        THUMBNAIL("thumbnail"),
        PREVIEW("preview"),
        ORIGINAL("original");

        private final String path;

        Variant(String path) {
            this.path = path;
        }
    }

    /** A signer for all URLs of one answer: same grant, same expiry. */
    public Signer forGrant(String grant, @Nullable Instant grantExpires) {
        return new Signer(grant, expiry(clock.instant(), grantExpires));
    }

    /** Path and query of a call to media-service that does something in the name of a grant. */
    String call(String path, String grant, byte[] body) {
        var expiry = clock.instant().getEpochSecond() + CALL_S;
        var canonical = "vitrine-media-v1\nPOST\n" + path + "\n" + grant + "\n" + expiry + "\n\n" + sha256(body);
        return path + "?g=" + grant + "&e=" + expiry + "&k=" + kid + "&s=" + signature(canonical);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rounded so that the same URL is given for half an hour and caches work; never beyond the grant itself. */
    static long expiry(Instant now, @Nullable Instant grantExpires) {
        var rounded = Math.ceilDiv(now.getEpochSecond() + LIFETIME_S, ROUNDING_S) * ROUNDING_S;
        return grantExpires == null ? rounded : Math.min(rounded, grantExpires.getEpochSecond());
    }

    public final class Signer {

        private final String grant;
        private final long expiry;

        private Signer(String grant, long expiry) {
            this.grant = grant;
            this.expiry = expiry;
        }

        public String show(String key, Variant variant) {
            return url(key, variant, "");
        }

        /** A preview with the studio's watermark, and, where there is one, a name in it. */
        public String watermarked(String key, UUID studio, @Nullable String name) {
            var mark = name == null
                    ? studio.toString()
                    : studio + "/"
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(name.getBytes(StandardCharsets.UTF_8));
            return url("/a/" + key + "/watermarked/" + mark, "");
        }

        /** Saved by the browser under the given name instead of being shown. */
        public String download(String key, Variant variant, String name) {
            return url(key, variant, name);
        }

        /** A ZIP that was ordered for the same grant. */
        public String zip(UUID id) {
            return url("/z/" + id, "");
        }

        private String url(String key, Variant variant, String name) {
            return url("/a/" + key + "/" + variant.path, name);
        }

        private String url(String path, String name) {
            var canonical = "vitrine-media-v1\nGET\n" + path + "\n" + grant + "\n" + expiry + "\n" + name;
            var url = new StringBuilder(origin)
                    .append(path)
                    .append("?g=")
                    .append(grant)
                    .append("&e=")
                    .append(expiry);
            if (!name.isEmpty()) {
                url.append("&n=").append(percentEncoded(name));
            }
            return url.append("&k=")
                    .append(kid)
                    .append("&s=")
                    .append(signature(canonical))
                    .toString();
        }
    }

    private String signature(String canonical) {
        var mac = mac().doFinal(canonical.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /** Cloning spares the key schedule, which costs more than signing such short texts. */
    private Mac mac() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of this JDK cannot be cloned", e);
        }
    }

    /** Only unreserved characters stay; the JDK encodes for forms, which differs in three. */
    private static String percentEncoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
