package vitrine.share.settings;

import java.util.Base64;

/** A secret that is missing or too short to protect anything: the service does not start with it. */
public final class WeakSecret extends RuntimeException {

    public WeakSecret(String variable, String wanted) {
        super(variable + " must be set to " + wanted + ".");
    }

    public static byte[] decode(String base64, String variable, String wanted) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new WeakSecret(variable, wanted);
        }
    }
}
