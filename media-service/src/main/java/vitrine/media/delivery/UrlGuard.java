package vitrine.media.delivery;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.media.problems.Refusal;
import vitrine.media.signing.SignedUrls;
import vitrine.media.signing.SignedUrls.Signature;

/** Lets only those through whose URL was signed, has not expired and stands on a grant that was not withdrawn. */
@Component
@Profile("!worker")
public class UrlGuard {

    private static final Pattern PICTURE = Pattern.compile("/a/[0-9a-f-]{36}/([0-9a-f-]{36})\\.");

    /** Signed for whoever looks into a bin: the account that may, and for what nobody else is shown. */
    private static final String OF_A_BIN = "b.";

    private static final List<String> SIGNED_BY = List.of("g", "e", "k", "s");

    private final SignedUrls urls;
    private final RevokedGrants revokedGrants;
    private final Clock clock;

    UrlGuard(SignedUrls urls, RevokedGrants revokedGrants, Clock clock) {
        this.urls = urls;
        this.revokedGrants = revokedGrants;
        this.clock = clock;
    }

    /**
     * The grant of a request for bytes.
     *
     * @param path as it was signed
     * @throws Refusal when the request has no signature, a wrong or an old one, or its grant was withdrawn
     */
    public String grant(String path, HttpServletRequest request) {
        requireSignature(request);
        String grant = only(request, "g");
        String name = request.getParameterValues("n") == null ? null : only(request, "n");
        switch (urls.verifyReading(path, grant, name, signature(request), clock.instant())) {
            case VALID -> {}
            case EXPIRED -> throw Refusal.urlExpired();
            case FORGED -> throw Refusal.notFound();
        }
        if (grant.startsWith(OF_A_BIN)) {
            requireLiving("u." + grant.substring(OF_A_BIN.length()));
        } else {
            requireLiving(grant);
            Matcher picture = PICTURE.matcher(path);
            if (picture.lookingAt() && isWithdrawn(UUID.fromString(picture.group(1)))) {
                throw Refusal.notFound();
            }
        }
        return grant;
    }

    /** Whether all photos made of these bytes are in a bin; then nobody is shown them but by the bin itself. */
    public boolean isWithdrawn(UUID asset) {
        return revokedGrants.contains(RevokedGrants.ofAsset(asset));
    }

    /**
     * The grant that a service asks for something in the name of.
     *
     * @param body what was signed with the path
     * @throws Refusal as above
     */
    public String grantOfCall(String path, byte[] body, HttpServletRequest request) {
        requireSignature(request);
        String grant = only(request, "g");
        switch (urls.verifyCall(path, grant, body, signature(request), clock.instant())) {
            case VALID -> {}
            case EXPIRED -> throw Refusal.urlExpired();
            case FORGED -> throw Refusal.notFound();
        }
        requireLiving(grant);
        return grant;
    }

    /** Long answers ask again and again. */
    public void requireLiving(String grant) {
        if (revokedGrants.contains(grant)) {
            throw Refusal.grantRevoked();
        }
    }

    private static void requireSignature(HttpServletRequest request) {
        if (SIGNED_BY.stream().allMatch(name -> request.getParameter(name) == null)) {
            throw Refusal.unsigned();
        }
    }

    private static Signature signature(HttpServletRequest request) {
        return new Signature(only(request, "e"), only(request, "k"), only(request, "s"));
    }

    private static String only(HttpServletRequest request, String parameter) {
        String[] values = request.getParameterValues(parameter);
        if (values == null || values.length != 1) {
            throw Refusal.notFound();
        }
        return values[0];
    }
}
