package vitrine.share.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import vitrine.share.problems.Problem;
import vitrine.share.problems.ProblemWriter;

/**
 * What an access token made from a personal API token opens: the routes listed, each with its scope, and nothing else. So a route that is
 * added later stays closed to them. Other access tokens pass untouched; roles are checked in any case.
 */
class ApiTokenScopes extends OncePerRequestFilter {

    private record Opening(PathPatternRequestMatcher routes, String scope) {}

    private static final PathPatternRequestMatcher.Builder ROUTES = PathPatternRequestMatcher.withDefaults();

    private static final List<Opening> OPENINGS = List.of(
            opening(HttpMethod.GET, "/api/share-links/**", "shares:read"),
            opening(HttpMethod.GET, "/api/shares/**", "shares:read"),
            opening(HttpMethod.POST, "/api/share-links/**", "shares:write"),
            opening(HttpMethod.PUT, "/api/share-links/**", "shares:write"),
            opening(HttpMethod.PATCH, "/api/share-links/**", "shares:write"),
            opening(HttpMethod.DELETE, "/api/share-links/**", "shares:write"));

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
            problems.write(
                    response,
                    Problem.of(
                            HttpStatus.FORBIDDEN,
                            "insufficient-scope",
                            "Forbidden",
                            "The API token is not good for this."));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean opens(Jwt token, HttpServletRequest request) {
        String scope = token.getClaimAsString("scope");
        List<String> granted = scope == null ? List.of() : List.of(scope.split(" "));
        return OPENINGS.stream()
                .filter(opening -> opening.routes().matches(request))
                .findFirst()
                .filter(opening -> granted.contains(opening.scope()))
                .isPresent();
    }
}
