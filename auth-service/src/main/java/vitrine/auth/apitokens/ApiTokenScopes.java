package vitrine.auth.apitokens;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vitrine.auth.problems.ProblemWriter;
import vitrine.auth.problems.Refusal;

/**
 * What an access token made from a personal API token opens here: the routes listed, and nothing that is not. So a route that is added
 * later, administration and the tokens themselves stay closed. Other access tokens pass untouched.
 */
@Component
public class ApiTokenScopes extends OncePerRequestFilter {

    private static final String TOKEN_ID = "token_id";

    private record Opening(RequestMatcher routes, String scope) {}

    private static final List<Opening> OPENINGS = List.of(
            reading("/api/auth/me", Scope.ACCOUNT_READ),
            reading("/api/verify-session", Scope.ACCOUNT_READ),
            reading("/api/account", Scope.ACCOUNT_READ));

    private final ApiTokens tokens;
    private final ProblemWriter problems;

    ApiTokenScopes(ApiTokens tokens, ProblemWriter problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    private static Opening reading(String path, Scope scope) {
        return new Opening(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path), scope.value());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller
                && caller.getToken().hasClaim(TOKEN_ID)) {
            if (!isUsable(caller.getToken())) {
                problems.write(response, HttpStatus.UNAUTHORIZED);
                return;
            }
            if (!opens(caller.getToken(), request)) {
                problems.write(response, new InsufficientScope());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private boolean isUsable(Jwt token) {
        try {
            return tokens.isUsable(UUID.fromString(token.getClaimAsString(TOKEN_ID)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean opens(Jwt token, HttpServletRequest request) {
        String scope = token.getClaimAsString("scope");
        List<String> granted = scope == null ? List.of() : List.of(scope.split(" "));
        return OPENINGS.stream()
                .anyMatch(opening ->
                        granted.contains(opening.scope()) && opening.routes().matches(request));
    }

    static class InsufficientScope extends Refusal {
        InsufficientScope() {
            super(HttpStatus.FORBIDDEN, "insufficient-scope", "The API token is not good for this.");
        }
    }
}
