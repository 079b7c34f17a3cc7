package vitrine.auth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;
import vitrine.auth.clients.ForeignApplication.Answer;

/** Another application behind this sign-in, from the first consent to the last logout. */
@AuthTest
class ForeignApplicationTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    private final List<ForeignApplication> applications = new ArrayList<>();

    @AfterEach
    void stop() {
        applications.forEach(ForeignApplication::close);
    }

    @Test
    void aPersonIsAskedOnceAndTheAnswerIsRemembered() {
        ForeignApplication shop = application("profile", "email");
        Person ada = people.photographer();
        Browser browser = signedIn(ada);

        String page = ForeignApplication.location(browser.get(shop.authorizeUrl("openid email")));
        assertThat(page).contains("/oauth2/consent?");
        MockHttpServletResponse asked = browser.get(page);
        assertThat(text(asked))
                .contains("Continue to Print shop?", "shop.example.org", "see your email address")
                .doesNotContain("see your name");
        assertThat(asked.getHeader("Content-Security-Policy"))
                .endsWith("form-action 'self' http://photos.localhost:8080 http://share.localhost:8080"
                        + " https://shop.example.org");
        assertThat(text(browser.get(page, "Accept-Language", "de"))).isNotBlank();

        MockHttpServletResponse allowed = shop.allow(browser, page, "openid email");
        assertThat(ForeignApplication.location(allowed)).startsWith(ForeignApplication.REDIRECT + "?code=");
        assertThat(ForeignApplication.location(browser.get(shop.authorizeUrl("openid email"))))
                .startsWith(ForeignApplication.REDIRECT + "?code=");
        assertThat(ForeignApplication.location(browser.get(shop.authorizeUrl("openid profile"))))
                .contains("/oauth2/consent?");
        assertThat(ForeignApplication.location(browser.get(shop.authorizeUrl("openid email", "prompt", "consent"))))
                .contains("/oauth2/consent?");
        assertThat(audited(ada, "consent.granted")).isEqualTo(1);
        // The other pages lead nowhere else.
        assertThat(browser.get("/account/applications").getHeader("Content-Security-Policy"))
                .doesNotContain("shop.example.org");
    }

    @Test
    void theWayToAnApplicationIsOpenWhileSomebodySignsInForIt() {
        ForeignApplication shop = application();
        Browser browser = new Browser(mvc);
        assertThat(browser.get("/sign-in").getHeader("Content-Security-Policy")).doesNotContain("shop");
        assertThat(ForeignApplication.location(browser.get(shop.authorizeUrl("openid"))))
                .endsWith("/sign-in");
        MockHttpServletResponse page = browser.get("/sign-in");
        assertThat(page.getHeader("Content-Security-Policy")).endsWith(" https://shop.example.org");
        assertThat(text(page)).contains("to continue to shop.example.org");
    }

    @Test
    void askedWithoutAPageAnApplicationHearsWhatIsMissing() {
        ForeignApplication shop = application();
        assertThat(ForeignApplication.location(new Browser(mvc).get(shop.authorizeUrl("openid", "prompt", "none"))))
                .startsWith(ForeignApplication.REDIRECT + "?error=login_required");
        Browser browser = signedIn(people.client());
        assertThat(ForeignApplication.location(browser.get(shop.authorizeUrl("openid", "prompt", "none"))))
                .startsWith(ForeignApplication.REDIRECT + "?error=consent_required");
        shop.code(browser, "openid");
        assertThat(ForeignApplication.location(browser.get(shop.authorizeUrl("openid", "prompt", "none"))))
                .startsWith(ForeignApplication.REDIRECT + "?code=");
    }

    @Test
    void noMeansNo() {
        ForeignApplication shop = application("email");
        Browser browser = signedIn(people.client());
        String page = ForeignApplication.location(browser.get(shop.authorizeUrl("openid email")));
        MockHttpServletResponse denied = browser.post(
                "/oauth2/authorize", "", "client_id", shop.clientId, "state", ForeignApplication.stateIn(page));
        assertThat(ForeignApplication.location(denied))
                .startsWith(ForeignApplication.REDIRECT + "?error=access_denied")
                .contains("state=state-1");

        shop.code(browser, "openid");
        page = ForeignApplication.location(browser.get(shop.authorizeUrl("openid email")));
        denied = browser.post(
                "/oauth2/authorize", "", "client_id", shop.clientId, "state", ForeignApplication.stateIn(page));
        assertThat(ForeignApplication.location(denied)).contains("error=access_denied");
    }

    @Test
    void nobodyElseAnswersForAPerson() {
        ForeignApplication shop = application("email");
        Browser ada = signedIn(people.client());
        Browser eve = signedIn(people.client());
        String page = ForeignApplication.location(ada.get(shop.authorizeUrl("openid")));

        assertThat(eve.get(page).getStatus()).isEqualTo(400);
        assertThat(new Browser(mvc).get(page).getStatus()).isEqualTo(302);
        assertThat(ada.get("/oauth2/consent?state=unknown&client_id=" + shop.clientId)
                        .getStatus())
                .isEqualTo(400);
        assertThat(ada.get("/oauth2/consent?state=%00").getStatus()).isEqualTo(400);
        String state = ForeignApplication.stateIn(page);
        assertThat(eve.post("/oauth2/authorize", "", "client_id", shop.clientId, "state", state, "scope", "openid")
                        .getStatus())
                .isEqualTo(400);
        assertThat(ada.post("/oauth2/authorize", "", "client_id", "gateway", "state", state, "scope", "openid")
                        .getStatus())
                .isEqualTo(400);
        // More than was asked for, which the page did not show.
        assertThat(ForeignApplication.location(ada.post(
                        "/oauth2/authorize", "", "client_id", shop.clientId, "state", state, "scope", "email")))
                .contains("error=invalid_scope");
    }

    @Test
    void itsTokensOpenNothingHere() throws Exception {
        ForeignApplication shop = application("profile", "email", "roles");
        Person ada = people.photographer();
        Browser browser = signedIn(ada);
        Answer tokens = shop.redeem(shop.code(browser, "openid"));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        SignedJWT access = SignedJWT.parse(tokens.text("access_token"));
        assertThat(access.getJWTClaimsSet().getAudience()).isEqualTo(List.of(AuthTest.AUTH));
        assertThat(access.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(access.getJWTClaimsSet().getClaims()).doesNotContainKeys("email", "roles", "studio");
        assertThat(people.get("/api/auth/me", tokens.text("access_token")).status())
                .isEqualTo(401);
        assertThat(people.get("/api/auth/me", tokens.text("id_token")).status()).isEqualTo(401);

        Answer known = shop.userInfo(tokens.text("access_token"));
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.body().propertyNames()).containsExactly("sub");
        Answer more = shop.userInfo(
                shop.redeem(shop.code(browser, "openid profile email roles")).text("access_token"));
        assertThat(more.text("email")).isEqualTo(ada.email());
        assertThat(more.body().get("email_verified").asBoolean()).isTrue();
        assertThat(more.text("preferred_username")).isEqualTo(ada.username());
        assertThat(more.body().get("roles").toString()).isEqualTo("[\"photographer\"]");
        assertThat(shop.userInfo(people.token(ada)).status()).isEqualTo(401);
    }

    @Test
    void anApplicationThatMayActHereGetsATokenForHere() throws Exception {
        ForeignApplication tool = application("vitrine");
        Person ada = people.photographer();
        Answer tokens = tool.redeem(tool.code(signedIn(ada), "openid vitrine"));
        assertThat(SignedJWT.parse(tokens.text("access_token"))
                        .getJWTClaimsSet()
                        .getAudience())
                .isEqualTo(List.of("vitrine"));
        assertThat(people.get("/api/auth/me", tokens.text("access_token")).status())
                .isEqualTo(200);
    }

    @Test
    void aUsedRefreshTokenEndsTheWholeFamily() {
        ForeignApplication shop = application();
        Person ada = people.client();
        Browser browser = signedIn(ada);
        Answer first = shop.redeem(shop.code(browser, "openid"));
        Answer elsewhere = shop.redeem(shop.code(browser, "openid"));
        Answer second = shop.refresh(first.text("refresh_token"));
        Answer third = shop.refresh(second.text("refresh_token"));
        assertThat(third.status()).isEqualTo(200);

        assertThat(shop.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");

        assertThat(shop.refresh(third.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(shop.userInfo(third.text("access_token")).status()).isEqualTo(401);
        assertThat(audited(ada, "refresh-token.reused")).isEqualTo(1);
        // Another sign-in of the same person goes on.
        assertThat(shop.refresh(elsewhere.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void ofSeveralRedemptionsAtOnceOneWins() throws Exception {
        ForeignApplication shop = application();
        Answer first = shop.redeem(shop.code(signedIn(people.client()), "openid"));
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return shop.refresh(first.text("refresh_token"));
                    }))
                    .toList();
            start.countDown();
            int won = 0;
            for (var answer : answers) {
                won += answer.get().status() == 200 ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void tokensAreLookedAtAndRevoked() {
        ForeignApplication shop = application("email");
        Answer tokens = shop.redeem(shop.code(signedIn(people.client()), "openid email"));
        Answer active = shop.form("/oauth2/introspect", "token", tokens.text("access_token"));
        assertThat(active.body().get("active").asBoolean()).isTrue();
        assertThat(active.text("client_id")).isEqualTo(shop.clientId);

        assertThat(shop.form("/oauth2/revoke", "token", tokens.text("refresh_token"))
                        .status())
                .isEqualTo(200);

        for (String kind : List.of("access_token", "refresh_token")) {
            assertThat(shop.form("/oauth2/introspect", "token", tokens.text(kind))
                            .body()
                            .get("active")
                            .asBoolean())
                    .as(kind)
                    .isFalse();
        }
        assertThat(shop.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
        assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        ForeignApplication other = application();
        assertThat(other.form("/oauth2/revoke", "token", tokens.text("refresh_token"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPublicClientNeedsPkceAndGetsNoRefreshToken() {
        ForeignApplication page = new ForeignApplication(mvc, people, false, "email");
        applications.add(page);
        Browser browser = signedIn(people.client());
        assertThat(ForeignApplication.location(browser.get(page.authorizeUrl("openid", "code_challenge", ""))))
                .contains("error=invalid_request");
        String code = page.code(browser, "openid");
        Answer tokens = page.redeem(code);
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        assertThat(tokens.body().has("refresh_token")).isFalse();
        assertThat(page.form("/oauth2/introspect", "token", tokens.text("access_token"))
                        .status())
                .isEqualTo(401);
        assertThat(page.form(
                                "/oauth2/token",
                                "grant_type",
                                "authorization_code",
                                "code",
                                page.code(browser, "openid"),
                                "redirect_uri",
                                ForeignApplication.REDIRECT,
                                "code_verifier",
                                "another-verifier-another-verifier-another-verifier")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void signingOutHereTellsTheApplicationUntilItHears() throws Exception {
        ForeignApplication shop = application();
        Browser browser = signedIn(people.client());
        Answer tokens = shop.redeem(shop.code(browser, "openid"));
        shop.failTimes(2);

        browser.get("/sign-out");
        browser.submit("/sign-out");

        await().atMost(Duration.ofSeconds(30)).until(() -> shop.logoutTokens().size() == 1);
        var claims = SignedJWT.parse(shop.logoutTokens().getFirst()).getJWTClaimsSet();
        assertThat(claims.getAudience()).isEqualTo(List.of(shop.clientId));
        assertThat(claims.getStringClaim("sid"))
                .isEqualTo(SignedJWT.parse(tokens.text("id_token"))
                        .getJWTClaimsSet()
                        .getStringClaim("sid"));
        assertThat(shop.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void signingOutAtTheApplicationSignsOutHereAndEverywhere() throws Exception {
        ForeignApplication shop = application();
        Browser browser = signedIn(people.client());
        var suite = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        Answer tokens = shop.redeem(shop.code(browser, "openid"));
        String logout = "/connect/logout?id_token_hint=" + tokens.text("id_token");

        assertThat(ForeignApplication.location(
                        browser.get(logout + "&state=s-1&post_logout_redirect_uri=https%3A%2F%2Fevil.example.org%2F")))
                .doesNotContain("evil");
        assertThat(gateway.refresh(suite.refresh()).status()).isEqualTo(200);

        assertThat(ForeignApplication.location(browser.get(
                        logout + "&state=s-1&post_logout_redirect_uri=https%3A%2F%2Fshop.example.org%2Fbye")))
                .isEqualTo("https://shop.example.org/bye?state=s-1");
        assertThat(ForeignApplication.location(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS))))
                .endsWith("/sign-in");
        await().atMost(Duration.ofSeconds(30)).until(() -> shop.logoutTokens().size() == 1);
    }

    @Test
    void whatIsForTheTimeWhenAPersonIsAwayOutlivesTheSession() {
        ForeignApplication shop = application("offline_access");
        Person ada = people.client();
        Browser browser = signedIn(ada);
        Answer attached = shop.redeem(shop.code(browser, "openid"));
        Answer offline = shop.redeem(shop.code(browser, "openid offline_access"));

        browser.get("/sign-out");
        browser.submit("/sign-out");

        assertThat(shop.refresh(attached.text("refresh_token")).status()).isEqualTo(400);
        Answer later = shop.refresh(offline.text("refresh_token"));
        assertThat(later.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> !shop.logoutTokens().isEmpty());

        people.call(HttpMethod.POST, "/api/admin/user/" + ada.id() + "/deactivate", people.adminToken(), "");
        assertThat(shop.refresh(later.text("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void aPersonTakesBackWhatAnApplicationMayDo() {
        ForeignApplication shop = application("email");
        ForeignApplication other = application();
        Person ada = people.client();
        Browser browser = signedIn(ada);
        Answer tokens = shop.redeem(shop.code(browser, "openid email"));
        Answer others = other.redeem(other.code(browser, "openid"));
        var suite = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String list = text(browser.get("/account/applications"));
        assertThat(list).contains("Print shop", "see your email address").doesNotContain("<h2>Vitrine");

        assertThat(browser.post("/account/applications/take-back", "", "client_id", shop.clientId)
                        .getStatus())
                .isEqualTo(403);
        Browser eve = signedIn(people.client());
        assertThat(text(eve.get("/account/applications"))).contains("None so far");
        browser.get("/account/applications");
        assertThat(ForeignApplication.location(
                        browser.submit("/account/applications/take-back", "client_id", "gateway")))
                .isEqualTo("/account/applications");
        browser.submit("/account/applications/take-back", "client_id", shop.clientId);

        assertThat(shop.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
        assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(30)).until(() -> shop.logoutTokens().size() == 1);
        assertThat(other.refresh(others.text("refresh_token")).status()).isEqualTo(200);
        assertThat(gateway.refresh(suite.refresh()).status()).isEqualTo(200);
        assertThat(text(browser.get("/account/applications"))).doesNotContain(shop.clientId);
        assertThat(ForeignApplication.location(browser.get(shop.authorizeUrl("openid"))))
                .contains("/oauth2/consent?");
        assertThat(audited(ada, "consent.withdrawn")).isEqualTo(1);
    }

    @Test
    void aRemovedClientIsGoneAtOnce() {
        ForeignApplication shop = application();
        Browser browser = signedIn(people.client());
        Answer tokens = shop.redeem(shop.code(browser, "openid"));
        people.call(HttpMethod.DELETE, "/api/admin/clients/" + shop.clientId, people.adminToken(), "");

        assertThat(shop.refresh(tokens.text("refresh_token")).status()).isEqualTo(401);
        assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(browser.get(shop.authorizeUrl("openid")).getStatus()).isEqualTo(400);
        assertThat(text(browser.get("/account/applications"))).doesNotContain(shop.clientId);
    }

    @Test
    void onlyTheRegisteredAddressIsAnsweredTo() {
        ForeignApplication shop = application();
        Browser browser = signedIn(people.client());
        for (String redirect : List.of(
                "https://shop.example.org/callback/",
                "https://shop.example.org/callback?x=1",
                "https://shop.example.org:8443/callback",
                "https://shop.example.org.evil.example/callback",
                "https://good@evil.example/callback",
                "HTTPS://shop.example.org/callback",
                "https://shop.example.org/%63allback",
                AuthTest.PHOTOS + "/auth/callback")) {
            MockHttpServletResponse answer = browser.get(shop.authorizeUrl("openid", "redirect_uri", redirect));
            assertThat(answer.getStatus()).as(redirect).isEqualTo(400);
            assertThat(answer.getHeader("Location")).as(redirect).isNull();
        }
    }

    @Test
    void discoverySaysWhatIsTrue() throws Exception {
        JsonNode discovery = json.readTree(new Browser(mvc)
                .get("/.well-known/openid-configuration", "Accept", "application/json")
                .getContentAsString());
        assertThat(discovery.get("scopes_supported").toString())
                .isEqualTo("[\"openid\",\"profile\",\"email\",\"roles\",\"vitrine\",\"offline_access\"]");
        assertThat(discovery.get("grant_types_supported").toString())
                .isEqualTo("[\"authorization_code\",\"refresh_token\"]");
        assertThat(discovery.get("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(discovery.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(discovery.get("id_token_signing_alg_values_supported").toString())
                .isEqualTo("[\"RS256\"]");
        assertThat(discovery.get("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"client_secret_basic\",\"client_secret_post\",\"none\"]");
        assertThat(discovery.propertyNames())
                .contains("revocation_endpoint", "introspection_endpoint", "end_session_endpoint", "userinfo_endpoint")
                .doesNotContain(
                        "device_authorization_endpoint",
                        "pushed_authorization_request_endpoint",
                        "registration_endpoint",
                        "tls_client_certificate_bound_access_tokens",
                        "dpop_signing_alg_values_supported");
        for (String end : List.of("/oauth2/device_authorization", "/oauth2/par", "/connect/register")) {
            assertThat(new Browser(mvc).post(end, "").getStatus()).as(end).isIn(302, 401, 403, 404);
        }
    }

    private ForeignApplication application(String... scopes) {
        var application = new ForeignApplication(mvc, people, scopes);
        applications.add(application);
        return application;
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        assertThat(browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD)
                        .getStatus())
                .isEqualTo(302);
        return browser;
    }

    private int audited(Person person, String action) {
        UUID id = person.id();
        return jdbc.sql("select count(*) from audit_event where action = ? and (actor_id = ? or subject_id = ?)")
                .param(action)
                .param(id)
                .param(id)
                .query(Integer.class)
                .single();
    }

    private static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
