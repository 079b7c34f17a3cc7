package vitrine.share.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
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
        WATERMARKED("watermarked"),
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

        /** Saved by the browser under the given name instead of being shown. */
        public String download(String key, Variant variant, String name) {
            return url(key, variant, name);
        }

        private String url(String key, Variant variant, String name) {
            var path = "/a/" + key + "/" + variant.path;
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
