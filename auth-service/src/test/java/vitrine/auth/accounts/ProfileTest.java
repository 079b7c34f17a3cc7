package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Answer;
import vitrine.auth.People.Person;
import vitrine.messaging.Event;

/** Name, studio and language of one's own account, and its pages. */
@AuthTest
class ProfileTest extends OwnAccounts {

    @Test
    void nameStudioAndLanguageChangeAndOthersHearOfIt() {
        Person ada = people.photographer();
        String token = people.token(ada);
        String name = People.newName();

        Answer changed = send(
                HttpMethod.PATCH,
                "/api/account",
                token,
                "username",
                name,
                "studio_name",
                " Light & Co ",
                "language",
                "de");

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.body().get("username").asString()).isEqualTo(name);
        assertThat(changed.body().get("studio").get("name").asString()).isEqualTo("Light & Co");
        assertThat(changed.body().get("language").asString()).isEqualTo("de");
        assertThat(changed.body().get("pending_email").isNull()).isTrue();
        assertThat(people.get("/api/account", token).body()).isEqualTo(changed.body());
        Event heard = heard(ada, "account.changed.v1", 1).getLast();
        assertThat(heard.data().get("username").asString()).isEqualTo(name);
        assertThat(heard.data().get("studio_name").asString()).isEqualTo("Light & Co");
        assertThat(people.login(ada.username(), People.PASSWORD).status()).isEqualTo(401);
        assertThat(people.login(name, People.PASSWORD).status()).isEqualTo(200);

        // The studio alone is a new version too; nothing changed is none.
        assertThat(send(HttpMethod.PATCH, "/api/account", token, "studio_name", "Light")
                        .status())
                .isEqualTo(200);
        assertThat(send(HttpMethod.PATCH, "/api/account", token).status()).isEqualTo(200);
        List<Event> all = heard(ada, "account.changed.v1", 2);
        assertThat(all.getLast().version()).isGreaterThan(all.getFirst().version());
        assertThat(audited(ada, "account.changed")).isEqualTo(2);
    }

    @Test
    void aNameOfSomebodyElseIsTaken() {
        Person ada = people.client();
        String token = people.token(ada);
        Person eve = people.client();
        String waiting = People.newName();
        people.register(waiting, waiting + "@localhost", "client");

        for (String taken : List.of(eve.username(), eve.username().toUpperCase(), waiting)) {
            Answer answer = send(HttpMethod.PATCH, "/api/account", token, "username", taken);
            assertThat(answer.status()).as(taken).isEqualTo(409);
            assertThat(answer.type()).isEqualTo("urn:vitrine:problem:username-taken");
        }
        assertThat(send(
                                HttpMethod.PATCH,
                                "/api/account",
                                token,
                                "username",
                                ada.username().toUpperCase())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoWhoWantOneNameAtOnceDoNotBothGetIt() throws Exception {
        String name = People.newName();
        List<String> tokens = List.of(people.token(people.client()), people.token(people.client()));
        List<Integer> answers = atOnce(tokens.stream()
                .<Callable<Integer>>map(token -> () -> send(HttpMethod.PATCH, "/api/account", token, "username", name)
                        .status())
                .toList());
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void flawsOfTheProfileAreNamed() {
        Person client = people.client();
        String token = people.token(client);
        for (String[] flaw : new String[][] {
            {"username", "a b"},
            {"username", ""},
            {"username", "a\u0000bc"},
            {"language", "fr"},
            {"studio_name", "Mine"},
            {"studio_name", "x".repeat(121)},
            {"studio_name", " "}
        }) {
            Answer answer = send(HttpMethod.PATCH, "/api/account", token, flaw);
            assertThat(answer.status()).as(flaw[1]).isEqualTo(400);
            assertThat(answer.body().get("errors").get(0).get("field").asString())
                    .isEqualTo(flaw[0]);
        }
        assertThat(people.call(HttpMethod.PATCH, "/api/account", token, "[]").status())
                .isEqualTo(400);
        assertThat(people.call(HttpMethod.PATCH, "/api/account", token, "null").status())
                .isEqualTo(400);
    }

    @Test
    void nobodyElseGetsIn() {
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.DELETE)) {
            assertThat(people.call(method, "/api/account", "", method == HttpMethod.GET ? "" : "{}")
                            .status())
                    .isEqualTo(401);
        }
        for (String path : List.of("email", "email/confirm", "password")) {
            assertThat(people.call(HttpMethod.POST, "/api/account/" + path, "", "{}")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(people.get("/api/account/nothing", people.adminToken()).status())
                .isEqualTo(404);
    }

    @Test
    void aTokenForAPartChangesNothingOfTheAccount() {
        Person ada = people.client();
        Instant now = Instant.now();
        for (String scope : List.of("photos:read photos:write", "openid profile", "vitrine2")) {
            String part = jwts.encode(JwtEncoderParameters.from(
                            JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build(),
                            JwtClaimsSet.builder()
                                    .issuer(AuthTest.AUTH)
                                    .subject(ada.id().toString())
                                    .audience(List.of("vitrine"))
                                    .issuedAt(now)
                                    .expiresAt(now.plusSeconds(60))
                                    .claim("scope", scope)
                                    .build()))
                    .getTokenValue();
            assertThat(people.get("/api/account", part).status()).isEqualTo(403);
            assertThat(changePassword(part, People.PASSWORD, NEW_PASSWORD).status())
                    .isEqualTo(403);
            assertThat(delete(part, People.PASSWORD).status()).isEqualTo(403);
        }
    }

    @Test
    void peopleDoAllOfItOnThePages() throws Exception {
        Person ada = people.photographer();
        Browser browser = new Browser(mvc);
        assertThat(browser.get("/account/profile").getHeader("Location")).endsWith("/sign-in");
        assertThat(browser.get("/sign-in").getContentAsString()).contains("auth.localhost");
        MockHttpServletResponse signedIn =
                browser.submit("/sign-in", "username", ada.username(), "password", People.PASSWORD);
        assertThat(signedIn.getHeader("Location")).isEqualTo(AuthTest.AUTH + "/account/profile");
        assertThat(browser.get("/account/profile").getContentAsString())
                .contains("value=\"" + ada.username() + "\"")
                .contains(ada.email())
                .contains("studio_name");

        String name = People.newName();
        assertThat(browser.submit("/account/profile", "username", name, "studio_name", "<b>Light</b>", "language", "de")
                        .getHeader("Location"))
                .isEqualTo("/account/profile?notice=saved&lang=de");
        assertThat(browser.get("/account/profile?notice=saved&lang=de").getContentAsString())
                .contains("Ihre Änderungen sind gespeichert")
                .contains("&lt;b&gt;Light&lt;/b&gt;")
                .doesNotContain("<b>Light");
        browser.get("/account/profile?lang=en");
        MockHttpServletResponse refused = browser.submit("/account/profile", "username", "a b", "language", "en");
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("must be 3 to 50 letters");

        String wanted = People.newName() + "@localhost";
        assertThat(browser.submit("/account/profile/email", "email", wanted, "password", "Wrong-Password-1")
                        .getContentAsString())
                .contains("is not the password of this account")
                .contains("value=\"" + wanted + "\"");
        assertThat(browser.submit("/account/profile/email", "email", wanted, "password", People.PASSWORD)
                        .getHeader("Location"))
                .startsWith("/account/profile?notice=code-sent");
        assertThat(browser.get("/account/profile?notice=code-sent").getContentAsString())
                .contains("A code is on its way to " + wanted);
        assertThat(browser.submit("/account/profile/email/confirm", "code", "1").getContentAsString())
                .contains("The code is wrong or has expired");
        assertThat(browser.submit("/account/profile/email/confirm", "code", People.code(wanted))
                        .getHeader("Location"))
                .isEqualTo("/account/profile?notice=email");
        browser.get("/account/profile");
        browser.submit("/account/profile/email", "email", ada.email(), "password", People.PASSWORD);
        assertThat(browser.submit("/account/profile/email/keep").getHeader("Location"))
                .isEqualTo("/account/profile?notice=kept");

        assertThat(browser.submit(
                                "/account/profile/password",
                                "current_password",
                                People.PASSWORD,
                                "password",
                                "short",
                                "confirm_password",
                                "other")
                        .getContentAsString())
                .contains("must have at least 8 characters")
                .contains("must be the same as the password");

        assertThat(browser.get("/account/profile/delete").getContentAsString())
                .contains("&lt;b&gt;Light&lt;/b&gt;")
                .contains("Delete for good");
        assertThat(browser.submit("/account/profile/delete", "password", "Wrong-Password-1")
                        .getContentAsString())
                .contains("is not the password of this account");
        assertThat(browser.submit("/account/profile/delete", "password", People.PASSWORD)
                        .getHeader("Location"))
                .isEqualTo("/signed-out?notice=deleted");
        assertThat(browser.get("/signed-out?notice=deleted").getContentAsString())
                .contains("Your account is deleted");
        assertThat(people.login(name, People.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void everyFormNeedsItsToken() {
        Person ada = people.client();
        Browser browser = signedIn(ada);
        for (String form : List.of(
                "/account/profile",
                "/account/profile/email",
                "/account/profile/email/confirm",
                "/account/profile/email/keep",
                "/account/profile/password",
                "/account/profile/delete",
                "/confirm-email")) {
            assertThat(browser.post(form, "", "password", People.PASSWORD).getStatus())
                    .as(form)
                    .isEqualTo(403);
            assertThat(browser.post(form, "made-up", "password", People.PASSWORD)
                            .getStatus())
                    .as(form)
                    .isEqualTo(403);
        }
        assertThat(people.login(ada.username(), People.PASSWORD).status()).isEqualTo(200);
    }
}
