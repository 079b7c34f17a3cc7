package vitrine.gateway.browser;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.tokens.Sealing;

/**
 * Sign-ins on their way through the auth service, each in an encrypted cookie of its own: several tabs may be on
 * the way at once, and visitors who never come back leave nothing in the database.
 */
@Component
class PendingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String NEXT = "next";

    private static final String PREFIX = "vitrine_login_";
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int MAX_AT_ONCE = 5;

    private final Sealing sealing;
    private final JsonMapper json;
    private final PublicOrigins origins;
    private final ClientRegistration registration;

    PendingSignIns(Sealing sealing, JsonMapper json, PublicOrigins origins, ClientRegistration registration) {
        this.sealing = sealing;
        this.json = json;
        this.origins = origins;
        this.registration = registration;
    }

    record Pending(String state, String nonce, String verifier, String redirect, String next, long until) {}

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest pending, HttpServletRequest request, HttpServletResponse response) {
        if (pending == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        var before = cookies(request);
        if (before.length >= MAX_AT_ONCE) {
            Arrays.stream(before).forEach(cookie -> write(response, cookie.getName(), "", Duration.ZERO));
        }
        var attributes = pending.getAttributes();
        var state = Objects.requireNonNull(pending.getState());
        var text = json.writeValueAsString(new Pending(
                state,
                String.valueOf(attributes.get(OidcParameterNames.NONCE)),
                String.valueOf(attributes.get(PkceParameterNames.CODE_VERIFIER)),
                Objects.requireNonNull(pending.getRedirectUri()),
                String.valueOf(attributes.get(NEXT)),
                Instant.now().plus(LIFE).getEpochSecond()));
        var name = name(state);
        var sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(text, place(request, name)));
        write(response, name, sealed, LIFE);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return pending(request).map(this::rebuild).orElse(null);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var pending = loadAuthorizationRequest(request);
        var state = request.getParameter(OAuth2ParameterNames.STATE);
        if (pending != null && state != null) {
            write(response, name(state), "", Duration.ZERO);
            request.setAttribute(NEXT, pending.getAttribute(NEXT));
        }
        return pending;
    }

    private Optional<Pending> pending(HttpServletRequest request) {
        var state = request.getParameter(OAuth2ParameterNames.STATE);
        if (state == null) {
            return Optional.empty();
        }
        var name = name(state);
        return Arrays.stream(cookies(request))
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .flatMap(cookie -> open(cookie.getValue(), place(request, name)))
                .filter(pending ->
                        pending.state().equals(state) && Instant.now().getEpochSecond() < pending.until());
    }

    private Optional<Pending> open(String value, String place) {
        try {
            return sealing.open(Base64.getUrlDecoder().decode(value), place)
                    .map(text -> json.readValue(text, Pending.class));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    private OAuth2AuthorizationRequest rebuild(Pending pending) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(pending.redirect())
                .scopes(registration.getScopes())
                .state(pending.state())
                .attributes(attributes -> attributes.putAll(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID,
                        registration.getRegistrationId(),
                        OidcParameterNames.NONCE,
                        pending.nonce(),
                        PkceParameterNames.CODE_VERIFIER,
                        pending.verifier(),
                        NEXT,
                        pending.next())))
                .build();
    }

    private static Cookie[] cookies(HttpServletRequest request) {
        var all = request.getCookies();
        return all == null
                ? new Cookie[0]
                : Arrays.stream(all)
                        .filter(cookie -> cookie.getName().startsWith(PREFIX))
                        .toArray(Cookie[]::new);
    }

    private static String name(String state) {
        var letters = state.replaceAll("[^A-Za-z0-9]", "");
        return PREFIX + letters.substring(0, Math.min(12, letters.length()));
    }

    private static String place(HttpServletRequest request, String name) {
        return PublicHost.of(request) + " " + name;
    }

    private void write(HttpServletResponse response, String name, String value, Duration life) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path("/auth/")
                        .httpOnly(true)
                        .secure(origins.secure())
                        .sameSite("Lax")
                        .maxAge(life)
                        .build()
                        .toString());
    }
}
