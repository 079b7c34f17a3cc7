package vitrine.auth.tokens;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import vitrine.auth.sessions.BackchannelLogouts;

/** Which requests of applications are taken up, and when the person is asked first. */
final class AuthorizationRequests {

    /** Under which {@link AuthorizationRequestReader} keeps the parameter {@code request_uri}. */
    static final String REQUEST_URI = "vitrine.request_uri";

    /** What would change the meaning of a request if it was passed over, and the error that says so. */
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "request",
            "request_not_supported",
            REQUEST_URI,
            "request_uri_not_supported",
            "registration",
            "registration_not_supported");

    private AuthorizationRequests() {}

    static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> validator() {
        return new OAuth2AuthorizationCodeRequestAuthenticationValidator()
                .andThen(AuthorizationRequests::requireExactRedirect)
                .andThen(AuthorizationRequests::refuseUnsupported);
    }

    /** RFC 8252 frees the port of a loopback address for programs on a desk; an application on a server has one address. */
    private static void requireExactRedirect(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        boolean onADesk = context.getRegisteredClient()
                .getClientAuthenticationMethods()
                .contains(ClientAuthenticationMethod.NONE);
        String redirect = request.getRedirectUri();
        if (redirect != null
                && !onADesk
                && !context.getRegisteredClient().getRedirectUris().contains(redirect)) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "OAuth 2.0 Parameter: redirect_uri", null), null);
        }
    }

    private static void refuseUnsupported(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Map<String, Object> parameters = request.getAdditionalParameters();
        UNSUPPORTED.forEach((parameter, error) -> {
            if (parameters.containsKey(parameter)) {
                throw refused(error, parameter.replace("vitrine.", ""), request);
            }
        });
        if (parameters.containsKey("response_mode") && !"query".equals(parameters.get("response_mode"))) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "response_mode", request);
        }
        if (!AuthenticationRequest.isWellFormed(request)) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "max_age", request);
        }
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            String error, String parameter, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(error, "OAuth 2.0 Parameter: " + parameter, null), request);
    }

    /** Unlike usual for {@code openid} too: it tells the application who somebody is. */
    static boolean consentRequired(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        ClientSettings client = context.getRegisteredClient().getClientSettings();
        if (Boolean.TRUE.equals(client.getSetting(BackchannelLogouts.OWN_SETTING))) {
            return false;
        }
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (AuthenticationRequest.of(request).wantsConsent()) {
            return true;
        }
        OAuth2AuthorizationConsent consent = context.getAuthorizationConsent();
        return client.isRequireAuthorizationConsent()
                && (consent == null || !consent.getScopes().containsAll(request.getScopes()));
    }

    /** Saying no means no, whatever was allowed before. */
    static void heedRefusal(OAuth2AuthorizationConsentAuthenticationContext context) {
        OAuth2AuthorizationConsentAuthenticationToken answer = context.getAuthentication();
        if (answer.getScopes().isEmpty()) {
            context.getAuthorizationConsent().authorities(Set::clear);
        }
    }
}
