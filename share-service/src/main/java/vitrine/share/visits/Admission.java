package vitrine.share.visits;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import vitrine.share.branding.Brandings;
import vitrine.share.links.LinkPasswords;
import vitrine.share.links.LinkState;
import vitrine.share.problems.Problem;

/** The door of every share link: who may come in, with which cookies. */
@Component
public class Admission {

    private static final int LOOKS = 3;
    private static final Duration KEPT = Duration.ofDays(30);

    private final Visits visits;
    private final VisitCookies cookies;
    private final UnlockTries tries;
    private final LinkPasswords passwords;
    private final Clock clock;
    private final Brandings brandings;

    Admission(
            Visits visits,
            VisitCookies cookies,
            UnlockTries tries,
            LinkPasswords passwords,
            Clock clock,
            Brandings brandings) {
        this.visits = visits;
        this.cookies = cookies;
        this.tries = tries;
        this.passwords = passwords;
        this.clock = clock;
        this.brandings = brandings;
    }

    /** The cookies a request came with, believed or not. */
    public record Pass(
            @Nullable String visit,
            @Nullable String unlock,
            @Nullable String downloads) {

        public static Pass of(HttpServletRequest request) {
            return new Pass(
                    value(request, VisitCookies.VISIT),
                    value(request, Door.LINK.cookie()),
                    value(request, Door.DOWNLOADS.cookie()));
        }

        @Nullable
        String to(Door door) {
            return door == Door.LINK ? unlock : downloads;
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

    /** Goes on inside to fetch pictures away, which a PIN may guard. */
    VisitedLink goOnToDownloads(String token, Pass pass) {
        var link = goOn(token, pass);
        if (isLocked(link, Door.DOWNLOADS, pass)) {
            throw Problem.of(
                    HttpStatus.UNAUTHORIZED,
                    "pin-required",
                    "PIN required",
                    "Downloads of this share link are protected by a PIN.");
        }
        return link;
    }

    /** @return the link, to be unlocked for whoever gave its password */
    VisitedLink unlock(String token, Pass pass, String password) {
        var link = findLiving(token);
        if (cookies.visitor(link, pass.visit()).isEmpty()) {
            requireViewsLeft(link);
        }
        requireRight(link, Door.LINK, password);
        return link;
    }

    /** @return the link, whose downloads are to be unlocked for whoever gave the PIN */
    VisitedLink unlockDownloads(String token, Pass pass, String pin) {
        var link = goOn(token, pass);
        requireRight(link, Door.DOWNLOADS, pin);
        return link;
    }

    /**
     * Until when a device may show what it saw of the link without asking again: a month, and not beyond the link's own
     * end or the time for which its password was given. Null where each look counts.
     */
    @Nullable
    Instant keptUntil(VisitedLink link, Pass pass) {
        if (link.isLimited()) {
            return null;
        }
        var ends = Stream.<@Nullable Instant>of(
                clock.instant().plus(KEPT),
                link.expiresAt(),
                link.lock(Door.LINK) == null
                        ? null
                        : cookies.unlockedUntil(link, Door.LINK, pass.unlock()).orElse(clock.instant()));
        return ends.filter(Objects::nonNull).min(Comparator.naturalOrder()).orElseThrow();
    }

    boolean mayDownload(VisitedLink link, Pass pass) {
        return !isLocked(link, Door.DOWNLOADS, pass);
    }

    private void requireRight(VisitedLink link, Door door, String password) {
        var hash = link.lock(door);
        if (hash == null) {
            return;
        }
        tries.begin(link.id(), door);
        boolean right;
        try {
            right = passwords.matches(password, hash);
        } catch (Problem unacceptable) {
            tries.takeBack(link.id(), door);
            throw unacceptable;
        }
        if (!right) {
            throw door == Door.LINK
                    ? Problem.of(HttpStatus.FORBIDDEN, "wrong-password", "Wrong password", "This is not the password.")
                    : Problem.of(HttpStatus.FORBIDDEN, "wrong-pin", "Wrong PIN", "This is not the PIN.");
        }
        tries.takeBack(link.id(), door);
    }

    private boolean isLocked(VisitedLink link, Door door, Pass pass) {
        return link.lock(door) != null && !cookies.isUnlocked(link, door, pass.to(door));
    }

    /** Looks from outside: what nobody has to come in for. */
    VisitedLink look(String token) {
        var link = findLiving(token);
        requireViewsLeft(link);
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

    private void requireViewsLeft(VisitedLink link) {
        if (link.state() == LinkState.USED_UP) {
            throw gone(link, "link-used-up", "Link used up", "This share link was opened as often as it may be.");
        }
    }

    private void requireUnlocked(VisitedLink link, Pass pass) {
        if (isLocked(link, Door.LINK, pass)) {
            throw signed(
                    link,
                    Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "password-required",
                            "Password required",
                            "This share link is protected by a password."));
        }
    }

    /** Says whom to ask for another link, and since when this one is over. */
    private Problem gone(VisitedLink link, String slug, String title, String detail) {
        var problem = signed(link, Problem.of(HttpStatus.GONE, slug, title, detail));
        return link.state() == LinkState.EXPIRED ? problem.with("expired_at", link.expiresAt()) : problem;
    }

    /** Pages that show no gallery look like their studio, too. */
    private Problem signed(VisitedLink link, Problem problem) {
        return problem.with("studio_name", link.gallery().studioName())
                .with("branding", brandings.of(link.gallery().studioId()));
    }
}
