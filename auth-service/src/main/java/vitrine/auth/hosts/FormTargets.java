package vitrine.auth.hosts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Browsers hold the redirects after a form to the policy of the page it stood on. A page whose form leads on to an application
 * says so here, and no other page allows that.
 */
public final class FormTargets {

    private static final String ATTRIBUTE = FormTargets.class.getName();

    private FormTargets() {}

    /** @param uri registered by a client: it holds nothing that could end a policy's directive */
    public static void allow(HttpServletRequest request, String uri) {
        request.setAttribute(ATTRIBUTE, origin(uri));
    }

    public static Optional<String> allowed(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
    }

    public static @Nullable String origin(String uri) {
        URI parsed = URI.create(uri);
        String authority = parsed.getRawAuthority();
        // Semicolons are legal in an authority and would begin another directive.
        return authority == null || !authority.matches("[A-Za-z0-9.:\\[\\]-]+")
                ? null
                : parsed.getScheme() + "://" + authority;
    }
}
