package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.tokens.SignInDemand;

/** Where a person goes once signed in: back to the application that asked, or to the page named by {@code next}; never elsewhere. */
@Component
class ReturnTargets {

    private static final String NEXT = ReturnTargets.class.getName() + ".next";

    private static final String SAVED_REQUEST = ReturnTargets.class.getName() + ".savedRequest";
    private static final int LONGEST_LOGIN = 254;

    private final PublicHosts hosts;
    private final RequestCache requests;

    ReturnTargets(PublicHosts hosts, RequestCache requests) {
        this.hosts = hosts;
        this.requests = requests;
    }

    /** Remembers {@code next} if it is one of our own pages; anything else is as if it was not there. */
    void remember(@Nullable String next, HttpServletRequest request, HttpServletResponse response) {
        ownPage(next).ifPresent(page -> {
            requests.removeRequest(request, response);
            SignInDemand.forget(request);
            request.getSession().setAttribute(NEXT, page);
        });
    }

    /** The address to go to; asked once, it is forgotten. */
    String take(HttpServletRequest request, HttpServletResponse response) {
        String target = savedRequest(request, response)
                .or(() -> Optional.ofNullable(next(request)))
                .orElse(signInAt(hosts.photos(), "/"));
        requests.removeRequest(request, response);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(NEXT);
        }
        return target;
    }

    /** Whom the application expects to sign in ({@code login_hint}), if it says so. */
    String expectedLogin(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = requests.getRequest(request, response);
        String[] hints = saved == null ? null : saved.getParameterValues("login_hint");
        return hints == null
                        || hints.length != 1
                        || hints[0].length() > LONGEST_LOGIN
                        || hints[0].chars().anyMatch(Character::isISOControl)
                ? ""
                : hints[0];
    }

    /** What a new session of the same browser has to know of the one before: where the person is on the way to, and for whom. */
    static Map<String, Object> carryOver(HttpSession session) {
        Map<String, Object> kept = new HashMap<>();
        for (String name : List.of(SAVED_REQUEST, NEXT, SignInDemand.ATTRIBUTE)) {
            Object value = session.getAttribute(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    /** The host somebody is on the way to, for the page to show. */
    String destination(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> saved = savedRequest(request, response);
        if (saved.filter(page -> page.startsWith(hosts.auth() + "/account")).isPresent()) {
            return URI.create(hosts.auth()).getHost();
        }
        String target = saved.map(uri -> UriComponentsBuilder.fromUriString(uri)
                        .build()
                        .getQueryParams()
                        .getFirst("redirect_uri"))
                .map(uri -> java.net.URLDecoder.decode(uri, StandardCharsets.UTF_8))
                .orElse(next(request));
        // A request of an application was checked before it was kept.
        return URI.create(target == null ? hosts.photos() : target).getHost();
    }

    private Optional<String> savedRequest(HttpServletRequest request, HttpServletResponse response) {
        // Only the path and query of what was asked are used: the host is ours whatever the request said.
        return requests.getRequest(request, response) instanceof DefaultSavedRequest saved
                ? Optional.of(hosts.auth()
                        + saved.getRequestURI()
                        + (saved.getQueryString() == null ? "" : "?" + saved.getQueryString()))
                : Optional.empty();
    }

    private static @Nullable String next(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : (String) session.getAttribute(NEXT);
    }

    private Optional<String> ownPage(@Nullable String next) {
        if (next == null || next.length() > 2000) {
            return Optional.empty();
        }
        if (isPath(next)) {
            return Optional.of(signInAt(hosts.photos(), next));
        }
        for (String origin : hosts.applications()) {
            if (next.equals(origin)) {
                return Optional.of(signInAt(origin, "/"));
            }
            if (next.startsWith(origin) && isPath(next.substring(origin.length()))) {
                String path = next.substring(origin.length());
                return Optional.of(path.startsWith("/auth/login") ? next : signInAt(origin, path));
            }
        }
        return Optional.empty();
    }

    /** A path of the same host in the eyes of every browser: one slash, no backslash, nothing unprintable. */
    private static boolean isPath(String value) {
        return value.startsWith("/")
                && !value.startsWith("//")
                && value.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }

    /** The application has no session yet: its own sign-in finds the one here and goes on to the page. */
    private static String signInAt(String origin, String path) {
        return origin + "/auth/login?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    static class SavedRequests {

        /** The requests worth repeating after sign-in: an application's, and those for pages of the account and for an invitation. */
        @Bean
        RequestCache requestCache() {
            var paths = PathPatternRequestMatcher.withDefaults();
            var cache = new HttpSessionRequestCache();
            cache.setSessionAttrName(SAVED_REQUEST);
            cache.setRequestMatcher(new OrRequestMatcher(
                    paths.matcher(HttpMethod.GET, "/oauth2/authorize"),
                    paths.matcher(HttpMethod.GET, "/invitation"),
                    paths.matcher(HttpMethod.GET, "/account/**")));
            return cache;
        }
    }
}
