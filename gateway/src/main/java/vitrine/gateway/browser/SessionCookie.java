package vitrine.gateway.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.tokens.Sealing;

/**
 * The cookie that stands for a session: its id, signed. Without the key a copy of the database opens no session, and
 * a made-up cookie never reaches the database. Bound to the host, so that each has its own.
 */
@Component
class SessionCookie implements HttpSessionIdResolver {

    static final String NAME = "vitrine_session";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Sealing sealing;
    private final PublicOrigins origins;

    SessionCookie(Sealing sealing, PublicOrigins origins) {
        this.sealing = sealing;
        this.origins = origins;
    }

    /** The session the browser names, if this gateway ever gave it that name; the session itself may be over. */
    Optional<String> read(HttpServletRequest request) {
        var host = PublicHost.of(request);
        var cookies = request.getCookies();
        if (cookies == null || !host.servesApp()) {
            return Optional.empty();
        }
        for (var cookie : cookies) {
            if (cookie.getName().equals(NAME)) {
                var id = verified(cookie.getValue(), host);
                if (id != null) {
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable String verified(String value, PublicHost host) {
        var dot = value.indexOf('.');
        if (dot < 0 || value.length() > 128) {
            return null;
        }
        var id = value.substring(0, dot);
        return ID.matcher(id).matches()
                        && MessageDigest.isEqual(
                                value.getBytes(), value(id, host).getBytes())
                ? id
                : null;
    }

    private String value(String id, PublicHost host) {
        var signature = sealing.sign("session " + host + " " + id);
        return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return read(request).stream().toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        write(response, value(sessionId, PublicHost.of(request)), SlidingSessions.LIFE);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        write(response, "", Duration.ZERO);
    }

    private void write(HttpServletResponse response, String value, Duration life) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .path("/")
                        .httpOnly(true)
                        .secure(origins.secure())
                        .sameSite("Lax")
                        .maxAge(life)
                        .build()
                        .toString());
    }
}
