package vitrine.auth.tokens;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Sends a person to the sign-in page; an application that wants no page shown is told that nobody is signed in. */
class SignInFirst extends LoginUrlAuthenticationEntryPoint {

    SignInFirst() {
        super("/sign-in");
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException, ServletException {
        // Left there by the filter that validates requests: its redirect address is a registered one.
        if (request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName())
                        instanceof OAuth2AuthorizationCodeRequestAuthenticationToken valid
                && valid.getRedirectUri() != null
                && valid.getAdditionalParameters().get("prompt") instanceof String prompt
                && Arrays.asList(prompt.split(" ")).contains("none")) {
            var answer =
                    UriComponentsBuilder.fromUriString(valid.getRedirectUri()).queryParam("error", "login_required");
            if (valid.getState() != null) {
                answer.queryParam("state", UriUtils.encode(valid.getState(), StandardCharsets.UTF_8));
            }
            response.sendRedirect(answer.build(true).toUriString());
        } else {
            super.commence(request, response, e);
        }
    }
}
