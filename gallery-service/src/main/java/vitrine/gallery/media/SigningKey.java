package vitrine.gallery.media;

import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** The key that signs media URLs. */
record SigningKey(String id, SecretKeySpec secret) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final int MIN_BYTES = 32;

    /**
     * Reads the first of the keys and checks all of them.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    static SigningKey parse(String keys) {
        SigningKey first = null;
        for (String key : keys.strip().split(",", -1)) {
            String[] parts = key.strip().split(":", 2);
            if (parts.length != 2 || !ID.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException(
                        "MEDIA_SIGNING_KEYS must be set to kid:base64 pairs, separated by commas");
            }
            byte[] secret = decode(parts[1]);
            if (secret.length < MIN_BYTES) {
                throw new IllegalArgumentException(
                        "MEDIA_SIGNING_KEYS: key " + parts[0] + " must be base64 of at least 32 random bytes");
            }
            if (first == null) {
                first = new SigningKey(parts[0], new SecretKeySpec(secret, "HmacSHA256"));
            }
        }
        return java.util.Objects.requireNonNull(first);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
