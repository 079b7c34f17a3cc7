package vitrine.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.problems.Refusal;
import vitrine.auth.sessions.SsoSession;
import vitrine.auth.sessions.SsoSessions;

/**
 * Changes to an account need a proof of the last minutes that its owner is there: a forgotten open browser, or a token found somewhere,
 * is not enough. Every change is guarded that is not listed as open, so one that is added later is.
 *
 * <p>A page leads to the page for the proof and back; what was sent is not repeated, but what was typed is there again, secrets apart.
 * The API answers 403 {@code step-up-required} with {@code step_up_url}, where a browser gives the proof for all that its session does.
 * A program that signed in by itself does so again.
 */
@Component
public class StepUp implements HandlerInterceptor, WebMvcConfigurer {

    static final Duration LASTS = Duration.ofMinutes(10);
    static final String PAGE = "/account/security/confirm";
    /** Where a proof ends that was asked for by an application in another window. */
    static final String DONE = "/account/security/confirmed";

    private static final String RETURN_TO = StepUp.class.getName() + ".returnTo";
    private static final String DELETION = "/account/profile/delete";
    private static final String TOTP = "/account/security/totp";

    /**
     * What gives nobody more than they have: names, the end of sessions, consents and invitations, what a mailed code already proves,
     * and the proof itself.
     */
    private static final RequestMatcher OPEN = new OrRequestMatcher(Stream.of(
                    open(
                            HttpMethod.POST,
                            "/account/profile",
                            "/account/profile/email/confirm",
                            "/account/profile/email/keep",
                            "/account/sessions/**",
                            "/account/applications/take-back",
                            PAGE,
                            PAGE + "/**",
                            "/api/account/email/confirm",
                            "/api/account/sessions/end-others",
                            "/api/account/studio/invitations/accept"),
                    open(HttpMethod.PATCH, "/api/account", "/api/account/studio"),
                    open(HttpMethod.DELETE, "/api/account/sessions/{id}", "/api/account/studio/invitations/{id}"))
            .flatMap(List::stream)
            .toList());

    private final SsoSessions sessions;
    private final PublicHosts hosts;

    StepUp(SsoSessions sessions, PublicHosts hosts) {
        this.sessions = sessions;
        this.hosts = hosts;
    }

    private static List<RequestMatcher> open(HttpMethod method, String... paths) {
        return Stream.of(paths)
                .map(path -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(method, path))
                .toList();
    }

    /** The page that was left for the proof. */
    static String takeReturn(HttpSession session) {
        Object page = session.getAttribute(RETURN_TO);
        session.removeAttribute(RETURN_TO);
        return page instanceof String path ? path : "/account/security";
    }

    /** An application waits in another window. */
    static void returnToApplication(HttpSession session) {
        session.setAttribute(RETURN_TO, DONE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!isGuarded(request)) {
            return true;
        }
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller instanceof JwtAuthenticationToken token) {
            if (!isFresh(provedAt(token.getToken()))) {
                throw new StepUpRequired(hosts.auth() + PAGE + "?from=app");
            }
            return true;
        }
        if (isFresh(SsoSession.of(caller).flatMap(sessions::provedAt))) {
            return true;
        }
        HttpSession session = request.getSession();
        String page = page(request.getRequestURI());
        session.setAttribute(RETURN_TO, page);
        Typed.keep(page, request, session);
        response.sendRedirect(PAGE);
        return false;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        HttpSession session = request.getSession(false);
        if (answer != null && session != null && HttpMethod.GET.matches(request.getMethod())) {
            Typed.take(request.getRequestURI(), session).ifPresent(typed -> answer.addObject("typed", typed));
        }
    }

    private static boolean isGuarded(HttpServletRequest request) {
        if (request.getRequestURI().equals(PasskeyPages.NEW)) {
            // The page that begins a passkey is asked for too: its ceremony is better not interrupted.
            return true;
        }
        return !Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod()) && !OPEN.matches(request);
    }

    /** A token of a browser's session is as fresh as that session is now; one of a program is itself the answer to a sign-in. */
    private Optional<Instant> provedAt(Jwt token) {
        String sid = token.getClaimAsString("sid");
        return sid == null
                ? Optional.ofNullable(token.getIssuedAt())
                : sessions.provedAt(new SsoSession(UUID.fromString(token.getSubject()), sid));
    }

    private static boolean isFresh(Optional<Instant> proved) {
        return proved.filter(at -> at.plus(LASTS).isAfter(Instant.now())).isPresent();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/account/**", "/api/account/**");
    }

    /** The page that holds the form. */
    private static String page(String path) {
        if (path.equals(DELETION) || path.equals(PasskeyPages.NEW)) {
            return path;
        }
        if (path.equals(PasskeyPages.LIST)) {
            return PasskeyPages.NEW;
        }
        if (path.equals(TOTP + "/confirm")) {
            return TOTP;
        }
        String[] parts = path.split("/", 4);
        return "/account/" + parts[2];
    }

    /** The caller is who they say, and it is too long since they showed it (RFC 9470). */
    static class StepUpRequired extends Refusal {
        StepUpRequired(String url) {
            super(
                    HttpStatus.FORBIDDEN,
                    "step-up-required",
                    "Show once more who you are: with a browser at step_up_url, with a program by signing in again.");
            getBody().setProperty("step_up_url", url);
            getHeaders()
                    .set(
                            HttpHeaders.WWW_AUTHENTICATE,
                            "Bearer error=\"insufficient_user_authentication\", max_age=" + LASTS.toSeconds());
        }
    }
}
