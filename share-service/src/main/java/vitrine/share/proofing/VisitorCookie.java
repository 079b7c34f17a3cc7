package vitrine.share.proofing;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import vitrine.share.settings.PublicOrigins;

/** By which a browser is known as a visitor's: a secret for one link, of which only the hash is kept. */
@Component
class VisitorCookie {

    static final String NAME = "vitrine_visitor";

    /** A wedding is chosen from over months. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final boolean secure;

    VisitorCookie(PublicOrigins origins) {
        this.secure = origins.secure();
    }

    String newSecret() {
        var secret = new byte[32];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static Optional<String> secret(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return Optional.ofNullable(cookie == null ? null : cookie.getValue())
                .filter(value -> FORM.matcher(value).matches());
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    ResponseCookie of(String token, String secret) {
        return ResponseCookie.from(NAME, secret)
                .path("/api/view/" + token)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(secure)
                .maxAge(LIFETIME)
                .build();
    }
}
