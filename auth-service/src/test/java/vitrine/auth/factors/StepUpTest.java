package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;

@AuthTest
class StepUpTest {

    private static final String CONFIRM = "/account/security/confirm";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    JwtEncoder encoder;

    @Autowired
    JwtDecoder decoder;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    JdbcClient jdbc;

    @Test
    void changesAWhileAfterSignInAskOnceMore() {
        Person person = people.client();
        Browser browser = signedInLongAgo(person);
        MockHttpServletResponse asked = browser.submit("/account/security/totp");
        assertThat(asked.getHeader("Location")).endsWith(CONFIRM);
        assertThat(count("select count(*) from totp where account_id = ?", person))
                .isZero();

        assertThat(App.text(browser.get(CONFIRM))).contains("Is it you?");
        assertThat(browser.submit(CONFIRM, "password", "Wrong-Password-1").getStatus())
                .isEqualTo(401);
        assertThat(browser.submit("/account/security/totp").getHeader("Location"))
                .endsWith(CONFIRM);

        String session = browser.cookie("vitrine_sso");
        browser.get(CONFIRM);
        String csrf = browser.csrf();
        assertThat(browser.submit(CONFIRM, "password", People.PASSWORD).getHeader("Location"))
                .isEqualTo("/account/security?notice=confirmed");
        assertThat(browser.cookie("vitrine_sso")).isNotEqualTo(session);
        Browser thief = new Browser(mvc);
        thief.setCookie("vitrine_sso", session);
        assertThat(thief.get("/account/security").getHeader("Location")).endsWith("/sign-in");
        assertThat(browser.post("/account/security/totp", csrf).getStatus()).isEqualTo(403);
        assertThat(count("select count(*) from totp where account_id = ?", person))
                .as("what was sent before is not repeated")
                .isZero();
        browser.get("/account/security");
        assertThat(browser.submit("/account/security/totp").getHeader("Location"))
                .isEqualTo("/account/security/totp");
    }

    @Test
    void everyChangeOfSecurityIsGuarded() {
        Browser browser = signedInLongAgo(people.client());
        for (String path : List.of(
                "/account/security/totp",
                "/account/security/totp/confirm",
                "/account/security/totp/remove",
                "/account/security/recovery-codes",
                "/account/security/passkeys",
                "/account/security/passkeys/options",
                "/account/security/passkeys/00000000-0000-0000-0000-000000000000/remove",
                "/account/security/passkeys/00000000-0000-0000-0000-000000000000/rename",
                "/account/profile/email",
                "/account/profile/password",
                "/account/profile/delete",
                "/account/tokens",
                "/account/tokens/00000000-0000-0000-0000-000000000000/revoke")) {
            assertThat(browser.submit(path).getHeader("Location")).as(path).endsWith(CONFIRM);
        }
        assertThat(browser.get("/account/security/passkeys/new").getHeader("Location"))
                .endsWith(CONFIRM);
        assertThat(browser.get("/account/security").getStatus()).isEqualTo(200);
    }

    @Test
    void codesAndPasskeysAreProofsToo() {
        Person person = people.client();
        Browser first = signedIn(person);
        App app = App.setUpIn(first);
        first.get("/account/security/passkeys/new");
        Authenticator key = new Authenticator();
        first.submit(
                "/account/security/passkeys",
                "label",
                "Key",
                "credential",
                key.create(App.text(first.submit("/account/security/passkeys/options"))));

        age(person);
        first.get("/account/security/passkeys/new");
        first.get(CONFIRM);
        assertThat(first.submit(CONFIRM, "code", "000000").getStatus()).isEqualTo(401);
        assertThat(first.submit(CONFIRM, "code", app.nextCode()).getHeader("Location"))
                .isEqualTo("/account/security/passkeys/new?notice=confirmed");
        assertThat(first.get("/account/security/passkeys/new").getStatus()).isEqualTo(200);

        age(person);
        first.get(CONFIRM);
        String options = App.text(first.submit(CONFIRM + "/options"));
        assertThat(first.submit(CONFIRM + "/passkey", "credential", new Authenticator().get(options))
                        .getStatus())
                .isEqualTo(401);
        options = App.text(first.submit(CONFIRM + "/options"));
        assertThat(first.submit(CONFIRM + "/passkey", "credential", key.get(options))
                        .getHeader("Location"))
                .isEqualTo("/account/security?notice=confirmed");
    }

    @Test
    void whereThereIsASecondFactorThePasswordAloneIsNone() {
        Person person = people.client();
        Browser browser = signedIn(person);
        App app = App.setUpIn(browser);
        age(person);
        browser.get("/account/security");
        browser.submit("/account/security/recovery-codes");
        assertThat(App.text(browser.get(CONFIRM))).doesNotContain("type=\"password\"");
        MockHttpServletResponse refused = browser.submit(CONFIRM, "password", People.PASSWORD);
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(App.text(refused)).contains("the password alone is not enough");
        assertThat(browser.submit("/account/security/recovery-codes").getHeader("Location"))
                .endsWith(CONFIRM);
        browser.get(CONFIRM);
        assertThat(browser.submit(CONFIRM, "code", app.nextCode()).getHeader("Location"))
                .isEqualTo("/account/security?notice=confirmed");
        assertThat(browser.get("/account/security").getStatus()).isEqualTo(200);
        assertThat(App.recoveryCodes(App.text(browser.submit("/account/security/recovery-codes"))))
                .hasSize(10);
    }

    @Test
    void whatWasTypedIsThereAgainButNoSecret() {
        Person person = people.client();
        Browser browser = signedInLongAgo(person);
        browser.get("/account/profile");
        browser.submit("/account/profile/email", "email", "new@localhost", "password", "Typed-Secret-1");
        assertThat(jdbc.sql("""
                select count(*) from spring_session_attributes
                where position(convert_to('Typed-Secret-1', 'UTF8') in attribute_bytes) > 0""").query(Long.class).single()).isZero();
        browser.get(CONFIRM);
        assertThat(browser.submit(CONFIRM, "password", People.PASSWORD).getHeader("Location"))
                .isEqualTo("/account/profile?notice=confirmed");
        assertThat(App.text(browser.get("/account/profile?notice=confirmed")))
                .contains("value=\"new@localhost\"")
                .contains("Please send what you wanted to change once more")
                .doesNotContain("Typed-Secret-1");
        assertThat(App.text(browser.get("/account/profile"))).as("once").doesNotContain("new@localhost");

        age(person);
        browser.submit("/account/tokens", "name", "Night <b>", "scopes", "photos:read", "expires_in_days", "7");
        browser.get(CONFIRM);
        assertThat(browser.submit(CONFIRM, "password", People.PASSWORD).getHeader("Location"))
                .isEqualTo("/account/tokens?notice=confirmed");
        assertThat(App.text(browser.get("/account/tokens?notice=confirmed")))
                .contains("value=\"Night &lt;b&gt;\"")
                .containsPattern("value=\"photos:read\"[^>]* checked")
                .doesNotContainPattern("value=\"photos:write\"[^>]* checked")
                .containsPattern("value=\"7\"[^>]* selected");
    }

    @Test
    void theApiAsksToo() {
        Person person = people.photographer();
        Browser browser = signedIn(person);
        String token = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS)
                .access();
        assertThat(create(token, "First").status()).isEqualTo(201);
        age(person);

        People.Answer asked = create(token, "Second");
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.type()).isEqualTo("urn:vitrine:problem:step-up-required");
        assertThat(asked.response().getHeader("WWW-Authenticate"))
                .contains("insufficient_user_authentication")
                .contains("max_age=600");
        String url = asked.body().get("step_up_url").asString();
        assertThat(url).isEqualTo(AuthTest.AUTH + CONFIRM + "?from=app");
        assertThat(people.get("/api/account/tokens", token).body().get("items")).hasSize(1);

        browser.get(url);
        assertThat(browser.submit(CONFIRM, "password", People.PASSWORD).getHeader("Location"))
                .startsWith("/account/security/confirmed");
        assertThat(App.text(browser.get("/account/security/confirmed"))).contains("go on where you were");
        assertThat(create(token, "Second").status()).as("with the same token").isEqualTo(201);
    }

    /** A route that is added later is guarded unless it is written down here. */
    @Test
    void everyChangeOfTheApiIsGuardedButForTheseWritten() {
        Person person = people.photographer();
        String stale = issuedLongAgo(people.token(person));
        Set<String> open = Set.of(
                "PATCH /api/account",
                "POST /api/account/email/confirm",
                "DELETE /api/account/sessions/{id}",
                "POST /api/account/sessions/end-others",
                "PATCH /api/account/studio",
                "DELETE /api/account/studio/invitations/{id}",
                "POST /api/account/studio/invitations/accept");
        Set<String> guarded = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/account"))
                        .forEach(path -> mapping.getMethodsCondition().getMethods().stream()
                                .filter(method -> method != RequestMethod.GET)
                                .forEach(method -> {
                                    var answer = people.call(
                                            method.asHttpMethod(),
                                            path.replaceAll(
                                                    "\\{\\w+}", person.id().toString()),
                                            stale,
                                            "{}");
                                    if (answer.type().equals("urn:vitrine:problem:step-up-required")) {
                                        guarded.add(method + " " + path);
                                    }
                                    found.add(method + " " + path);
                                })));
        assertThat(found).containsAll(open).hasSizeGreaterThan(15);
        found.removeAll(open);
        assertThat(guarded).isEqualTo(found);
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anEndedSessionProvesNothing() {
        Person person = people.client();
        Browser browser = signedIn(person);
        String token = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS)
                .access();
        browser.get("/sign-out");
        browser.submit("/sign-out");
        assertThat(create(token, "Late").type()).isEqualTo("urn:vitrine:problem:step-up-required");
    }

    @Test
    void anothersPasskeyIsNoProof() {
        Person other = people.client();
        Authenticator key = new Authenticator();
        Browser others = signedIn(other);
        others.get("/account/security/passkeys/new");
        others.submit(
                "/account/security/passkeys",
                "label",
                "Key",
                "credential",
                key.create(App.text(others.submit("/account/security/passkeys/options"))));
        Browser browser = signedInLongAgo(people.client());
        browser.get(CONFIRM);
        String options = App.text(browser.submit(CONFIRM + "/options"));
        assertThat(browser.submit(CONFIRM + "/passkey", "credential", key.get(options))
                        .getStatus())
                .isEqualTo(401);
        browser.get("/account/security");
        assertThat(browser.submit("/account/security/totp").getHeader("Location"))
                .endsWith(CONFIRM);
    }

    @Test
    void guessingThePasswordIsSlowedDown() {
        Person person = people.client();
        Browser browser = signedInLongAgo(person);
        browser.get(CONFIRM);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.submit(CONFIRM, "password", "Wrong-Password-" + i)
                            .getStatus())
                    .isEqualTo(401);
        }
        assertThat(App.text(browser.submit(CONFIRM, "password", People.PASSWORD)))
                .contains("Too many failed tries");
        assertThat(browser.submit("/account/security/totp").getHeader("Location"))
                .endsWith(CONFIRM);
    }

    private People.Answer create(String token, String name) {
        return people.call(
                HttpMethod.POST,
                "/api/account/tokens",
                token,
                "{\"name\":\"" + name + "\",\"scopes\":[\"photos:read\"]}");
    }

    /** The same access token, from eleven minutes ago. */
    private String issuedLongAgo(String token) {
        Jwt now = decoder.decode(token);
        Instant then = Instant.now().minusSeconds(660);
        var claims = JwtClaimsSet.builder()
                .claims(all -> all.putAll(now.getClaims()))
                .issuedAt(then)
                .notBefore(then)
                .claim("iat_ms", Long.toString(then.toEpochMilli()));
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build(), claims.build()))
                .getTokenValue();
    }

    private int count(String sql, Person person) {
        return jdbc.sql(sql).param(person.id()).query(Integer.class).single();
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        browser.get("/account/security");
        return browser;
    }

    private Browser signedInLongAgo(Person person) {
        Browser browser = signedIn(person);
        age(person);
        return browser;
    }

    /** As if the proof was given long ago. */
    private void age(Person person) {
        assertThat(jdbc.sql("update sso_session set proved_at = now() - interval '11 minutes' where account_id = ?")
                        .param(person.id())
                        .update())
                .isPositive();
    }
}
