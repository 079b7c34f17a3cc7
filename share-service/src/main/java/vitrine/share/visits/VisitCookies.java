package vitrine.share.visits;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import vitrine.share.links.LinkKey;
import vitrine.share.settings.PublicOrigins;

/**
 * The cookies of a client. Each is signed and names its link, so that no cookie is worth anything at another link;
 * one that is not acceptable is as good as none.
 */
@Component
class VisitCookies {

    static final String VISIT = "vitrine_visit";

    private static final Duration VISIT_LIFETIME = Duration.ofDays(30);
    private static final Duration UNLOCK_LIFETIME = Duration.ofDays(1);
    private static final Pattern VISIT_FORM = Pattern.compile("([0-9a-f-]{36})\\.([A-Za-z0-9_-]{43})");
    private static final Pattern UNLOCK_FORM = Pattern.compile("([0-9]{10}\\.[A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;
    private final Clock clock;
    private final boolean secure;

    VisitCookies(LinkKey key, Clock clock, PublicOrigins origins) throws GeneralSecurityException {
        this.key = key.cookieSigning();
        this.clock = clock;
        this.secure = origins.secure();
    }

    ResponseCookie visit(VisitedLink link, UUID visitor) {
        return cookie(VISIT, visitor + "." + visitSignature(link, visitor.toString()), link, VISIT_LIFETIME);
    }

    /** Who of its visitors comes to the link, if it knows the browser. */
    Optional<UUID> visitor(VisitedLink link, @Nullable String cookie) {
        var match = VISIT_FORM.matcher(cookie == null ? "" : cookie);
        if (!match.matches() || !equal(match.group(2), visitSignature(link, match.group(1)))) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(match.group(1)));
    }

    ResponseCookie unlock(VisitedLink link, Door door) {
        var nonce = new byte[16];
        random.nextBytes(nonce);
        var pass = clock.instant().plus(UNLOCK_LIFETIME).getEpochSecond() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
        return cookie(door.cookie(), pass + "." + unlockSignature(link, door, pass), link, UNLOCK_LIFETIME);
    }

    /** Whether this browser gave the present password of this link, or the PIN of its downloads. */
    boolean isUnlocked(VisitedLink link, Door door, @Nullable String cookie) {
        var match = UNLOCK_FORM.matcher(cookie == null ? "" : cookie);
        return match.matches()
                && equal(match.group(2), unlockSignature(link, door, match.group(1)))
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(match.group(1), 0, 10, 10)));
    }

    /** Until when this browser need not give the password again. */
    Optional<Instant> unlockedUntil(VisitedLink link, Door door, @Nullable String cookie) {
        return cookie != null && isUnlocked(link, door, cookie)
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(cookie, 0, 10, 10)))
                : Optional.empty();
    }

    private String visitSignature(VisitedLink link, String visitor) {
        return sign("visit\n" + link.id() + "\n" + visitor);
    }

    private String unlockSignature(VisitedLink link, Door door, String pass) {
        return sign(door.purpose() + "\n" + link.id() + "\n" + link.lockVersion(door) + "\n" + pass);
    }

    private String sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean equal(String given, String expected) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
    }

    private ResponseCookie cookie(String name, String value, VisitedLink link, Duration lifetime) {
        return ResponseCookie.from(name, value)
                .path("/api/view/" + link.token())
                .httpOnly(true)
                .sameSite("Lax")
                .secure(secure)
                .maxAge(lifetime)
                .build();
    }
}
