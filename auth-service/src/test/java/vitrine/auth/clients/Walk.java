package vitrine.auth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;

/** A person with a browser on the way from an application to the provider and back, through whatever pages come in between. */
class Walk {

    private static final int MOST_STEPS = 8;

    private final MockMvc mvc;
    private final JsonMapper json = new JsonMapper();
    private final ForeignApplication application;
    private final Person person;
    final Browser browser;
    private int signIns;
    private String signInPage = "";

    Walk(MockMvc mvc, ForeignApplication application, Person person) {
        this.mvc = mvc;
        this.application = application;
        this.person = person;
        this.browser = new Browser(mvc);
    }

    /** How often a password was asked for so far. */
    int signIns() {
        return signIns;
    }

    /** The sign-in page as it was shown last. */
    String signInPage() {
        return signInPage;
    }

    /** What comes back to the application, by parameter. */
    Map<String, String> authorize(String scope, String... parameters) {
        return answer(browser.get(application.authorizeUrl(scope, parameters)));
    }

    /** Goes on from an answer of the provider until the application has one. */
    Map<String, String> answer(MockHttpServletResponse response) {
        for (int step = 0; step < MOST_STEPS; step++) {
            String location = ForeignApplication.location(response);
            if (location.startsWith(ForeignApplication.REDIRECT + "?")) {
                return query(location);
            }
            if (location.contains("/oauth2/consent?")) {
                response = application.allow(
                        browser, location, query(location).get("scope").replace('+', ' '));
            } else if (location.contains("/sign-in")) {
                signInPage = text(browser.get(location));
                signIns++;
                response = browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
            } else {
                assertThat(response.getStatus()).as(text(response)).isBetween(300, 399);
                response = browser.get(location);
            }
        }
        throw new AssertionError("No end in sight");
    }

    /** Tokens for an authorization with these parameters. */
    ForeignApplication.Answer tokens(String scope, String... parameters) {
        Map<String, String> answer = authorize(scope, parameters);
        assertThat(answer).containsKey("code").containsEntry("iss", AuthTest.AUTH);
        ForeignApplication.Answer tokens = application.redeem(answer.get("code"));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        return tokens;
    }

    /** The claims of an ID token, its signature checked with the published keys. */
    JWTClaimsSet claims(ForeignApplication.Answer tokens) {
        try {
            SignedJWT token = SignedJWT.parse(tokens.text("id_token"));
            assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
            var key = JWKSet.parse(json(get(URI.create("http://127.0.0.1:8081/oauth2/jwks")), 200)
                            .toString())
                    .getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
            JWTClaimsSet claims = token.getJWTClaimsSet();
            assertThat(claims.getIssuer()).isEqualTo(AuthTest.AUTH);
            assertThat(claims.getAudience()).containsExactly(application.clientId);
            assertThat(claims.getSubject()).isEqualTo(person.id().toString());
            return claims;
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The token end point with the client's secret in the body. */
    ForeignApplication.Answer redeemBySecretInBody(String code) {
        return sent(post(URI.create("http://127.0.0.1:8081/oauth2/token"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .param("client_id", application.clientId)
                .param("client_secret", application.secret)
                .param("grant_type", "authorization_code")
                .param("code", code)
                .param("redirect_uri", ForeignApplication.REDIRECT)
                .param("code_verifier", RelyingParty.VERIFIER));
    }

    JsonNode userInfoByPost(String accessToken, boolean inBody) {
        var request = post(URI.create("http://127.0.0.1:8081/userinfo"));
        return json(
                inBody
                        ? request.contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                .param("access_token", accessToken)
                        : request.header("Authorization", "Bearer " + accessToken),
                200);
    }

    JsonNode json(MockHttpServletRequestBuilder request, int status) {
        ForeignApplication.Answer answer = sent(request);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer.body();
    }

    private ForeignApplication.Answer sent(MockHttpServletRequestBuilder request) {
        try {
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            String content = response.getContentAsString();
            return new ForeignApplication.Answer(
                    response.getStatus(), content.isEmpty() ? json.nullNode() : json.readTree(content));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, String> query(String address) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(address.substring(address.indexOf('?') + 1).split("&")).forEach(pair -> {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        });
        return parameters;
    }

    static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
