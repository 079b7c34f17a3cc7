package vitrine.auth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.clients.ForeignApplication.Answer;

/** The modules of the OpenID Foundation's plans for RP-initiated and back-channel logout, by their names, without the foundation's suite. */
@AuthTest
@DisplayName("OpenID Provider, RP-initiated and back-channel logout plans")
class LogoutPlansTest {

    private static final String BYE = "https://shop.example.org/bye";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    private ForeignApplication application;
    private Walk walk;
    private String idToken = "";

    @BeforeEach
    void signIn() {
        application = new ForeignApplication(mvc, people, "email");
        walk = new Walk(mvc, application, people.client());
        idToken = walk.tokens("openid").text("id_token");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-discovery-endpoint-verification, oidcc-backchannel-logout-discovery-…")
    void discovery() {
        JsonNode discovery = walk.json(get(URI.create("http://127.0.0.1:8081/.well-known/openid-configuration")), 200);
        assertThat(discovery.get("end_session_endpoint").asString()).isEqualTo(AuthTest.AUTH + "/connect/logout");
        assertThat(discovery.get("backchannel_logout_supported").asBoolean()).isTrue();
        assertThat(discovery.get("backchannel_logout_session_supported").asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout: by GET and by POST, state comes back")
    void rpInitiatedLogout() {
        assertThat(logout("id_token_hint", idToken, "post_logout_redirect_uri", BYE, "state", "s 1&2"))
                .isEqualTo(BYE + "?state=s%201%262");
        assertSignedOut();

        String again = walk.tokens("openid").text("id_token");
        MockHttpServletResponse posted = walk.browser.post(
                "/connect/logout", "", "id_token_hint", again, "post_logout_redirect_uri", BYE, "state", "s2");
        assertThat(ForeignApplication.location(posted)).isEqualTo(BYE + "?state=s2");
        assertSignedOut();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri, -query-added-to-post-logout-redirect-uri")
    void unregisteredAddress() {
        for (String address :
                new String[] {"https://evil.example.org/", BYE + "?a=b", BYE + "/", "javascript:alert(1)"}) {
            String asked = logout("id_token_hint", idToken, "post_logout_redirect_uri", address, "state", "s");
            assertThat(asked).endsWith("notice=invalid");
            assertAsked(asked);
        }
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-bad-id-token-hint, -modified-id-token-hint")
    void badHints() {
        String[] parts = idToken.split("\\.");
        String otherSignature =
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20) + "AAAA" + parts[2].substring(24);
        for (String hint : new String[] {"not-a-token", otherSignature, parts[0] + "." + parts[1] + "."}) {
            String asked = logout("id_token_hint", hint, "post_logout_redirect_uri", BYE, "state", "s");
            assertThat(asked).endsWith("notice=invalid");
            assertAsked(asked);
        }
        var other = new ForeignApplication(mvc, people);
        try (other) {
            assertAsked(logout("id_token_hint", idToken, "client_id", other.clientId, "post_logout_redirect_uri", BYE));
        }
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-id-token-hint, -no-params, -only-state")
    void noHint() {
        assertAsked(logout("post_logout_redirect_uri", BYE, "state", "s"));
        assertAsked(logout());
        assertAsked(logout("state", "s"));
        // And whoever says yes is signed out.
        walk.browser.get("/sign-out");
        walk.browser.submit("/sign-out");
        assertSignedOut();
        assertThat(logout()).endsWith("/signed-out");
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-post-logout-redirect-uri, -no-state")
    void withoutReturn() {
        assertThat(logout("id_token_hint", idToken, "state", "s")).endsWith("/signed-out");
        assertSignedOut();
        assertThat(logout("id_token_hint", walk.tokens("openid").text("id_token"), "post_logout_redirect_uri", BYE))
                .isEqualTo(BYE);
        assertSignedOut();
    }

    @Test
    @DisplayName("An ID token from before a refresh, and an expired one, still name their session")
    void olderHint() {
        Answer tokens = walk.tokens("openid");
        application.refresh(tokens.text("refresh_token"));
        assertThat(logout("id_token_hint", tokens.text("id_token"), "post_logout_redirect_uri", BYE))
                .isEqualTo(BYE);
        assertSignedOut();
    }

    @Test
    @DisplayName("oidcc-backchannel-rp-initiated-logout: the logout token")
    void backchannel() throws ParseException, JOSEException {
        JWTClaimsSet signedIn = SignedJWT.parse(idToken).getJWTClaimsSet();
        assertThat(logout("id_token_hint", idToken, "post_logout_redirect_uri", BYE))
                .isEqualTo(BYE);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> application.logoutTokens().size() == 1);

        SignedJWT token = SignedJWT.parse(application.logoutTokens().getFirst());
        assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        var key = JWKSet.parse(walk.json(get(URI.create("http://127.0.0.1:8081/oauth2/jwks")), 200)
                        .toString())
                .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(AuthTest.AUTH);
        assertThat(claims.getAudience()).containsExactly(application.clientId);
        assertThat(claims.getSubject()).isEqualTo(signedIn.getSubject());
        assertThat(claims.getStringClaim("sid")).isEqualTo(signedIn.getStringClaim("sid"));
        assertThat(claims.getJSONObjectClaim("events"))
                .isEqualTo(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getIssueTime()).isNotNull();
        assertThat(claims.getExpirationTime())
                .isAfter(new Date())
                .isBeforeOrEqualTo(new Date(claims.getIssueTime().getTime() + 120_000));
        assertThat(claims.getClaims()).doesNotContainKey("nonce");
    }

    private String logout(String... parameters) {
        var address = new StringBuilder("/connect/logout");
        for (int i = 0; i < parameters.length; i += 2) {
            address.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        return Objects.requireNonNull(
                walk.browser.get(address.toString()).getHeader("Location"), "an answer that leads on");
    }

    /** The person stays signed in, is on a page of ours and decides. */
    private void assertAsked(String location) {
        assertThat(location).contains("/sign-out").doesNotContain("shop.example.org");
        String page = Walk.text(walk.browser.get(location));
        assertThat(page).contains("Sign out?");
        assertThat(page.contains("its request is not valid")).isEqualTo(location.endsWith("notice=invalid"));
        assertThat(walk.authorize("openid", "prompt", "none")).containsKey("code");
    }

    private void assertSignedOut() {
        assertThat(walk.authorize("openid", "prompt", "none")).containsEntry("error", "login_required");
    }
}
