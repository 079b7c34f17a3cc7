package vitrine.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.RelyingParty;
import vitrine.auth.TestParties.Backchannel;

@AuthTest
class SignInJourneyTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    Backchannel backchannel;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aPhotographerRegistersConfirmsAndIsBackWhereSheCameFrom() throws Exception {
        Browser browser = new Browser(mvc);
        String name = People.newName();
        assertThat(browser.get("/register?next=http%3A%2F%2Fphotos.localhost%3A8080%2Fgalleries%3Ftab%3D1")
                        .getStatus())
                .isEqualTo(200);

        MockHttpServletResponse registered = browser.submit(
                "/register",
                "username",
                name,
                "email",
                name + "@localhost",
                "password",
                People.PASSWORD,
                "confirm_password",
                People.PASSWORD,
                "account_type",
                "photographer");
        assertThat(registered.getHeader("Location")).isEqualTo("/confirm");
        assertThat(browser.get("/confirm").getContentAsString()).contains(name + "@localhost");
        String sessionBefore = browser.cookie("vitrine_sso");

        var mail = People.mail(name + "@localhost", 1);
        assertThat(mail.subject()).contains("is your Vitrine code");
        assertThat(mail.html()).contains(People.code(mail)).contains(name);
        MockHttpServletResponse confirmed =
                browser.submit("/confirm", "email", name + "@localhost", "code", People.code(mail));

        assertThat(confirmed.getHeader("Location"))
                .isEqualTo(AuthTest.PHOTOS + "/auth/login?next=%2Fgalleries%3Ftab%3D1");
        assertThat(browser.cookie("vitrine_sso")).isNotBlank().isNotEqualTo(sessionBefore);
        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .startsWith(AuthTest.PHOTOS + "/auth/callback?code=");
    }

    @Test
    void oneSignInServesEverySubdomainAndCarriesTheClaims() throws Exception {
        var ada = people.photographer();
        Browser browser = new Browser(mvc);
        MockHttpServletResponse asked = browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS));
        assertThat(asked.getHeader("Location")).endsWith("/sign-in");
        assertThat(browser.get("/sign-in").getContentAsString()).contains("to continue to photos.localhost");

        MockHttpServletResponse signedIn =
                browser.submit("/sign-in", "username", ada.email().toUpperCase(), "password", People.PASSWORD);
        MockHttpServletResponse answered = browser.get(signedIn.getHeader("Location"));
        var tokens = gateway.redeem(RelyingParty.codeIn(answered.getHeader("Location")), AuthTest.PHOTOS);

        assertThat(tokens.status()).isEqualTo(200);
        var access = SignedJWT.parse(tokens.access());
        var claims = access.getJWTClaimsSet();
        assertThat(access.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(claims.getIssuer()).isEqualTo(AuthTest.AUTH);
        assertThat(claims.getAudience()).containsExactly("vitrine");
        assertThat(claims.getSubject()).isEqualTo(ada.id().toString());
        assertThat(claims.getStringListClaim("roles")).containsExactly("photographer");
        assertThat(claims.getStringClaim("studio")).isNotBlank();
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo(ada.username());
        assertThat(claims.getStringClaim("email")).isEqualTo(ada.email());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));
        var id = SignedJWT.parse(tokens.id()).getJWTClaimsSet();
        assertThat(id.getAudience()).containsExactly("gateway");
        assertThat(id.getStringClaim("sid")).isNotBlank();
        assertThat(id.getStringClaim("nonce")).isEqualTo("nonce-1");

        var elsewhere =
                gateway.redeem(gateway.code(browser, "http://share.localhost:8080"), "http://share.localhost:8080");
        assertThat(sid(elsewhere.id())).isEqualTo(sid(tokens.id()));
    }

    @Test
    void refreshTokensRotate() throws Exception {
        Browser browser = signedIn(people.client());
        var first = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);

        var second = gateway.refresh(first.refresh());

        assertThat(second.status()).as(second.toString()).isEqualTo(200);
        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(sid(second.id())).isEqualTo(sid(first.id()));
        assertThat(SignedJWT.parse(second.access()).getJWTClaimsSet().getClaim("studio"))
                .isNull();
        assertThat(gateway.refresh(first.refresh()).body().get("error").asString())
                .isEqualTo("invalid_grant");
        // Somebody showed a used one: the whole family ends.
        assertThat(gateway.refresh(second.refresh()).status()).isEqualTo(400);
    }

    @Test
    void signOutAtAnApplicationEndsTheSessionEverywhere() throws Exception {
        Browser browser = signedIn(people.client());
        var photos = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        var share = gateway.redeem(gateway.code(browser, "http://share.localhost:8080"), "http://share.localhost:8080");
        // The application refreshed since: the ID token it shows is not the newest one.
        var refreshed = gateway.refresh(photos.refresh());

        MockHttpServletResponse out = browser.get("/connect/logout?client_id=gateway&id_token_hint=" + photos.id()
                + "&post_logout_redirect_uri=http%3A%2F%2Fphotos.localhost%3A8080%2F");

        assertThat(out.getHeader("Location")).isEqualTo(AuthTest.PHOTOS + "/");
        assertThat(gateway.refresh(refreshed.refresh()).status()).isEqualTo(400);
        assertThat(gateway.refresh(share.refresh()).status()).isEqualTo(400);
        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
        SignedJWT logout = heard(sid(photos.id()));
        assertThat(logout.getHeader().getType().getType()).isEqualTo("logout+jwt");
        var claims = logout.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(AuthTest.AUTH);
        assertThat(claims.getAudience()).containsExactly("gateway");
        assertThat(claims.getJSONObjectClaim("events"))
                .containsExactlyEntriesOf(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getClaim("nonce")).isNull();

        assertThat(browser.get("/connect/logout?id_token_hint=" + photos.id()).getHeader("Location"))
                .endsWith("/signed-out");
    }

    @Test
    void signOutNeedsAPostWithItsToken() throws Exception {
        Browser browser = signedIn(people.client());
        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);

        assertThat(browser.get("/sign-out").getContentAsString()).contains("Sign out?");
        assertThat(browser.post("/sign-out", "").getStatus()).isEqualTo(403);
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(200);

        browser.get("/sign-out");
        assertThat(browser.submit("/sign-out").getHeader("Location")).isEqualTo("/signed-out");
        assertThat(browser.get("/signed-out").getContentAsString()).contains("You are signed out");
        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
        heard(sid(tokens.id()));
    }

    @Test
    void anApplicationThatIsDownHearsOfTheEndLater() throws Exception {
        Browser browser = signedIn(people.client());
        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String sid = sid(tokens.id());
        backchannel.down(true);
        try {
            browser.get("/sign-out");
            browser.submit("/sign-out");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> attempts(sid).stream().anyMatch(attempts -> attempts >= 2));
        } finally {
            backchannel.down(false);
        }
        heard(sid);
        await().atMost(Duration.ofSeconds(30)).until(() -> attempts(sid).isEmpty());
    }

    @Test
    void anotherBrowserOfTheSamePersonStaysSignedIn() throws Exception {
        var person = people.client();
        Browser atHome = signedIn(person);
        Browser atWork = signedIn(person);
        var home = gateway.redeem(gateway.code(atHome, AuthTest.PHOTOS), AuthTest.PHOTOS);
        var work = gateway.redeem(gateway.code(atWork, AuthTest.PHOTOS), AuthTest.PHOTOS);

        atHome.get("/sign-out");
        atHome.submit("/sign-out");

        assertThat(gateway.refresh(home.refresh()).status()).isEqualTo(400);
        assertThat(gateway.refresh(work.refresh()).status()).isEqualTo(200);
        assertThat(gateway.code(atWork, AuthTest.PHOTOS)).isNotBlank();
    }

    @Test
    void theProviderDescribesItself() throws Exception {
        String discovery = new Browser(mvc)
                .get("/.well-known/openid-configuration", "Accept", "application/json")
                .getContentAsString();

        assertThat(discovery)
                .contains("\"issuer\":\"" + AuthTest.AUTH + "\"")
                .contains("\"backchannel_logout_supported\":true")
                .contains("/connect/logout");
        assertThat(new Browser(mvc).get("/oauth2/jwks").getContentAsString())
                .contains("\"kid\"")
                .doesNotContain("\"d\"");
    }

    private Browser signedIn(People.Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        MockHttpServletResponse response =
                browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        assertThat(response.getStatus()).isEqualTo(302);
        return browser;
    }

    private SignedJWT heard(String sid) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> backchannel.logoutTokens().stream()
                                .filter(token -> sid(token).equals(sid))
                                .findFirst()
                                .map(SignInJourneyTest::parsed)
                                .orElse(null),
                        found -> found != null);
    }

    private List<Integer> attempts(String sid) {
        return jdbc.sql("select attempts from backchannel_logout where sid = ?")
                .param(sid)
                .query(Integer.class)
                .list();
    }

    private static String sid(String token) {
        try {
            return parsed(token).getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static SignedJWT parsed(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
