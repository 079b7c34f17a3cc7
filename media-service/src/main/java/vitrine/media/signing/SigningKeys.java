package vitrine.media.signing;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vitrine.media.problems.InvalidSetting;

/** The keys of {@code MEDIA_SIGNING_KEYS}: the first signs, all verify, so that keys can be changed without a gap. */
public final class SigningKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 32;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._~-]{1,32}");
    private static final String ACTION =
            "Set MEDIA_SIGNING_KEYS to kid:base64[,kid:base64...], each key of at least 32 random bytes, the same in"
                    + " gallery-service, share-service and media-service.";

    private final Map<String, SecretKeySpec> keys;
    private final String first;

    private SigningKeys(LinkedHashMap<String, SecretKeySpec> keys) {
        this.keys = Map.copyOf(keys);
        this.first = keys.firstEntry().getKey();
    }

    /** @throws InvalidSetting when a key is missing, malformed or shorter than 32 bytes */
    public static SigningKeys parse(String setting) {
        if (setting.isBlank()) {
            throw new InvalidSetting("MEDIA_SIGNING_KEYS is missing: media URLs cannot be signed.", ACTION);
        }
        var keys = new LinkedHashMap<String, SecretKeySpec>();
        for (String entry : setting.split(",", -1)) {
            int colon = entry.indexOf(':');
            String id = colon < 0 ? "" : entry.substring(0, colon).strip();
            if (!KEY_ID.matcher(id).matches()) {
                throw new InvalidSetting("MEDIA_SIGNING_KEYS has an entry without a key id.", ACTION);
            }
            if (keys.put(id, new SecretKeySpec(decode(id, entry.substring(colon + 1)), ALGORITHM)) != null) {
                throw new InvalidSetting("MEDIA_SIGNING_KEYS has the key id " + id + " twice.", ACTION);
            }
        }
        return new SigningKeys(keys);
    }

    private static byte[] decode(String id, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("The key " + id + " of MEDIA_SIGNING_KEYS is not base64.", ACTION);
        }
        if (key.length < MIN_BYTES) {
            throw new InvalidSetting(
                    "The key " + id + " of MEDIA_SIGNING_KEYS is weak: it has fewer than 32 bytes.", ACTION);
        }
        return key;
    }

    String first() {
        return first;
    }

    /** The MAC by that key, or null when there is no such key. */
    byte @Nullable [] mac(String id, String canonical) {
        SecretKeySpec key = keys.get(id);
        if (key == null) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
