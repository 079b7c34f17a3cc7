package vitrine.gateway.browser;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gateway.tokens.BrowserSessions;

/**
 * The auth service says that one of its sessions is over (OpenID Connect Back-Channel Logout 1.0): every browser
 * session that came from it ends, on all hosts.
 */
@Component
public class BackChannelLogout {

    private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final int MAX_LENGTH = 8192;

    private final NimbusJwtDecoder decoder;
    private final ClientRegistration registration;
    private final BrowserSessions sessions;
    private final JdbcClient jdbc;

    BackChannelLogout(AuthKeys keys, ClientRegistration registration, BrowserSessions sessions, JdbcClient jdbc) {
        this.decoder = keys.logoutTokens();
        this.registration = registration;
        this.sessions = sessions;
        this.jdbc = jdbc;
    }

    /** Not a logout token of our auth service for us, or one seen before. */
    static final class Refused extends RuntimeException {

        Refused(String reason) {
            super(reason);
        }
    }

    @Transactional
    void accept(String logoutToken) {
        if (logoutToken.length() > MAX_LENGTH) {
            throw new Refused("too long");
        }
        var token = verify(logoutToken);
        useOnce(token);
        var session = token.getClaimAsString("sid");
        int ended = session != null ? sessions.endAllUnder(session) : sessions.endAllOf(account(token));
        log.info("Signed out by the auth service: {} sessions ended", ended);
    }

    private Jwt verify(String logoutToken) {
        Jwt token;
        try {
            token = decoder.decode(logoutToken);
        } catch (JwtException e) {
            throw new Refused("not signed by the auth service, or expired");
        }
        require(isLogoutType(token.getHeaders().get("typ")), "typ");
        var issuer = token.getClaimAsString("iss");
        require(Objects.equals(registration.getProviderDetails().getIssuerUri(), issuer), "iss");
        require(token.getAudience() != null && token.getAudience().contains(registration.getClientId()), "aud");
        require(
                token.getClaims().get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>,
                "events");
        require(!token.hasClaim("nonce"), "nonce");
        require(token.hasClaim("sid") || token.getSubject() != null, "sid or sub");
        var issued = token.getIssuedAt();
        var now = Instant.now();
        require(issued != null && issued.isAfter(now.minus(FRESH)) && issued.isBefore(now.plusSeconds(10)), "iat");
        return token;
    }

    private static boolean isLogoutType(@Nullable Object type) {
        return type == null
                || (type instanceof String text
                        && (text.equalsIgnoreCase("logout+jwt") || text.equalsIgnoreCase("JWT")));
    }

    private static UUID account(Jwt token) {
        try {
            return UUID.fromString(String.valueOf(token.getSubject()));
        } catch (IllegalArgumentException e) {
            throw new Refused("sub");
        }
    }

    private void useOnce(Jwt token) {
        var id = token.getId();
        if (id == null || id.isBlank() || id.length() > 200) {
            throw new Refused("jti");
        }
        var now = Instant.now();
        jdbc.sql("delete from used_logout_tokens where expires_at < ?")
                .param(Timestamp.from(now))
                .update();
        var first = jdbc.sql("insert into used_logout_tokens (jti, expires_at) values (?, ?) on conflict do nothing")
                        .params(id, Timestamp.from(now.plus(FRESH.multipliedBy(2))))
                        .update()
                == 1;
        require(first, "jti was used before");
    }

    private static void require(boolean fulfilled, String claim) {
        if (!fulfilled) {
            throw new Refused(claim);
        }
    }
}
