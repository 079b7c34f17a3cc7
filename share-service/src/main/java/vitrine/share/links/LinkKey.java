package vitrine.share.links;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import vitrine.share.settings.WeakSecret;

/** The one secret of this service: seals the tokens of links, and a key derived from it signs the clients' cookies. */
@ConfigurationProperties("vitrine")
public record LinkKey(@Nullable String shareLinkKey) {

    private static final String VARIABLE = "SHARE_LINK_KEY";
    private static final String WANTED = "32 random bytes in base64";

    public LinkKey {
        if (shareLinkKey == null || WeakSecret.decode(shareLinkKey, VARIABLE, WANTED).length != 32) {
            throw new WeakSecret(VARIABLE, WANTED);
        }
    }

    SecretKey sealing() {
        return new SecretKeySpec(secret(), "AES");
    }

    public SecretKey cookieSigning() throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret(), "HmacSHA256"));
        return new SecretKeySpec(
                mac.doFinal("vitrine share cookies v1".getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
    }

    private byte[] secret() {
        return shareLinkKey == null ? new byte[0] : Base64.getDecoder().decode(shareLinkKey.strip());
    }

    @Override
    public String toString() {
        return "LinkKey[***]";
    }
}
