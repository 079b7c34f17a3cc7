package vitrine.auth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;
import vitrine.auth.clients.ForeignApplication.Answer;

/**
 * The modules of the OpenID Foundation's plans oidcc-basic-certification and oidcc-config-certification, in their order and by their names,
 * without the foundation's suite.
 */
@AuthTest
@DisplayName("OpenID Provider, basic and config plan")
class BasicPlanTest {

    private static final String EVERYTHING = "openid profile email roles";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    private ForeignApplication application;
    private Person person;
    private Walk walk;

    @BeforeEach
    void begin() {
        application = new ForeignApplication(mvc, people, "profile", "email", "roles", "offline_access");
        person = people.photographer();
        walk = new Walk(mvc, application, person);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    @DisplayName("oidcc-server, oidcc-idtoken-signature")
    void server() throws ParseException {
        Instant before = Instant.now().minusSeconds(1);
        Answer tokens = walk.tokens("openid", "nonce", "n-1");
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.text("scope")).isEqualTo("openid");
        assertThat(tokens.body().get("expires_in").asInt()).isBetween(1, 300);
        JWTClaimsSet claims = walk.claims(tokens);
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(claims.getExpirationTime()).isInTheFuture();
        assertThat(claims.getIssueTime()).isBetween(Date.from(before), new Date());
        assertThat(claims.getDateClaim("auth_time")).isBetween(Date.from(before), new Date());
        assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
        assertThat(claims.getStringClaim("acr")).isEqualTo("urn:vitrine:acr:single-factor");
    }

    @Test
    @DisplayName("oidcc-response-type-missing")
    void responseTypeMissing() {
        MockHttpServletResponse answer = walk.browser.get(
                "/oauth2/authorize?client_id=" + application.clientId + "&redirect_uri=" + ForeignApplication.REDIRECT);
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(walk.browser
                        .get(application.authorizeUrl("openid", "response_type", "token"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("oidcc-idtoken-unsigned: none is not offered")
    void unsignedIdTokens() {
        assertThat(discovery().get("id_token_signing_alg_values_supported").toString())
                .isEqualTo("[\"RS256\"]");
    }

    @Test
    @DisplayName("oidcc-userinfo-get, -post-header, -post-body")
    void userInfo() {
        Answer tokens = walk.tokens(EVERYTHING);
        Answer byGet = application.userInfo(tokens.text("access_token"));
        assertThat(byGet.status()).isEqualTo(200);
        assertThat(byGet.text("sub")).isEqualTo(person.id().toString());
        assertThat(walk.userInfoByPost(tokens.text("access_token"), false)).isEqualTo(byGet.body());
        assertThat(walk.userInfoByPost(tokens.text("access_token"), true)).isEqualTo(byGet.body());
        assertThat(application.userInfo(tokens.text("id_token")).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("oidcc-ensure-request-without-nonce-succeeds-for-code-flow")
    void withoutNonce() {
        assertThat(walk.claims(walk.tokens("openid", "nonce", "")).getClaims()).doesNotContainKey("nonce");
    }

    @Test
    @DisplayName("oidcc-scope-profile, -email, -all")
    void scopes() {
        Answer profile = application.userInfo(walk.tokens("openid profile").text("access_token"));
        assertThat(profile.body().propertyNames()).contains("name", "preferred_username", "locale");
        assertThat(profile.body().has("email")).isFalse();
        Answer email = application.userInfo(walk.tokens("openid email").text("access_token"));
        assertThat(email.text("email")).isEqualTo(person.email());
        assertThat(email.body().get("email_verified").asBoolean()).isTrue();
        assertThat(email.body().has("name")).isFalse();
        Answer everything = walk.tokens(EVERYTHING);
        // Scopes open the userinfo end point; the ID token says who signed in and how.
        assertThat(walk.claims(everything).getClaims()).doesNotContainKeys("email", "name", "roles");
        Answer all = application.userInfo(everything.text("access_token"));
        assertThat(all.body().propertyNames()).contains("name", "email", "roles");
    }

    @Test
    @DisplayName("oidcc-scope-address, -phone: unknown here, so ignored")
    void unknownScopes() {
        Answer tokens = walk.tokens("openid address phone email");
        assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "email");
        assertThat(application.userInfo(tokens.text("access_token")).body().propertyNames())
                .containsExactlyInAnyOrder("sub", "email", "email_verified");
        // A scope that exists and that the client may not have is another matter.
        assertThat(walk.authorize("openid vitrine")).containsEntry("error", "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "popup"})
    @DisplayName("oidcc-display-page, -popup")
    void display(String display) {
        walk.claims(walk.tokens("openid", "display", display));
    }

    @Test
    @DisplayName("oidcc-prompt-login")
    void promptLogin() throws ParseException {
        JWTClaimsSet first = walk.claims(walk.tokens("openid"));
        assertThat(walk.signIns()).isEqualTo(1);
        nextSecond(first);
        JWTClaimsSet second = walk.claims(walk.tokens("openid", "prompt", "login"));
        assertThat(walk.signIns()).isEqualTo(2);
        assertThat(walk.signInPage()).contains("asks you to show again");
        assertThat(second.getDateClaim("auth_time")).isAfter(first.getDateClaim("auth_time"));
        // The session goes on: no application hears of a sign-out.
        assertThat(second.getStringClaim("sid")).isEqualTo(first.getStringClaim("sid"));
        assertThat(application.logoutTokens()).isEmpty();
        walk.tokens("openid", "prompt", "login", "state", "once-more");
        assertThat(walk.signIns()).isEqualTo(3);
        walk.tokens("openid", "prompt", "select_account");
        assertThat(walk.signIns()).isEqualTo(4);
    }

    @Test
    @DisplayName("prompt=login is fulfilled by one sign-in and once")
    void promptLoginCannotBeReplayed() {
        String request = application.authorizeUrl("openid", "prompt", "login");
        walk.answer(walk.browser.get(request));
        assertThat(walk.signIns()).isEqualTo(1);
        assertThat(ForeignApplication.location(walk.browser.get(request))).endsWith("/sign-in?notice=again");
        // Another request does not profit from the sign-in that was made for this one.
        assertThat(ForeignApplication.location(
                        walk.browser.get(application.authorizeUrl("openid", "prompt", "login", "state", "other"))))
                .endsWith("/sign-in?notice=again");
    }

    @Test
    @DisplayName("prompt=consent")
    void promptConsent() {
        walk.tokens("openid");
        assertThat(ForeignApplication.location(
                        walk.browser.get(application.authorizeUrl("openid", "prompt", "consent"))))
                .contains("/oauth2/consent?");
    }

    @Test
    @DisplayName("oidcc-prompt-none-not-logged-in")
    void promptNoneNotLoggedIn() {
        assertThat(walk.authorize("openid", "prompt", "none"))
                .containsEntry("error", "login_required")
                .containsEntry("state", "state-1")
                .containsEntry("iss", AuthTest.AUTH);
        assertThat(walk.signIns()).isZero();
        // A script in a page accepts anything and is answered the same.
        assertThat(ForeignApplication.location(new vitrine.auth.Browser(mvc)
                        .get(application.authorizeUrl("openid", "prompt", "none"), "Accept", "*/*")))
                .contains("error=login_required");
    }

    @Test
    @DisplayName("oidcc-prompt-none-logged-in")
    void promptNoneLoggedIn() throws ParseException {
        assertThat(walk.authorize("openid", "prompt", "none")).containsEntry("error", "login_required");
        JWTClaimsSet first = walk.claims(walk.tokens("openid"));
        JWTClaimsSet second = walk.claims(walk.tokens("openid", "prompt", "none"));
        assertThat(walk.signIns()).isEqualTo(1);
        assertThat(second.getDateClaim("auth_time")).isEqualTo(first.getDateClaim("auth_time"));
        assertThat(walk.authorize("openid email", "prompt", "none")).containsEntry("error", "consent_required");
        assertThat(walk.authorize("openid", "prompt", "none login")).containsEntry("error", "invalid_request");
    }

    @Test
    @DisplayName("oidcc-max-age-1")
    void maxAge1() throws ParseException {
        JWTClaimsSet first = walk.claims(walk.tokens("openid"));
        nextSecond(first, 1);
        assertThat(walk.authorize("openid", "max_age", "1", "prompt", "none")).containsEntry("error", "login_required");
        JWTClaimsSet second = walk.claims(walk.tokens("openid", "max_age", "1"));
        assertThat(walk.signIns()).isEqualTo(2);
        assertThat(second.getDateClaim("auth_time")).isAfter(first.getDateClaim("auth_time"));
        walk.tokens("openid", "max_age", "0");
        assertThat(walk.signIns()).isEqualTo(3);
        assertThat(walk.authorize("openid", "max_age", "-1")).containsEntry("error", "invalid_request");
    }

    @Test
    @DisplayName("oidcc-max-age-10000")
    void maxAge10000() throws ParseException {
        JWTClaimsSet first = walk.claims(walk.tokens("openid"));
        JWTClaimsSet second = walk.claims(walk.tokens("openid", "max_age", "10000"));
        assertThat(walk.signIns()).isEqualTo(1);
        assertThat(second.getDateClaim("auth_time")).isEqualTo(first.getDateClaim("auth_time"));
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-unknown-parameter-succeeds")
    void unknownParameter() {
        walk.claims(walk.tokens("openid", "extra", "foobar"));
    }

    @Test
    @DisplayName("oidcc-id-token-hint")
    void idTokenHint() {
        Answer first = walk.tokens("openid");
        walk.claims(walk.tokens("openid", "prompt", "none", "id_token_hint", first.text("id_token")));

        var other = new Walk(mvc, application, people.client());
        String stranger = other.tokens("openid").text("id_token");
        assertThat(walk.authorize("openid", "prompt", "none", "id_token_hint", stranger))
                .containsEntry("error", "login_required");
        assertThat(walk.authorize("openid", "prompt", "none", "id_token_hint", "no.token.atall"))
                .containsEntry("error", "login_required");
        // Asked to be somebody else, this person signs in as themselves all the same.
        assertThat(walk.authorize("openid", "id_token_hint", stranger)).containsEntry("error", "login_required");
        assertThat(walk.signIns()).isEqualTo(2);
    }

    @Test
    @DisplayName("oidcc-login-hint")
    void loginHint() {
        walk.tokens("openid", "login_hint", person.email());
        assertThat(walk.signInPage()).contains("value=\"" + person.email() + "\"");
        new Walk(mvc, application, person).tokens("openid", "login_hint", "\"><script>alert(1)</script>");
    }

    @Test
    @DisplayName("oidcc-ui-locales")
    void uiLocales() {
        walk.tokens("openid", "ui_locales", "fr de-AT en");
        assertThat(walk.signInPage()).contains("lang=\"de\"", "Passwort");
        var other = new Walk(mvc, application, person);
        other.tokens("openid", "ui_locales", "se");
        assertThat(other.signInPage()).contains("lang=\"en\"");
        // What the reader chose counts more than what an application wishes.
        var reader = new Walk(mvc, application, person);
        reader.browser.get("/sign-in?lang=en");
        reader.tokens("openid", "ui_locales", "de");
        assertThat(reader.signInPage()).contains("lang=\"en\"");
    }

    @Test
    @DisplayName("oidcc-claims-locales")
    void claimsLocales() {
        walk.claims(walk.tokens("openid", "claims_locales", "se"));
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-acr-values-succeeds")
    void acrValues() throws ParseException {
        JWTClaimsSet claims = walk.claims(walk.tokens("openid", "acr_values", "urn:vitrine:acr:multi-factor 2"));
        // Voluntary: what is said is what was, not what was wished for.
        assertThat(claims.getStringClaim("acr")).isEqualTo("urn:vitrine:acr:single-factor");
    }

    @Test
    @DisplayName("oidcc-codereuse, -30seconds")
    void codeReuse() {
        String code = walk.authorize("openid").get("code");
        Answer tokens = application.redeem(code);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(application.userInfo(tokens.text("access_token")).status()).isEqualTo(200);

        assertThat(application.redeem(code).text("error")).isEqualTo("invalid_grant");

        assertThat(application.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(application.refresh(tokens.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("oidcc-ensure-registered-redirect-uri")
    void registeredRedirectUri() {
        walk.tokens("openid");
        for (String prompt : List.of("", "none")) {
            MockHttpServletResponse answer = walk.browser.get(application.authorizeUrl(
                    "openid", "redirect_uri", ForeignApplication.REDIRECT + "/more", "prompt", prompt));
            assertThat(answer.getStatus()).isEqualTo(400);
            assertThat(answer.getHeader("Location")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("The port of a loopback address is free for programs on a desk only (RFC 8252)")
    void loopbackPorts(boolean confidential) {
        var made = people.call(
                HttpMethod.POST,
                "/api/admin/clients",
                people.adminToken(),
                "{\"name\":\"Desk\",\"redirect_uris\":[\"http://127.0.0.1:3000/callback\"],\"scopes\":[\"openid\"],\"confidential\":%s}"
                        .formatted(confidential));
        String request = RelyingParty.authorizeUrl(Map.of(
                "client_id",
                made.body().get("client_id").asString(),
                "redirect_uri",
                "http://127.0.0.1:4711/callback",
                "scope",
                "openid"));
        assertThat(walk.browser.get(request).getStatus()).isEqualTo(confidential ? 400 : 302);
    }

    @Test
    @DisplayName("oidcc-ensure-post-request-succeeds")
    void postRequest() {
        for (int signedIn = 0; signedIn < 2; signedIn++) {
            List<String> fields =
                    Walk.query(application.authorizeUrl("openid email", "state", "a b&c=d/ü")).entrySet().stream()
                            .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
                            .toList();
            MockHttpServletResponse sent = walk.browser.post("/oauth2/authorize", "", fields.toArray(String[]::new));
            assertThat(sent.getStatus()).isEqualTo(303);
            assertThat(walk.answer(sent)).containsKey("code").containsEntry("state", "a b&c=d/ü");
        }
        assertThat(walk.signIns()).isEqualTo(1);
    }

    @Test
    @DisplayName("oidcc-server-client-secret-post")
    void clientSecretPost() {
        walk.claims(walk.redeemBySecretInBody(walk.authorize("openid").get("code")));
    }

    @Test
    @DisplayName("oidcc-request-uri-unsigned, oidcc-unsigned-request-object: refused as unsupported")
    void requestObjects() {
        assertThat(walk.authorize("openid", "request", "eyJhbGciOiJub25lIn0.e30."))
                .containsEntry("error", "request_not_supported")
                .containsEntry("state", "state-1");
        assertThat(walk.authorize("openid", "request_uri", "https://shop.example.org/request.jwt"))
                .containsEntry("error", "request_uri_not_supported")
                .containsEntry("state", "state-1");
        assertThat(walk.authorize("openid", "registration", "{}")).containsEntry("error", "registration_not_supported");
        assertThat(walk.authorize("openid", "response_mode", "fragment")).containsEntry("error", "invalid_request");
        // Not before the address that hears of it is known to be the application's.
        assertThat(walk.browser
                        .get(application.authorizeUrl(
                                "openid", "request_uri", "https://x.example/r", "redirect_uri", "https://x.example/"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("oidcc-claims-essential: the parameter is not offered and is ignored")
    void claimsParameter() {
        assertThat(discovery().get("claims_parameter_supported").asBoolean()).isFalse();
        Answer tokens = walk.tokens("openid", "claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");
        assertThat(application.userInfo(tokens.text("access_token")).body().has("name"))
                .isFalse();
    }

    @Test
    @DisplayName("oidcc-refresh-token")
    void refreshToken() throws ParseException {
        Answer first = walk.tokens("openid email");
        JWTClaimsSet before = walk.claims(first);
        nextSecond(before);
        try (var other = new ForeignApplication(mvc, people, "email")) {
            assertThat(other.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        }
        // Somebody else asked with it, which is no use of it.
        Answer second = application.refresh(first.text("refresh_token"));
        assertThat(second.status()).as(second.toString()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        JWTClaimsSet after = walk.claims(second);
        for (String same : List.of("auth_time", "acr", "amr", "sid", "sub", "iss", "aud", "azp")) {
            assertThat(after.getClaim(same)).as(same).isEqualTo(before.getClaim(same));
        }
        assertThat(after.getIssueTime()).isAfter(before.getIssueTime());
        JWTClaimsSet third = walk.claims(application.refresh(second.text("refresh_token")));
        assertThat(third.getDateClaim("auth_time")).isEqualTo(before.getDateClaim("auth_time"));
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-valid-pkce-succeeds")
    void pkce() {
        String code = walk.authorize("openid").get("code");
        Answer wrong = application.form(
                "/oauth2/token",
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                ForeignApplication.REDIRECT,
                "code_verifier",
                RelyingParty.VERIFIER + "x");
        assertThat(wrong.text("error")).isEqualTo("invalid_grant");
        assertThat(walk.authorize("openid", "code_challenge_method", "plain"))
                .containsEntry("error", "invalid_request");
    }

    @Test
    @DisplayName("oidcc-discovery-endpoint-verification")
    void discoveryAndKeys() {
        JsonNode discovery = discovery();
        assertThat(discovery.get("issuer").asString()).isEqualTo(AuthTest.AUTH);
        Map.of(
                        "authorization_endpoint", "/oauth2/authorize",
                        "token_endpoint", "/oauth2/token",
                        "userinfo_endpoint", "/userinfo",
                        "jwks_uri", "/oauth2/jwks",
                        "end_session_endpoint", "/connect/logout",
                        "introspection_endpoint", "/oauth2/introspect",
                        "revocation_endpoint", "/oauth2/revoke")
                .forEach((name, path) ->
                        assertThat(discovery.get(name).asString()).as(name).isEqualTo(AuthTest.AUTH + path));
        Map.of(
                        "response_types_supported", "[\"code\"]",
                        "response_modes_supported", "[\"query\"]",
                        "grant_types_supported", "[\"authorization_code\",\"refresh_token\"]",
                        "subject_types_supported", "[\"public\"]",
                        "prompt_values_supported", "[\"none\",\"login\",\"consent\",\"select_account\"]",
                        "acr_values_supported", "[\"urn:vitrine:acr:single-factor\",\"urn:vitrine:acr:multi-factor\"]",
                        "ui_locales_supported", "[\"en\",\"de\"]",
                        "request_parameter_supported", "false",
                        "request_uri_parameter_supported", "false",
                        "authorization_response_iss_parameter_supported", "true")
                .forEach((name, value) ->
                        assertThat(discovery.get(name).toString()).as(name).isEqualTo(value));
        assertThat(discovery.get("claims_supported").toString()).contains("auth_time", "acr", "amr", "sub", "sid");

        JsonNode keys = walk.json(get(URI.create("http://127.0.0.1:8081/oauth2/jwks")), 200)
                .get("keys");
        assertThat(keys).isNotEmpty();
        keys.forEach(key -> {
            assertThat(key.get("kty").asString()).isEqualTo("RSA");
            assertThat(key.get("use").asString()).isEqualTo("sig");
            assertThat(key.get("alg").asString()).isEqualTo("RS256");
            assertThat(key.propertyNames()).contains("kid", "n", "e").doesNotContain("d", "p", "q", "dp", "dq", "qi");
        });
    }

    private JsonNode discovery() {
        return walk.json(get(URI.create("http://127.0.0.1:8081/.well-known/openid-configuration")), 200);
    }

    /** Times in tokens count whole seconds: waits until a later one can be told from those in this token. */
    private static void nextSecond(JWTClaimsSet token) {
        nextSecond(token, 0);
    }

    private static void nextSecond(JWTClaimsSet token, int more) {
        Instant second = token.getIssueTime().toInstant().plusSeconds(1L + more);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Instant.now().isAfter(second.plusMillis(20)));
    }
}
