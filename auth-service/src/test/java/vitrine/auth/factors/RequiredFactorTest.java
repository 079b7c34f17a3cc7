package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;

@AuthTest
class RequiredFactorTest {

    private static final String REQUIRED = "/account/security?notice=required";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

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
