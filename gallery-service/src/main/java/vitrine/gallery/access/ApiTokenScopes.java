package vitrine.gallery.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import vitrine.gallery.problems.ProblemKind;
import vitrine.gallery.problems.ProblemWriter;

/**
 * What an access token made from a personal API token opens: the routes listed, each with its scope, and nothing else. So a route that is
 * added later stays closed to them. Other access tokens pass untouched; roles are checked in any case.
 */
class ApiTokenScopes extends OncePerRequestFilter {

    private record Opening(PathPatternRequestMatcher routes, String scope) {}

    private static final PathPatternRequestMatcher.Builder ROUTES = PathPatternRequestMatcher.withDefaults();

    /** The first that matches counts. */
    private static final List<Opening> OPENINGS = List.of(
            opening(HttpMethod.GET, "/api/galleries/{id}/photos", "photos:read"),
            opening(HttpMethod.POST, "/api/galleries/{id}/permissions", "shares:write"),
            opening(HttpMethod.PUT, "/api/galleries/{id}/permissions/*", "shares:write"),
            opening(HttpMethod.DELETE, "/api/galleries/{id}/permissions/*", "shares:write"),
            opening(HttpMethod.GET, "/api/permissions", "galleries:read"),
            opening(HttpMethod.GET, "/api/galleries/**", "galleries:read"),
            opening(HttpMethod.POST, "/api/galleries/**", "galleries:write"),
            opening(HttpMethod.PUT, "/api/galleries/**", "galleries:write"),
            opening(HttpMethod.PATCH, "/api/galleries/**", "galleries:write"),
            opening(HttpMethod.DELETE, "/api/galleries/**", "galleries:write"),
            opening(HttpMethod.GET, "/api/images/fetch", "photos:write"),
            opening(HttpMethod.GET, "/api/images/**", "photos:read"),
            opening(HttpMethod.GET, "/api/events", "photos:read"),
            opening(HttpMethod.POST, "/api/images/downloads", "photos:read"),
            opening(HttpMethod.POST, "/api/images/**", "photos:write"),
            opening(HttpMethod.PATCH, "/api/images/**", "photos:write"),
            opening(HttpMethod.DELETE, "/api/images/**", "photos:write"),
            opening(HttpMethod.GET, "/api/bin", "photos:read"),
            opening(HttpMethod.POST, "/api/bin/**", "photos:write"),
            opening(HttpMethod.DELETE, "/api/bin", "photos:write"),
            opening(HttpMethod.POST, "/api/upload", "photos:write"),
            opening(HttpMethod.GET, "/api/customers/**", "galleries:read"),
            opening(HttpMethod.POST, "/api/customers/**", "galleries:write"),
            opening(HttpMethod.PUT, "/api/customers/**", "galleries:write"),
            opening(HttpMethod.PATCH, "/api/customers/**", "galleries:write"),
            opening(HttpMethod.DELETE, "/api/customers/**", "galleries:write"),
            opening(HttpMethod.GET, "/api/stats/**", "galleries:read"),
            opening(HttpMethod.GET, "/api/activity", "galleries:read"),
            opening(HttpMethod.GET, "/api/notifications/**", "account:read"),
            opening(HttpMethod.POST, "/api/notifications/read", "galleries:write"),
            opening(HttpMethod.PUT, "/api/notifications/settings", "galleries:write"),
            opening(HttpMethod.GET, "/api/studio/downloads", "galleries:read"),
            opening(HttpMethod.PUT, "/api/studio/downloads", "galleries:write"),
            opening(HttpMethod.GET, "/api/studio/branding/**", "galleries:read"),
            opening(HttpMethod.PUT, "/api/studio/branding/**", "galleries:write"),
            opening(HttpMethod.DELETE, "/api/studio/branding/**", "galleries:write"),
            opening(HttpMethod.GET, "/api/studio/pages", "galleries:read"),
            opening(HttpMethod.PUT, "/api/studio/pages", "galleries:write"),
            opening(HttpMethod.GET, "/api/studio/host", "galleries:read"),
            opening(HttpMethod.PUT, "/api/studio/host", "galleries:write"),
            opening(HttpMethod.POST, "/api/studio/host/check", "galleries:write"),
            opening(HttpMethod.DELETE, "/api/studio/host", "galleries:write"),
            opening(HttpMethod.GET, "/api/site/**", "galleries:read"),
            opening(HttpMethod.PUT, "/api/site", "galleries:write"));

    /** Open to everybody, so to every token too. */
    private static final PathPatternRequestMatcher PUBLIC = ROUTES.matcher(HttpMethod.GET, "/api/public/**");

    private final ProblemWriter problems;

    ApiTokenScopes(ProblemWriter problems) {
        this.problems = problems;
    }

    private static Opening opening(HttpMethod method, String path, String scope) {
        return new Opening(ROUTES.matcher(method, path), scope);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller
                && caller.getToken().hasClaim("token_id")
                && !opens(caller.getToken(), request)) {
            problems.write(response, ProblemKind.INSUFFICIENT_SCOPE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean opens(Jwt token, HttpServletRequest request) {
        String scope = token.getClaimAsString("scope");
        List<String> granted = scope == null ? List.of() : List.of(scope.split(" "));
        return PUBLIC.matches(request)
                || OPENINGS.stream()
                        .filter(opening -> opening.routes().matches(request))
                        .findFirst()
                        .filter(opening -> granted.contains(opening.scope()))
                        .isPresent();
    }
}
