package vitrine.auth.tokens;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import vitrine.auth.clients.ClientScopes;

/**
 * Reads authorization requests. Scopes that nobody here knows are left out, as OpenID Connect wants it; the answer says which are granted.
 * A {@code request_uri} is read like any other parameter, so that it is refused after its client and redirect address were found valid:
 * the framework would take it for a pushed request, which there is none of here.
 */
class AuthorizationRequestReader implements AuthenticationConverter {

    private final AuthenticationConverter parameters = new OAuth2AuthorizationCodeRequestAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String requestUri = request.getParameter(OAuth2ParameterNames.REQUEST_URI);
        Authentication read = parameters.convert(requestUri == null ? request : new WithoutRequestUri(request));
        if (!(read instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
            return read;
        }
        Map<String, Object> more = new HashMap<>(asked.getAdditionalParameters());
        if (requestUri != null) {
            more.put(AuthorizationRequests.REQUEST_URI, requestUri);
        }
        Set<String> known =
                asked.getScopes().stream().filter(ClientScopes.ALL::contains).collect(Collectors.toSet());
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                asked.getRedirectUri(),
                asked.getState(),
                known,
                more);
    }

    private static class WithoutRequestUri extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters;

        WithoutRequestUri(HttpServletRequest request) {
            super(request);
            parameters = new LinkedHashMap<>(request.getParameterMap());
            parameters.remove(OAuth2ParameterNames.REQUEST_URI);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(List.copyOf(parameters.keySet()));
        }
    }
}
