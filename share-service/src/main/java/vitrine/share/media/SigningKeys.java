package vitrine.share.media;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vitrine.share.settings.WeakSecret;

/**
 * The keys shared with media-service, {@code kid:base64[,kid:base64...]}. The first one signs; the others are only for
 * those who verify.
 */
@ConfigurationProperties("vitrine")
record SigningKeys(@Nullable String mediaSigningKeys) {

    private static final String VARIABLE = "MEDIA_SIGNING_KEYS";
    private static final String WANTED = "kid:base64 pairs with at least 32 random bytes each";
    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    record SigningKey(String kid, byte[] secret) {}

    SigningKeys {
        first(mediaSigningKeys);
    }

    SigningKey first() {
        return first(mediaSigningKeys);
    }

    private static SigningKey first(@Nullable String keys) {
        if (keys == null || keys.isBlank()) {
            throw new WeakSecret(VARIABLE, WANTED);
        }
        var parsed = new ArrayList<SigningKey>();
        for (var pair : keys.split(",", -1)) {
            var colon = pair.indexOf(':');
            if (colon < 1 || !KID.matcher(pair.substring(0, colon).strip()).matches()) {
                throw new WeakSecret(VARIABLE, WANTED);
            }
            var secret = WeakSecret.decode(pair.substring(colon + 1), VARIABLE, WANTED);
            if (secret.length < 32) {
                throw new WeakSecret(VARIABLE, WANTED);
            }
            parsed.add(new SigningKey(pair.substring(0, colon).strip(), secret));
        }
        return parsed.getFirst();
    }

    @Override
    public String toString() {
        return "SigningKeys[***]";
    }
}
