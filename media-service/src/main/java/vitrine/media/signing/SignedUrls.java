package vitrine.media.signing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies media URLs. The contract, shared with the other services as data, is
 * {@code contracts/signed-urls.json}.
 */
public final class SignedUrls {

    private static final String CONTRACT = "vitrine-media-v1";
    private static final Duration VALID_FOR = Duration.ofHours(1);
    private static final long ROUNDED_TO_SECONDS = 1800;

    private final SigningKeys keys;
    private final String origin;

    /** @param origin the public one of the media host, such as {@code https://media.example.org} */
    public SignedUrls(SigningKeys keys, String origin) {
        this.keys = keys;
        this.origin = origin;
    }

    /** The signature parameters of a request, as they came. */
    public record Signature(String expires, String keyId, String value) {}

    /** What verification found. */
    public enum Verdict {
        VALID,
        EXPIRED,
        FORGED
    }

    /** At least an hour from now, the same for half an hour so that browsers can cache by URL. */
    public static Instant expiry(Instant now) {
        long earliest = now.plus(VALID_FOR).getEpochSecond();
        return Instant.ofEpochSecond(Math.ceilDiv(earliest, ROUNDED_TO_SECONDS) * ROUNDED_TO_SECONDS);
    }

    public String upload(String key, String contentType, long size, Instant expires) {
        String path = "/u/" + key;
        String keyId = keys.first();
        byte[] mac = mac(keyId, putCanonical(path, expires.getEpochSecond() + "", contentType, size));
        return origin + path + "?e=" + expires.getEpochSecond() + "&k=" + keyId + "&s=" + encode(mac);
    }

    /** A URL that shows, or with a name downloads, one variant. */
    public String reading(String key, String variant, String grant, Instant expires, @Nullable String downloadName) {
        return reading("/a/" + key + "/" + variant, grant, expires, downloadName);
    }

    /** A URL of anything this host gives out. */
    public String reading(String path, String grant, Instant expires, @Nullable String downloadName) {
        String keyId = keys.first();
        byte[] mac = mac(keyId, getCanonical(path, grant, expires.getEpochSecond() + "", downloadName));
        return origin + path + "?g=" + percentEncode(grant) + "&e=" + expires.getEpochSecond()
                + (downloadName == null ? "" : "&n=" + percentEncode(downloadName))
                + "&k=" + keyId + "&s=" + encode(mac);
    }

    /** Path and query of a call by another service. */
    public String call(String path, String grant, Instant expires, byte[] body) {
        String keyId = keys.first();
        byte[] mac = mac(keyId, callCanonical(path, grant, expires.getEpochSecond() + "", body));
        return path + "?g=" + percentEncode(grant) + "&e=" + expires.getEpochSecond() + "&k=" + keyId + "&s="
                + encode(mac);
    }

    public Verdict verifyReading(
            String path, String grant, @Nullable String downloadName, Signature signature, Instant now) {
        return verify(getCanonical(path, grant, signature.expires(), downloadName), signature, now);
    }

    public Verdict verifyUpload(String path, String contentType, long size, Signature signature, Instant now) {
        return verify(putCanonical(path, signature.expires(), contentType, size), signature, now);
    }

    /** What a service asks for in the name of a grant, signed with the body it sends. */
    public Verdict verifyCall(String path, String grant, byte[] body, Signature signature, Instant now) {
        return verify(callCanonical(path, grant, signature.expires(), body), signature, now);
    }

    private Verdict verify(String canonical, Signature signature, Instant now) {
        byte[] expected = keys.mac(signature.keyId(), canonical);
        if (expected == null
                || !MessageDigest.isEqual(
                        encode(expected).getBytes(StandardCharsets.US_ASCII),
                        signature.value().getBytes(StandardCharsets.UTF_8))) {
            return Verdict.FORGED;
        }
        // Our own signature: what it covers was written by a signer and is a number.
        return now.getEpochSecond() < Long.parseLong(signature.expires()) ? Verdict.VALID : Verdict.EXPIRED;
    }

    static String getCanonical(String path, String grant, String expires, @Nullable String downloadName) {
        return String.join("\n", CONTRACT, "GET", path, grant, expires, Objects.requireNonNullElse(downloadName, ""));
    }

    static String putCanonical(String path, String expires, String contentType, long size) {
        return String.join("\n", CONTRACT, "PUT", path, "", expires, "", contentType, Long.toString(size));
    }

    static String callCanonical(String path, String grant, String expires, byte[] body) {
        return String.join("\n", CONTRACT, "POST", path, grant, expires, "", sha256(body));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] mac(String keyId, String canonical) {
        return Objects.requireNonNull(keys.mac(keyId, canonical));
    }

    private static String encode(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static String percentEncode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
