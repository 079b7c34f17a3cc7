package vitrine.auth.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;
import vitrine.auth.TestParties.Backchannel;

@AuthTest
class SessionsTest {

    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0";

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
    void areListedWithDeviceAddressAndTimes() throws Exception {
        Person ada = people.client();
        Instant before = Instant.now();
        Browser here = signedIn(ada);
        Browser elsewhere = signedIn(ada);
        String token = access(here);
        old(sid(access(elsewhere)), "1 hour");
        elsewhere.get("/account/sessions", "User-Agent", FIREFOX);

        JsonNode listed = people.get("/api/account/sessions", token).body().get("items");
        assertThat(listed).hasSize(2);
        JsonNode other = listed.get(0);
        assertThat(other.get("current").asBoolean()).isFalse();
        assertThat(other.get("browser").asString()).isEqualTo("Firefox");
        assertThat(other.get("system").asString()).isEqualTo("Windows");
        assertThat(other.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(other.get("last_seen_at").asString())).isAfter(before.minusSeconds(1));
        JsonNode own = listed.get(1);
        assertThat(own.get("current").asBoolean()).isTrue();
        assertThat(own.get("id").asString()).isEqualTo(sid(token));
        assertThat(own.get("browser").isNull()).isTrue();
        assertThat(Instant.parse(own.get("signed_in_at").asString())).isAfter(before.minusSeconds(1));

        String page = here.get("/account/sessions").getContentAsString();
        assertThat(page).contains("Firefox on Windows").contains("This one").contains("Unknown browser");
        assertThat(elsewhere.get("/account/sessions?lang=de").getContentAsString())
                .contains("Firefox unter Windows");
    }

    @Test
    void areSeenAtMostOnceAMinute() throws Exception {
        Person ada = people.client();
        Browser browser = signedIn(ada);
        String sid = sid(access(browser));
        old(sid, "20 seconds");
        Instant seen = seen(sid);
        browser.get("/account/sessions", "User-Agent", FIREFOX);
        assertThat(seen(sid)).isEqualTo(seen);
        old(sid, "61 seconds");
        browser.get("/account/sessions", "User-Agent", FIREFOX);
        assertThat(seen(sid)).isAfter(seen);

        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        old(sid, "1 hour");
        gateway.refresh(tokens.refresh());
        assertThat(seen(sid)).isAfter(seen);
        assertThat(jdbc.sql("select user_agent from sso_session where sid = ?")
                        .param(sid)
                        .query(String.class)
                        .single())
                .isEqualTo(FIREFOX);
    }

    @Test
    void oneEndsAndItsApplicationsHearOfIt() throws Exception {
        Person ada = people.client();
        Browser here = signedIn(ada);
        Browser elsewhere = signedIn(ada);
        var ended = gateway.redeem(gateway.code(elsewhere, AuthTest.PHOTOS), AuthTest.PHOTOS);
        var kept = gateway.redeem(gateway.code(here, AuthTest.PHOTOS), AuthTest.PHOTOS);
        here.get("/account/sessions");
        assertThat(here.submit("/account/sessions/end", "id", sid(ended.access()))
                        .getHeader("Location"))
                .isEqualTo("/account/sessions?notice=ended");

        heard(sid(ended.access()));
        assertThat(gateway.refresh(ended.refresh()).status()).isEqualTo(400);
        assertThat(gateway.refresh(kept.refresh()).status()).isEqualTo(200);
        assertThat(elsewhere.get("/account/sessions").getHeader("Location")).endsWith("/sign-in");
        assertThat(here.get("/account/sessions?notice=ended").getContentAsString())
                .contains("The session has ended")
                .contains("You are signed in nowhere else");
        assertThat(audited(ada)).isEqualTo(1);
    }

    @Test
    void programsEndThemToo() throws Exception {
        Person ada = people.client();
        Browser one = signedIn(ada);
        Browser two = signedIn(ada);
        Browser three = signedIn(ada);
        String token = access(one);
        String second = sid(access(two));

        assertThat(call(HttpMethod.DELETE, "/" + second, token)).isEqualTo(204);
        assertThat(two.get("/account/sessions").getHeader("Location")).endsWith("/sign-in");
        assertThat(call(HttpMethod.DELETE, "/" + second, token)).isEqualTo(404);
        assertThat(call(HttpMethod.POST, "/end-others", token)).isEqualTo(204);
        assertThat(three.get("/account/sessions").getHeader("Location")).endsWith("/sign-in");
        assertThat(one.get("/account/sessions").getStatus()).isEqualTo(200);
        assertThat(call(HttpMethod.POST, "/end-others", people.token(ada))).isEqualTo(204);
        assertThat(one.get("/account/sessions").getHeader("Location")).endsWith("/sign-in");
    }

    @Test
    void allOthersEndAtOnce() throws Exception {
        Person ada = people.client();
        Person eve = people.client();
        Browser here = signedIn(ada);
        Browser first = signedIn(ada);
        Browser second = signedIn(ada);
        Browser stranger = signedIn(eve);
        String firstSid = sid(access(first));
        String secondSid = sid(access(second));
        var kept = gateway.redeem(gateway.code(here, AuthTest.PHOTOS), AuthTest.PHOTOS);

        here.get("/account/sessions");
        assertThat(here.submit("/account/sessions/end-others").getHeader("Location"))
                .isEqualTo("/account/sessions?notice=ended-others");

        heard(firstSid);
        heard(secondSid);
        for (Browser browser : List.of(first, second)) {
            assertThat(browser.get("/account/sessions").getHeader("Location")).endsWith("/sign-in");
        }
        assertThat(gateway.refresh(kept.refresh()).status()).isEqualTo(200);
        assertThat(here.get("/account/sessions").getStatus()).isEqualTo(200);
        assertThat(stranger.get("/account/sessions").getStatus()).isEqualTo(200);
    }

    @Test
    void nobodyEndsThoseOfSomebodyElse() throws Exception {
        Person ada = people.client();
        Browser victim = signedIn(ada);
        String sid = sid(access(victim));
        Browser eve = signedIn(people.client());
        String token = access(eve);

        assertThat(call(HttpMethod.DELETE, "/" + sid, token)).isEqualTo(404);
        assertThat(call(HttpMethod.DELETE, "/" + UUID.randomUUID(), token)).isEqualTo(404);
        assertThat(call(HttpMethod.DELETE, "/nonsense", token)).isEqualTo(404);
        assertThat(call(HttpMethod.DELETE, "/" + sid, "")).isEqualTo(401);
        assertThat(call(HttpMethod.POST, "/end-others", "")).isEqualTo(401);
        assertThat(people.get("/api/account/sessions", "").status()).isEqualTo(401);
        eve.get("/sign-out");
        for (String id : List.of(sid, "", "a\u0000b", "x".repeat(1000))) {
            assertThat(eve.submit("/account/sessions/end", "id", id).getStatus())
                    .isEqualTo(302);
        }
        assertThat(victim.get("/account/sessions").getStatus()).isEqualTo(200);
        assertThat(victim.post("/account/sessions/end", "made-up", "id", sid).getStatus())
                .isEqualTo(403);
        assertThat(victim.post("/account/sessions/end-others", "").getStatus()).isEqualTo(403);
    }

    @Test
    void endingThisOneSignsOut() throws Exception {
        Person ada = people.client();
        Browser browser = signedIn(ada);
        String sid = sid(access(browser));
        browser.get("/sign-out");
        assertThat(browser.submit("/account/sessions/end", "id", sid).getHeader("Location"))
                .isEqualTo("/signed-out");
        assertThat(browser.get("/account/sessions").getHeader("Location")).endsWith("/sign-in");
        heard(sid);
    }

    @Test
    void aSessionThatWasSignedOutOfIsNotListed() {
        Person ada = people.client();
        Browser browser = signedIn(ada);
        browser.get("/sign-out");
        browser.submit("/sign-out");
        assertThat(people.get("/api/account/sessions", people.token(ada)).body().get("items"))
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from audit_event where subject_id = ? and action = 'sign-in.succeeded'")
                        .param(ada.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        MockHttpServletResponse response =
                browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        assertThat(response.getStatus()).isEqualTo(302);
        return browser;
    }

    private String access(Browser browser) {
        return gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS)
                .access();
    }

    private int call(HttpMethod method, String path, String token) {
        return people.call(method, "/api/account/sessions" + path, token, "").status();
    }

    private void old(String sid, String age) {
        jdbc.sql("update sso_session set last_seen_at = now() - ?::interval where sid = ?")
                .param(age)
                .param(sid)
                .update();
    }

    private Instant seen(String sid) {
        return jdbc.sql("select last_seen_at from sso_session where sid = ?")
                .param(sid)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private long audited(Person person) {
        return jdbc.sql("select count(*) from audit_event where subject_id = ? and action = 'session.ended'")
                .param(person.id())
                .query(Long.class)
                .single();
    }

    private void heard(String sid) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> backchannel.logoutTokens().stream()
                        .anyMatch(token -> sid(token).equals(sid)));
    }

    private static String sid(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
