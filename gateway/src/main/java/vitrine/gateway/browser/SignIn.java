package vitrine.gateway.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import vitrine.gateway.problems.PlainPage;
import vitrine.gateway.tokens.BrowserSessions;
import vitrine.gateway.tokens.Tokens;

/** The way to the auth service and back: where it starts, and what its two ends mean. */
@Component
class SignIn
        implements OAuth2AuthorizationRequestResolver,
                OAuth2AuthorizedClientRepository,
                AuthenticationSuccessHandler,
                AuthenticationFailureHandler {

    static final String START = "/auth/login";
    static final String END = "/auth/callback";

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);
    private static final String GRANTED = OAuth2AuthorizedClient.class.getName();
    private static final String REGISTRATION = "vitrine";

    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final BrowserSessions sessions;
    private final PlainPage pages;

    SignIn(ClientRegistrationRepository registrations, BrowserSessions sessions, PlainPage pages) {
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/auth/never");
        this.requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        this.sessions = sessions;
        this.pages = pages;
    }

    /** Nothing for a browser that is signed in already: {@link BrowserRoutes} sends it on. */
    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        if (!request.getServletPath().equals(START)
                || !request.getMethod().equals("GET")
                || sessions.current(request).isPresent()) {
            return null;
        }
        var resolved = requests.resolve(request, REGISTRATION);
        return resolved == null
                ? null
                : OAuth2AuthorizationRequest.from(resolved)
                        .attributes(attributes -> attributes.put(
                                PendingSignIns.NEXT, LocalPath.of(request.getParameter(PendingSignIns.NEXT))))
                        .build();
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return resolve(request);
    }

    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registrationId, Authentication principal, HttpServletRequest request) {
        return null;
    }

    /** Kept for a moment: the tokens find their place in {@link #onAuthenticationSuccess}. */
    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        request.setAttribute(GRANTED, client);
    }

    @Override
    public void removeAuthorizedClient(
            String registrationId, Authentication principal, HttpServletRequest request, HttpServletResponse response) {
        request.removeAttribute(GRANTED);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof OidcUser user)
                || !(request.getAttribute(GRANTED) instanceof OAuth2AuthorizedClient client)) {
            throw new IllegalStateException("Signed in without tokens");
        }
        sessions.begin(request, tokens(user, client));
        redirect(
                response, LocalPath.of(request.getAttribute(PendingSignIns.NEXT) instanceof String path ? path : null));
    }

    private static Tokens tokens(OidcUser user, OAuth2AuthorizedClient client) {
        var access = client.getAccessToken();
        var refresh = client.getRefreshToken();
        var expires = access.getExpiresAt();
        return new Tokens(
                UUID.fromString(user.getSubject()),
                user.getClaimAsString("sid"),
                access.getTokenValue(),
                expires == null ? Instant.now().plusSeconds(60) : expires,
                refresh == null ? null : refresh.getTokenValue(),
                user.getIdToken().getTokenValue());
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "";
        log.warn("Sign-in failed: {} {}", code, failure.getMessage());
        var away = code.equals("invalid_token_response") || code.equals("server_error");
        var next = LocalPath.of(request.getAttribute(PendingSignIns.NEXT) instanceof String path ? path : null);
        pages.write(
                request,
                response,
                away ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_REQUEST,
                away ? PlainPage.Text.SIGN_IN_AWAY : PlainPage.Text.SIGN_IN_FAILED,
                start(next));
    }

    static String start(String next) {
        return START + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    static void redirect(HttpServletResponse response, String location) {
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader("Location", location);
        response.setHeader("Cache-Control", "no-store");
    }
}
