package vitrine.auth.tokens;

import java.util.Arrays;
import java.util.HashSet;
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

/** Which requests of applications are taken up, and when the person is asked first. */
final class AuthorizationRequests {

    private AuthorizationRequests() {}

    static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> validator() {
        return new OAuth2AuthorizationCodeRequestAuthenticationValidator()
                .andThen(AuthorizationRequests::requireExactRedirect);
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

    /** Unlike usual for {@code openid} too: it tells the application who somebody is. */
    static boolean consentRequired(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        if (!context.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent()) {
            return false;
        }
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Set<String> prompts = request.getAdditionalParameters().get("prompt") instanceof String prompt
                ? new HashSet<>(Arrays.asList(prompt.split(" ")))
                : Set.of();
        OAuth2AuthorizationConsent consent = context.getAuthorizationConsent();
        return prompts.contains("consent")
                || consent == null
                || !consent.getScopes().containsAll(request.getScopes());
    }

    /** Saying no means no, whatever was allowed before. */
    static void heedRefusal(OAuth2AuthorizationConsentAuthenticationContext context) {
        OAuth2AuthorizationConsentAuthenticationToken answer = context.getAuthentication();
        if (answer.getScopes().isEmpty()) {
            context.getAuthorizationConsent().authorities(Set::clear);
        }
    }
}
