package vitrine.auth.tokens;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;
import vitrine.auth.sessions.SingleSignOut;
import vitrine.auth.sessions.SsoSession;

/** An application asks to end the session its ID token names, wherever that session lives; then the person goes back to it. */
@Component
class RelyingPartyLogout implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final List<String> REQUEST = List.of("id_token_hint", "client_id", "post_logout_redirect_uri");

    private final SingleSignOut signOut;
    private final OidcLogoutAuthenticationSuccessHandler backToApplication =
            new OidcLogoutAuthenticationSuccessHandler();
    private final DefaultRedirectStrategy redirects = new DefaultRedirectStrategy();

    RelyingPartyLogout(SingleSignOut signOut) {
        this.signOut = signOut;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        if (authentication instanceof OidcLogoutAuthenticationToken logout
                && logout.getIdToken() instanceof OidcIdToken idToken
                && idToken.getClaimAsString("sid") instanceof String sid) {
            signOut.end(new SsoSession(UUID.fromString(idToken.getSubject()), sid));
        }
        if (request.getParameter("post_logout_redirect_uri") == null) {
            new SecurityContextLogoutHandler().logout(request, response, authentication);
            redirects.sendRedirect(request, response, "/signed-out");
        } else {
            backToApplication.onAuthenticationSuccess(request, response, authentication);
        }
    }

    /**
     * Nothing to end by that token: whoever is still signed in is asked, everybody else hears that they are signed out. A request that
     * wanted more than that hears that it was wrong.
     */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean signedIn = SsoSession.of(SecurityContextHolder.getContext().getAuthentication())
                .isPresent();
        boolean wantedMore = REQUEST.stream().anyMatch(parameter -> request.getParameter(parameter) != null);
        String ask = wantedMore ? "/sign-out?notice=invalid" : "/sign-out";
        redirects.sendRedirect(request, response, signedIn ? ask : "/signed-out");
    }
}
