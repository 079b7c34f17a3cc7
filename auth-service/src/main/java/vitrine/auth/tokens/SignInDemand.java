package vitrine.auth.tokens;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import vitrine.auth.sessions.ShownFactors;

/**
 * An application's wish that the person shows anew who they are, kept in the browser's session from the moment it was heard. The request
 * comes back unchanged after the sign-in; this tells that its wish was fulfilled in between, once.
 */
public record SignInDemand(String request, Instant since) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** The session attribute that holds it. */
    public static final String ATTRIBUTE = SignInDemand.class.getName();

    private static final Duration LASTS = Duration.ofMinutes(30);

    /** Whether the person on this browser still has to show who they are, although somebody is signed in. */
    public static boolean isOpen(HttpServletRequest request) {
        return of(request)
                .filter(demand -> !demand.isMetBy(
                        ShownFactors.of(SecurityContextHolder.getContext().getAuthentication())))
                .isPresent();
    }

    public static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    static void raise(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, new SignInDemand(query(request), Instant.now()));
    }

    /** Raised by this very request before, and met since. */
    static boolean isMet(HttpServletRequest request, ShownFactors shown) {
        return of(request)
                .filter(demand -> demand.request().equals(query(request)))
                .filter(demand -> demand.isMetBy(shown))
                .isPresent();
    }

    private boolean isMetBy(ShownFactors shown) {
        return !shown.latest().isBefore(since);
    }

    private static Optional<SignInDemand> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof SignInDemand demand
                        && demand.since().plus(LASTS).isAfter(Instant.now())
                ? Optional.of(demand)
                : Optional.empty();
    }

    private static String query(HttpServletRequest request) {
        return String.valueOf(request.getQueryString());
    }
}
