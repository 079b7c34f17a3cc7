package vitrine.share.visits;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import vitrine.share.links.LinkPasswords;
import vitrine.share.links.LinkState;
import vitrine.share.problems.Problem;

/** The door of every share link: who may come in, with which cookies. */
@Component
public class Admission {

    private static final int LOOKS = 3;

    private final Visits visits;
    private final VisitCookies cookies;
    private final UnlockTries tries;
    private final LinkPasswords passwords;

    Admission(Visits visits, VisitCookies cookies, UnlockTries tries, LinkPasswords passwords) {
        this.visits = visits;
        this.cookies = cookies;
        this.tries = tries;
        this.passwords = passwords;
    }

    /** The cookies a request came with, believed or not. */
    public record Pass(@Nullable String visit, @Nullable String unlock) {

        public static Pass of(HttpServletRequest request) {
            return new Pass(value(request, VisitCookies.VISIT), value(request, VisitCookies.UNLOCK));
        }

        private static @Nullable String value(HttpServletRequest request, String name) {
            var cookie = WebUtils.getCookie(request, name);
            return cookie == null ? null : cookie.getValue();
        }
    }

    record Entered(VisitedLink link, UUID visitor, @Nullable Long remainingViews) {}

    /** Comes in by the front door, which counts as a view. */
    Entered enter(String token, Pass pass) {
        for (int look = 1; ; look++) {
            var link = findLiving(token);
            requireViewsLeft(link);
            requireUnlocked(link, pass);
            var visitor = cookies.visitor(link, pass.visit()).orElseGet(UUID::randomUUID);
            try {
                return new Entered(
                        link, visitor, visits.countView(link, visitor).remainingViews());
            } catch (Visits.NotCounted changed) {
                if (look == LOOKS) {
                    throw Problem.unavailable("This link is changing just now. Please try again.");
                }
            }
        }
    }

    /** Goes on inside: where views are limited, only those who came in by the front door. */
    public VisitedLink goOn(String token, Pass pass) {
        var link = findLiving(token);
        var cameIn = cookies.visitor(link, pass.visit()).isPresent();
        if (link.isLimited() && !cameIn) {
            requireViewsLeft(link);
        }
        requireUnlocked(link, pass);
        if (link.isLimited() && !cameIn) {
            throw Problem.of(
                    HttpStatus.UNAUTHORIZED, "visit-required", "Visit required", "Please open the link itself first.");
        }
        return link;
    }

    /** @return the link, to be unlocked for whoever gave its password */
    VisitedLink unlock(String token, Pass pass, String password) {
        var link = findLiving(token);
        if (cookies.visitor(link, pass.visit()).isEmpty()) {
            requireViewsLeft(link);
        }
        var hash = link.passwordHash();
        if (hash == null) {
            return link;
        }
        tries.begin(link.id());
        boolean right;
        try {
            right = passwords.matches(password, hash);
        } catch (Problem unacceptable) {
            tries.takeBack(link.id());
            throw unacceptable;
        }
        if (!right) {
            throw Problem.of(HttpStatus.FORBIDDEN, "wrong-password", "Wrong password", "This is not the password.");
        }
        tries.takeBack(link.id());
        return link;
    }

    private VisitedLink findLiving(String token) {
        var link = visits.find(token).orElseThrow(() -> Problem.notFound("There is no such share link."));
        return switch (link.state()) {
            case ACTIVE, USED_UP -> link;
            case EXPIRED -> throw gone(link, "link-expired", "Link expired", "This share link has expired.");
            case OFF, REVOKED ->
                throw gone(link, "link-revoked", "Link revoked", "This share link is no longer available.");
        };
    }

    private static void requireViewsLeft(VisitedLink link) {
        if (link.state() == LinkState.USED_UP) {
            throw gone(link, "link-used-up", "Link used up", "This share link was opened as often as it may be.");
        }
    }

    private void requireUnlocked(VisitedLink link, Pass pass) {
        if (link.passwordHash() != null && !cookies.isUnlocked(link, pass.unlock())) {
            throw Problem.of(
                    HttpStatus.UNAUTHORIZED,
                    "password-required",
                    "Password required",
                    "This share link is protected by a password.");
        }
    }

    /** Says whom to ask for another link, and since when this one is over. */
    private static Problem gone(VisitedLink link, String slug, String title, String detail) {
        var problem = Problem.of(HttpStatus.GONE, slug, title, detail)
                .with("studio_name", link.gallery().studioName());
        return link.state() == LinkState.EXPIRED ? problem.with("expired_at", link.expiresAt()) : problem;
    }
}
