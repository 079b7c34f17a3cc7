package vitrine.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway does: authorization code with PKCE, refresh. */
public class RelyingParty {

    public static final String VERIFIER = "0123456789-0123456789-0123456789-0123456789-0123456789";

    private final MockMvc mvc;
    private final JsonMapper json;

    RelyingParty(MockMvc mvc, JsonMapper json) {
        this.mvc = mvc;
        this.json = json;
    }

    public record Tokens(int status, JsonNode body) {

        public String access() {
            return body.get("access_token").asString();
        }

        public String refresh() {
            return body.get("refresh_token").asString();
        }

        public String id() {
            return body.get("id_token").asString();
        }
    }

    public static String authorizeUrl(String origin) {
        return authorizeUrl(Map.of("redirect_uri", origin + "/auth/callback"));
    }

    /** An authorization request as the gateway makes it, with some parameters otherwise. */
    public static String authorizeUrl(Map<String, String> other) {
        try {
            String challenge = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
            var parameters = new java.util.LinkedHashMap<>(Map.of(
                    "response_type", "code",
                    "client_id", "gateway",
                    "scope", "openid profile email vitrine",
                    "state", "state-1",
                    "nonce", "nonce-1",
                    "redirect_uri", AuthTest.PHOTOS + "/auth/callback",
                    "code_challenge", challenge,
                    "code_challenge_method", "S256"));
            parameters.putAll(other);
            var url = new StringBuilder("/oauth2/authorize?");
            parameters.forEach((name, value) -> url.append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"))
                    .append('&'));
            return url.substring(0, url.length() - 1);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs in a browser whose session at the auth host is open. */
    public String code(Browser browser, String origin) {
        MockHttpServletResponse answer = browser.get(authorizeUrl(origin));
        String location = String.valueOf(answer.getHeader("Location"));
        assertThat(location).startsWith(origin + "/auth/callback?");
        return codeIn(location);
    }

    public static String codeIn(String location) {
        String code = UriComponentsBuilder.fromUriString(location)
                .build()
                .getQueryParams()
                .getFirst("code");
        assertThat(code).as(location).isNotBlank();
        return code;
    }

    public Tokens redeem(String code, String origin) {
        return token(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                origin + "/auth/callback",
                "code_verifier",
                VERIFIER);
    }

    public Tokens refresh(String refreshToken) {
        return token("grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    public Tokens token(String... parameters) {
        String basic = Base64.getEncoder()
                .encodeToString(("gateway:" + AuthTest.CLIENT_SECRET).getBytes(StandardCharsets.US_ASCII));
        var request = post(URI.create("http://127.0.0.1:8081/oauth2/token"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .header("Authorization", "Basic " + basic);
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        try {
            var response = mvc.perform(request).andReturn().getResponse();
            return new Tokens(response.getStatus(), json.readTree(response.getContentAsString()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
