package vitrine.gateway.tokens;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The Authorization header a service gets: the client's own bearer token, else the one of its browser session. */
@Component
public class Credentials {

    private final BrowserSessions sessions;

    Credentials(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    public @Nullable String of(HttpServletRequest request) {
        var own = bearer(request);
        return own != null
                ? own
                : sessions.current(request)
                        .map(tokens -> "Bearer " + tokens.accessToken())
                        .orElse(null);
    }

    public static @Nullable String bearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7) ? header : null;
    }
}
