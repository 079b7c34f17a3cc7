package vitrine.auth.tokens;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import vitrine.auth.hosts.PublicHosts;

/**
 * Sends a code or an error back to the application. Each answer says who it is from ({@code iss}, RFC 9207), so that an application with
 * several providers notices when another one answers in this one's place.
 */
@Component
class AuthorizationAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final PublicHosts hosts;

    AuthorizationAnswers(PublicHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var granted = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        var answer = to(String.valueOf(granted.getRedirectUri()));
        add(
                answer,
                "code",
                granted.getAuthorizationCode() == null
                        ? null
                        : granted.getAuthorizationCode().getTokenValue());
        send(answer, granted.getState(), response);
    }

    /** Where the application is not known for sure, the person hears of the error and nobody else. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused
                && refused.getAuthorizationCodeRequestAuthentication()
                        instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked
                && asked.getRedirectUri() instanceof String redirect
                && !redirect.isEmpty()) {
            refuse(redirect, asked.getState(), refused.getError(), response);
        } else {
            response.sendError(HttpStatus.BAD_REQUEST.value());
        }
    }

    /** @param valid a request whose redirect address was found to be the application's */
    void refuse(
            OAuth2AuthorizationCodeRequestAuthenticationToken valid,
            String error,
            String description,
            HttpServletResponse response)
            throws IOException {
        refuse(
                String.valueOf(valid.getRedirectUri()),
                valid.getState(),
                new OAuth2Error(error, description, null),
                response);
    }

    private void refuse(String redirect, @Nullable String state, OAuth2Error error, HttpServletResponse response)
            throws IOException {
        var answer = to(redirect);
        add(answer, "error", error.getErrorCode());
        add(answer, "error_description", error.getDescription());
        add(answer, "error_uri", error.getUri());
        send(answer, state, response);
    }

    private static UriComponentsBuilder to(String redirect) {
        return UriComponentsBuilder.fromUriString(redirect);
    }

    private void send(UriComponentsBuilder answer, @Nullable String state, HttpServletResponse response)
            throws IOException {
        add(answer, "state", state);
        add(answer, "iss", hosts.auth());
        response.sendRedirect(answer.build(true).toUriString());
    }

    private static void add(UriComponentsBuilder answer, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            answer.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }
}
