package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Answer;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;
import vitrine.auth.TestParties.HeardEvents;
import vitrine.auth.TestParties.UnreliableMailServer;
import vitrine.devservices.Mail;
import vitrine.devservices.Mailbox;
import vitrine.messaging.Event;

@AuthTest
class OwnAccountTest {

    private static final String NEW_PASSWORD = "Velvet-Compass-81";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    HeardEvents events;

    @Autowired
    UnreliableMailServer mailServer;

    @Autowired
    JwtEncoder jwts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

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
    void anotherAddressCountsOnceItsCodeWasTyped() {
        Person ada = people.photographer();
        String token = people.token(ada);
        String wanted = People.newName() + "@localhost";
        assertThat(people.post("/api/forgot-password", "email", ada.email()).status())
                .isEqualTo(202);
        String resetLink = People.link(People.mail(ada.email(), 2));

        assertThat(requestEmail(token, wanted, People.PASSWORD).status()).isEqualTo(202);
        assertThat(people.get("/api/account", token).body().get("pending_email").asString())
                .isEqualTo(wanted);
        assertThat(people.get("/api/account", token).body().get("email").asString())
                .isEqualTo(ada.email());
        Mail letter = People.mail(wanted, 1);
        assertThat(letter.subject()).contains("is your Vitrine code");
        assertThat(letter.html()).contains(People.code(letter)).contains(ada.username());

        Answer confirmed = confirmEmail(token, People.code(letter));
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.body().get("email").asString()).isEqualTo(wanted);
        assertThat(confirmed.body().get("pending_email").isNull()).isTrue();
        assertThat(confirmEmail(token, People.code(letter)).status()).isEqualTo(422);
        assertThat(heard(ada, "account.changed.v1", 1)
                        .getLast()
                        .data()
                        .get("email")
                        .asString())
                .isEqualTo(wanted);
        Mail notice = People.mail(ada.email(), 3);
        assertThat(notice.subject()).isEqualTo("Your account has a new address");
        assertThat(notice.text()).doesNotContain(wanted);
        assertThat(people.login(wanted, People.PASSWORD).status()).isEqualTo(200);
        assertThat(people.login(ada.email(), People.PASSWORD).status()).isEqualTo(401);
        // A link that went to the address before opens nothing any more.
        assertThat(new Browser(mvc).get(resetLink).getContentAsByteArray())
                .asString()
                .contains("This link is over");
        assertThat(audited(ada, "account.email-changed")).isEqualTo(1);
    }

    @Test
    void anAddressWithAnAccountLooksFreeAndItsOwnerIsTold() {
        Person ada = people.client();
        Person eve = people.client();
        String token = people.token(ada);

        Answer free = requestEmail(token, People.newName() + "@localhost", People.PASSWORD);
        Answer taken = requestEmail(token, eve.email().toUpperCase(), People.PASSWORD);

        assertThat(taken.status()).isEqualTo(202).isEqualTo(free.status());
        assertThat(taken.body()).isEqualTo(free.body());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Mailbox.messagesTo(eve.email()).size() == 2);
        Mail letter = Mailbox.messagesTo(eve.email()).getFirst();
        assertThat(letter.subject()).isEqualTo("This address is yours already");
        assertThat(letter.text()).doesNotContain(ada.username()).contains(eve.username());
        assertThat(confirmEmail(token, "123456").status()).isEqualTo(422);
    }

    @Test
    void anAddressTakenMeanwhileIsNotGivenTwice() throws Exception {
        String wanted = People.newName() + "@localhost";
        Person ada = people.client();
        Person eve = people.client();
        String first = people.token(ada);
        String second = people.token(eve);
        requestEmail(first, wanted, People.PASSWORD);
        String firstCode = People.code(People.mail(wanted, 1));
        requestEmail(second, wanted, People.PASSWORD);
        String secondCode = People.code(People.mail(wanted, 2));
        List<Integer> answers = atOnce(List.of(
                () -> confirmEmail(first, firstCode).status(),
                () -> confirmEmail(second, secondCode).status()));
        assertThat(answers).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void fiveWrongCodesNeedANewOneEvenAtOnce() throws Exception {
        Person ada = people.client();
        String token = people.token(ada);
        String wanted = People.newName() + "@localhost";
        requestEmail(token, wanted, People.PASSWORD);
        String code = People.code(People.mail(wanted, 1));
        String wrong = code.equals("000000") ? "000001" : "000000";

        atOnce(java.util.Collections.nCopies(
                6, (Callable<Integer>) () -> confirmEmail(token, wrong).status()));
        assertThat(confirmEmail(token, code).status()).isEqualTo(422);

        requestEmail(token, wanted, People.PASSWORD);
        String newer = People.code(People.mail(wanted, 2));
        if (!newer.equals(code)) {
            assertThat(confirmEmail(token, code).status()).isEqualTo(422);
        }
        jdbc.sql("update email_change set code_expires_at = now() - interval '1 second' where account_id = ?")
                .param(ada.id())
                .update();
        assertThat(confirmEmail(token, newer).status()).isEqualTo(422);
        assertThat(confirmEmail(people.token(people.client()), newer).status()).isEqualTo(422);
    }

    @Test
    void theLinkConfirmsByAButtonAndOnce() throws Exception {
        Person ada = people.client();
        String token = people.token(ada);
        String wanted = People.newName() + "@localhost";
        requestEmail(token, wanted, People.PASSWORD);
        String link = People.link(People.mail(wanted, 1));
        Browser browser = new Browser(mvc);

        assertThat(browser.get(link).getContentAsString()).contains(wanted).contains(ada.username());
        assertThat(people.get("/api/account", token).body().get("email").asString())
                .isEqualTo(ada.email());
        String linkToken = link.substring(link.indexOf('=') + 1);
        assertThat(browser.post("/confirm-email", "", "token", linkToken).getStatus())
                .isEqualTo(403);
        assertThat(browser.submit("/confirm-email", "token", linkToken).getContentAsString())
                .contains("Your address is confirmed");
        assertThat(browser.submit("/confirm-email", "token", linkToken).getStatus())
                .isEqualTo(422);
        assertThat(browser.get(link).getContentAsString()).contains("This link is over");
        assertThat(people.get("/api/account", token).body().get("email").asString())
                .isEqualTo(wanted);
    }

    @Test
    void flawsOfAnAddressAreNamed() {
        Person ada = people.client();
        String token = people.token(ada);
        assertThat(requestEmail(token, "nonsense", People.PASSWORD).status()).isEqualTo(400);
        assertThat(requestEmail(token, ada.email(), People.PASSWORD).status()).isEqualTo(400);
        assertThat(requestEmail(token, "a@localhost", "").status()).isEqualTo(400);
        Answer wrong = requestEmail(token, "a@localhost", "Wrong-Password-1");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.type()).isEqualTo("urn:vitrine:problem:wrong-password");
        for (String code : List.of("", "12345", "1234567", "abcdef")) {
            assertThat(confirmEmail(token, code).status()).isEqualTo(422);
        }
    }

    @Test
    void aNewPasswordEndsAllOtherSessionsAndTokens() throws Exception {
        Person ada = people.client();
        Browser here = signedIn(ada);
        Browser elsewhere = signedIn(ada);
        var kept = gateway.redeem(gateway.code(here, AuthTest.PHOTOS), AuthTest.PHOTOS);
        var ended = gateway.redeem(gateway.code(elsewhere, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String program = people.token(ada);
        nextSecond();
        Instant before = Instant.now();

        here.get("/account/profile");
        MockHttpServletResponse changed = here.submit(
                "/account/profile/password",
                "current_password",
                People.PASSWORD,
                "password",
                NEW_PASSWORD,
                "confirm_password",
                NEW_PASSWORD);

        assertThat(changed.getHeader("Location")).isEqualTo("/account/profile?notice=password");
        MockHttpServletResponse page = here.get("/account/profile?notice=password");
        assertThat(page.getHeader("Location")).isNull();
        assertThat(page.getContentAsString()).contains("Your new password is saved");
        assertThat(elsewhere.get("/account/profile").getHeader("Location")).endsWith("/sign-in");
        assertThat(gateway.refresh(ended.refresh()).status()).isEqualTo(400);
        assertThat(people.get("/api/auth/me", program).status()).isEqualTo(401);
        assertThat(people.get("/api/auth/me", kept.access()).status()).isEqualTo(401);
        var renewed = gateway.refresh(kept.refresh());
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(people.get("/api/auth/me", renewed.access()).status()).isEqualTo(200);
        assertThat(people.login(ada.username(), People.PASSWORD).status()).isEqualTo(401);
        assertThat(people.login(ada.username(), NEW_PASSWORD).status()).isEqualTo(200);
        assertThat(People.mail(ada.email(), 2).subject()).isEqualTo("Your password was changed");
        Event heard = heard(ada, "account.changed.v1", 1).getLast();
        assertThat(Instant.parse(heard.data().get("tokens_valid_from").asString()))
                .isBetween(before.minusMillis(1), Instant.now());
        assertThat(audited(ada, "account.password-changed")).isEqualTo(1);
    }

    @Test
    void programsChangeThePasswordOfTheSessionTheyBelongTo() throws Exception {
        Person ada = people.client();
        Browser here = signedIn(ada);
        Browser elsewhere = signedIn(ada);
        var kept = gateway.redeem(gateway.code(here, AuthTest.PHOTOS), AuthTest.PHOTOS);
        assertThat(changePassword(kept.access(), People.PASSWORD, NEW_PASSWORD).status())
                .isEqualTo(204);
        assertThat(here.get("/account/profile").getStatus()).isEqualTo(200);
        assertThat(elsewhere.get("/account/profile").getHeader("Location")).endsWith("/sign-in");

        nextSecond();
        assertThat(changePassword(people.token(ada.username(), NEW_PASSWORD), NEW_PASSWORD, People.PASSWORD)
                        .status())
                .isEqualTo(204);
        assertThat(here.get("/account/profile").getHeader("Location")).endsWith("/sign-in");
    }

    @Test
    void aResetIsAnnouncedToo() {
        Person ada = people.client();
        people.post("/api/forgot-password", "email", ada.email());
        String link = People.link(People.mail(ada.email(), 2));
        Instant before = Instant.now();
        assertThat(people.post(
                                "/api/reset-password",
                                "token",
                                link.substring(link.indexOf('=') + 1),
                                "password",
                                NEW_PASSWORD,
                                "confirm_password",
                                NEW_PASSWORD)
                        .status())
                .isEqualTo(204);
        Event heard = heard(ada, "account.changed.v1", 1).getLast();
        assertThat(Instant.parse(heard.data().get("tokens_valid_from").asString()))
                .isBetween(before.minusMillis(1), Instant.now());
        assertThat(audited(ada, "password-reset.requested")).isEqualTo(1);
        assertThat(audited(ada, "account.password-changed")).isEqualTo(1);
    }

    @Test
    void theCurrentPasswordIsNeededAndTriesAreCounted() {
        Person ada = people.client();
        String token = people.token(ada);
        assertThat(changePassword(token, "Wrong-Password-1", NEW_PASSWORD).type())
                .isEqualTo("urn:vitrine:problem:wrong-password");
        for (String weak : List.of("short1", "password1", "nodigitshere", ada.username(), People.PASSWORD)) {
            assertThat(changePassword(token, People.PASSWORD, weak).status())
                    .as(weak)
                    .isEqualTo(400);
        }
        assertThat(send(
                                HttpMethod.POST,
                                "/api/account/password",
                                token,
                                "current_password",
                                People.PASSWORD,
                                "password",
                                NEW_PASSWORD,
                                "confirm_password",
                                "Another-One-77")
                        .status())
                .isEqualTo(400);
        assertThat(failures(ada)).isEqualTo(1);
        jdbc.sql("update sign_in_failures set failures = 9 where login = " + key(ada))
                .update();
        assertThat(requestEmail(token, "x@localhost", "Wrong-Password-1").status())
                .isEqualTo(403);
        for (Answer answer : List.of(
                changePassword(token, People.PASSWORD, NEW_PASSWORD),
                requestEmail(token, "x@localhost", People.PASSWORD),
                delete(token, People.PASSWORD),
                people.login(ada.username(), People.PASSWORD))) {
            assertThat(answer.type()).isEqualTo("urn:vitrine:problem:locked");
            assertThat(answer.response().getHeader("Retry-After")).isNotBlank();
        }
    }

    @Test
    void aMegabyteOfPasswordIsRefusedFastOnEachRoute() {
        String token = people.token(people.client());
        String huge = "x1".repeat(500_000);
        long start = System.nanoTime();
        for (Answer answer : List.of(
                changePassword(token, huge, NEW_PASSWORD),
                changePassword(token, People.PASSWORD, huge),
                requestEmail(token, "x@localhost", huge),
                delete(token, huge))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().toString()).doesNotContain("x1x1").hasSizeLessThan(1000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void withoutTheCountOfFailuresNoPasswordIsBelieved() {
        Person ada = people.client();
        String token = people.token(ada);
        jdbc.sql("alter table sign_in_failures rename to sign_in_failures_away").update();
        try {
            assertThat(changePassword(token, People.PASSWORD, NEW_PASSWORD).status())
                    .isGreaterThanOrEqualTo(500);
            assertThat(delete(token, People.PASSWORD).status()).isGreaterThanOrEqualTo(500);
        } finally {
            jdbc.sql("alter table sign_in_failures_away rename to sign_in_failures")
                    .update();
        }
        assertThat(people.login(ada.username(), People.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aDeletedAccountLeavesNothingBehind() {
        Person ada = people.photographer();
        Browser browser = signedIn(ada);
        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String token = people.token(ada);
        UUID studio = studio(ada);
        assertThat(delete(token, "Wrong-Password-1").status()).isEqualTo(403);
        assertThat(delete(token, "").status()).isEqualTo(400);
        mailServer.down(true);
        try {
            assertThat(delete(token, People.PASSWORD).status()).isEqualTo(204);
            assertThat(people.login(ada.username(), People.PASSWORD).status()).isEqualTo(401);
        } finally {
            mailServer.down(false);
        }

        assertThat(people.get("/api/auth/me", token).status()).isEqualTo(401);
        assertThat(people.get("/api/auth/me", tokens.access()).status()).isEqualTo(401);
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertThat(browser.get("/account/profile").getHeader("Location")).endsWith("/sign-in");
        assertThat(delete(token, People.PASSWORD).status()).isEqualTo(401);
        Event heard = heard(ada, "account.deleted.v1", 1).getFirst();
        assertThat(heard.data().get("studio_id").asString()).isEqualTo(studio.toString());
        assertThat(heard.data().get("studio_deleted").asBoolean()).isTrue();
        assertThat(heard.version())
                .isGreaterThan(heard(ada, "account.activated.v1", 1).getFirst().version());
        assertThat(jdbc.sql("select count(*) from studio where id = ?")
                        .param(studio)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(audited(ada, "account.deleted")).isEqualTo(1);
        Mail letter = People.mail(ada.email(), 2);
        assertThat(letter.subject()).isEqualTo("Your account is deleted");
        assertThat(letter.text()).contains("Hello " + ada.username());
        // Name and address are free again.
        assertThat(people.register(ada.username(), ada.email(), "client").status())
                .isEqualTo(201);
        assertThat(People.mail(ada.email(), 3).subject()).contains("is your Vitrine code");
    }

    @Test
    void aStudioStaysWithItsOtherMembers() throws Exception {
        Person ada = people.photographer();
        Person ben = people.photographer();
        UUID studio = studio(ada);
        jdbc.sql("update account set studio_id = ? where id = ?")
                .param(studio)
                .param(ben.id())
                .update();
        String first = people.token(ada);
        String second = people.token(ben);
        List<Integer> answers = atOnce(List.of(
                () -> delete(first, People.PASSWORD).status(),
                () -> delete(second, People.PASSWORD).status()));

        assertThat(answers).containsExactly(204, 204);
        List<Boolean> gone = List.of(ada, ben).stream()
                .map(person -> heard(person, "account.deleted.v1", 1)
                        .getFirst()
                        .data()
                        .get("studio_deleted")
                        .asBoolean())
                .toList();
        // Whoever came second was the last.
        assertThat(gone).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void theLastAdminStays() {
        assertThat(delete(people.adminToken(), AuthTest.ADMIN_PASSWORD).status())
                .isEqualTo(409);
        assertThat(people.login("admin", AuthTest.ADMIN_PASSWORD).status()).isEqualTo(200);
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

    @Test
    void lettersToGermanReadersAreGerman() {
        Person ada = people.client();
        String token = people.token(ada);
        send(HttpMethod.PATCH, "/api/account", token, "language", "de");
        assertThat(delete(token, People.PASSWORD).status()).isEqualTo(204);
        Mail letter = People.mail(ada.email(), 2);
        assertThat(letter.subject()).isEqualTo("Ihr Konto ist gelöscht");
        assertThat(letter.text()).contains("Guten Tag " + ada.username());
        assertThat(letter.html()).contains("Ihr Konto ist gelöscht").contains("lang=\"de\"");
    }

    private Answer requestEmail(String token, String email, String password) {
        return send(HttpMethod.POST, "/api/account/email", token, "email", email, "password", password);
    }

    private Answer confirmEmail(String token, String code) {
        return send(HttpMethod.POST, "/api/account/email/confirm", token, "code", code);
    }

    private Answer changePassword(String token, String current, String password) {
        return send(
                HttpMethod.POST,
                "/api/account/password",
                token,
                "current_password",
                current,
                "password",
                password,
                "confirm_password",
                password);
    }

    private Answer delete(String token, String password) {
        return send(HttpMethod.DELETE, "/api/account", token, "password", password);
    }

    private Answer send(HttpMethod method, String path, String token, String... fields) {
        ObjectNode body = json.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return people.call(method, path, token, body.toString());
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        MockHttpServletResponse response =
                browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        assertThat(response.getStatus()).isEqualTo(302);
        return browser;
    }

    private List<Event> heard(Person person, String type, int count) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> events.about(person.id()).stream()
                                .filter(event -> event.type().equals(type))
                                .toList(),
                        found -> found.size() >= count);
    }

    private long audited(Person person, String action) {
        return jdbc.sql("select count(*) from audit_event where subject_id = ? and action = ?")
                .param(person.id())
                .param(action)
                .query(Long.class)
                .single();
    }

    private UUID studio(Person person) {
        return jdbc.sql("select studio_id from account where id = ?")
                .param(person.id())
                .query(UUID.class)
                .single();
    }

    private int failures(Person person) {
        return jdbc.sql("select failures from sign_in_failures where login = " + key(person))
                .query(Integer.class)
                .single();
    }

    private static String key(Person person) {
        return "encode(sha256(convert_to('" + person.username() + "', 'UTF8')), 'hex')";
    }

    /** Tokens carry whole seconds. */
    private static void nextSecond() {
        long second = Instant.now().getEpochSecond();
        await().atMost(Duration.ofSeconds(3)).until(() -> Instant.now().getEpochSecond() > second);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            List<T> results = new java.util.ArrayList<>();
            for (var result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
