package vitrine.auth.tokens;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * How an application wants a person to be signed in (OpenID Connect Core 1.0, section 3.1.2.1).
 *
 * @param prompts what to show, {@code none} for nothing at all
 * @param maxAge seconds since the person last showed who they are
 * @param idTokenHint an ID token of the person it expects
 */
record AuthenticationRequest(
        Set<String> prompts,
        @Nullable Long maxAge,
        @Nullable String idTokenHint) {

    static final String NONE = "none";
    static final String LOGIN = "login";
    static final String CONSENT = "consent";
    static final String SELECT_ACCOUNT = "select_account";

    private static final String MAX_AGE = "max_age";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    static AuthenticationRequest of(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        Map<String, Object> parameters = request.getAdditionalParameters();
        Set<String> prompts = Arrays.stream(
                        text(parameters, "prompt").orElse("").split(" "))
                .filter(prompt -> !prompt.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new AuthenticationRequest(
                prompts,
                text(parameters, MAX_AGE)
                        .filter(age -> SECONDS.matcher(age).matches())
                        .map(Long::valueOf)
                        .orElse(null),
                text(parameters, "id_token_hint").orElse(null));
    }

    /** A bound that nobody understands must not be taken for none. */
    static boolean isWellFormed(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        Object maxAge = request.getAdditionalParameters().get(MAX_AGE);
        return maxAge == null
                || maxAge instanceof String text
                        && (text.isEmpty() || SECONDS.matcher(text).matches());
    }

    boolean wantsNoPage() {
        return prompts.contains(NONE);
    }

    boolean wantsConsent() {
        return prompts.contains(CONSENT);
    }

    boolean wantsSignIn() {
        return prompts.contains(LOGIN) || prompts.contains(SELECT_ACCOUNT);
    }

    static Optional<String> text(Map<String, Object> parameters, String name) {
        return parameters.get(name) instanceof String value && !value.isEmpty() ? Optional.of(value) : Optional.empty();
    }
}
