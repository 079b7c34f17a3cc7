package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;
import vitrine.auth.TestParties.HeardEvents;
import vitrine.messaging.Event;

@AuthTest
class RequiredFactorTest {

    private static final String REQUIRED = "/account/security?notice=required";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    HeardEvents events;

    @Autowired
    JsonMapper json;

    @BeforeEach
    void viewersNeedOne() {
        require("[\"viewer\"]");
    }

    @AfterEach
    void nobodyNeedsOne() {
        require("[]");
    }

    @Test
    void aRoleThatNeedsAFactorIsLedToItAndGetsNoTokenBefore() {
        Person person = viewer();
        var api = people.login(person.username(), People.PASSWORD);
        assertThat(api.status()).isEqualTo(403);
        assertThat(api.type()).isEqualTo("urn:vitrine:problem:second-factor-missing");

        Browser browser = new Browser(mvc);
        browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS));
        browser.get("/sign-in");
        String target = browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD)
                .getHeader("Location");
        assertThat(browser.get(target).getHeader("Location")).endsWith(REQUIRED);
        assertThat(App.text(browser.get(REQUIRED)))
                .contains("needs a second factor")
                .doesNotContain("Continue to");
        for (String closed : List.of(
                "/account/tokens",
                "/account/profile",
                "/account/applications",
                "/account/%74okens",
                RelyingParty.authorizeUrl(AuthTest.PHOTOS),
                RelyingParty.authorizeUrl("http://share.localhost:8080"))) {
            assertThat(browser.get(closed).getHeader("Location")).as(closed).endsWith(REQUIRED);
        }
        browser.get("/account/security");
        assertThat(browser.submit("/account/tokens").getHeader("Location")).endsWith(REQUIRED);

        browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS));
        App app = App.setUpIn(browser);
        assertThat(App.text(browser.get("/account/security"))).contains("Continue to");
        MockHttpServletResponse onward = browser.get("/sign-in");
        assertThat(onward.getHeader("Location")).startsWith(AuthTest.AUTH + "/oauth2/authorize?");
        String code =
                RelyingParty.codeIn(browser.get(onward.getHeader("Location")).getHeader("Location"));
        assertThat(gateway.redeem(code, AuthTest.PHOTOS).status()).isEqualTo(200);
        assertThat(people.post(
                                "/api/auth/login",
                                "username",
                                person.username(),
                                "password",
                                People.PASSWORD,
                                "otp",
                                app.nextCode())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void othersGoOnAsBefore() {
        Person person = people.client();
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
        assertThat(gateway.code(signedIn(person), AuthTest.PHOTOS)).isNotBlank();
    }

    @Test
    void theRuleHoldsForSessionsFromBefore() {
        require("[]");
        Person person = viewer();
        Browser browser = signedIn(person);
        assertThat(gateway.code(browser, AuthTest.PHOTOS)).isNotBlank();
        require("[\"viewer\"]");
        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith(REQUIRED);
        // An application that wants no page shown is answered, not led to one.
        assertThat(browser.get(RelyingParty.authorizeUrl(Map.of("prompt", "none")))
                        .getHeader("Location"))
                .startsWith(AuthTest.PHOTOS + "/auth/callback?error=interaction_required");
    }

    @Test
    void theRuleEndsWhatWasIssuedBeforeUntilThereIsAFactor() {
        require("[]");
        Person person = viewer();
        Browser browser = signedIn(person);
        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String program = people.token(person);
        String apiToken = apiToken(program);
        assertThat(exchange(apiToken).get("active").asBoolean()).isTrue();
        Person safe = viewer();
        String safeToken = apiToken(people.token(safe));
        App.setUpIn(signedIn(safe));

        Instant before = Instant.now();
        require("[\"viewer\"]");

        assertThat(people.get("/api/auth/me", program).status()).isEqualTo(401);
        assertThat(people.get("/api/auth/me", tokens.access()).status()).isEqualTo(401);
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertThat(exchange(apiToken).get("active").asBoolean()).isFalse();
        // The other services hear that no token from before counts.
        Event told = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> events.about(person.id()).stream()
                                .filter(event -> event.type().equals("account.changed.v1")
                                        && event.data().hasNonNull("tokens_valid_from"))
                                .reduce((first, second) -> second)
                                .orElse(null),
                        event -> event != null
                                && Instant.parse(event.data()
                                                .get("tokens_valid_from")
                                                .asString())
                                        .isAfter(before));
        assertThat(told.data().get("active").asBoolean()).isTrue();
        assertThat(exchange(safeToken).get("active").asBoolean())
                .as("of somebody with a factor")
                .isTrue();

        App.setUpIn(browser);
        String access = exchange(apiToken).get("access_token").asString();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> people.get(
                                        "/api/auth/me",
                                        exchange(apiToken).get("access_token").asString())
                                .status()
                        == 200);
        assertThat(access).isNotBlank();
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(200);

        browser.get("/account/security");
        browser.submit("/account/security/totp/remove");
        assertThat(exchange(apiToken).get("active").asBoolean())
                .as("without the last factor")
                .isFalse();
        assertThat(people.get("/api/auth/me", access).status()).isEqualTo(401);
    }

    private String apiToken(String jwt) {
        return people.call(
                        HttpMethod.POST,
                        "/api/account/tokens",
                        jwt,
                        "{\"name\":\"Script\",\"scopes\":[\"account:read\"]}")
                .body()
                .get("token")
                .asString();
    }

    private JsonNode exchange(String token) {
        String basic = Base64.getEncoder()
                .encodeToString(("gateway:" + AuthTest.CLIENT_SECRET).getBytes(StandardCharsets.US_ASCII));
        try {
            return json.readTree(mvc.perform(MockMvcRequestBuilders.post(
                                    URI.create("http://127.0.0.1:8081/internal/api-tokens/exchange"))
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Authorization", "Basic " + basic)
                            .content("{\"token\":\"" + token + "\"}"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        return browser;
    }

    private Person viewer() {
        Person person = people.client();
        assertThat(people.call(
                                HttpMethod.POST,
                                "/api/admin/user/" + person.id() + "/role",
                                people.adminToken(),
                                "{\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(200);
        return person;
    }

    private void require(String roles) {
        String token = people.adminToken();
        var now = people.get("/api/admin/settings", token).body();
        assertThat(people.call(
                                HttpMethod.PUT,
                                "/api/admin/settings",
                                token,
                                "{\"registration_open\":%s,\"second_factor_required_for\":%s,\"api_token_max_days\":%s}"
                                        .formatted(now.get("registration_open"), roles, now.get("api_token_max_days")))
                        .status())
                .isEqualTo(200);
    }
}
