package vitrine.gateway.tokens;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import vitrine.gateway.problems.Problem;

/** The Authorization header a service gets: the client's own bearer token, else the one of its browser session. */
@Component
public class Credentials {

    private static final String BEARER = "Bearer ";

    private final BrowserSessions sessions;
    private final ApiTokens apiTokens;

    Credentials(BrowserSessions sessions, ApiTokens apiTokens) {
        this.sessions = sessions;
        this.apiTokens = apiTokens;
    }

    public @Nullable String of(HttpServletRequest request) {
        var own = bearer(request);
        return own != null
                ? understood(own)
                : sessions.current(request)
                        .map(tokens -> BEARER + tokens.accessToken())
                        .orElse(null);
    }

    /** What the client sent itself, for the host that holds no session of ours. */
    public @Nullable String sent(HttpServletRequest request) {
        var own = bearer(request);
        return own != null ? understood(own) : request.getHeader(HttpHeaders.AUTHORIZATION);
    }

    /** As the services understand it: they know access tokens, not the personal API tokens of people. */
    private String understood(String bearer) {
        var token = bearer.substring(BEARER.length()).strip();
        return ApiTokens.isOne(token)
                ? BEARER + apiTokens.accessToken(token).orElseThrow(Problem::unauthorized)
                : bearer;
    }

    public static @Nullable String bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length()) ? header : null;
    }
}
