package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;

@AuthTest
class SecondFactorTest {

    private static final String SECOND = "/sign-in/second-factor";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anAppIsSetUpByItsFirstCodeAndAskedForFromThenOn() {
        Person person = people.client();
        Browser browser = signedIn(person);
        browser.get("/account/security");
        assertThat(browser.submit("/account/security/totp").getHeader("Location"))
                .isEqualTo("/account/security/totp");
        String page = App.text(browser.get("/account/security/totp"));
        byte[] key = App.secret(page);
        assertThat(key).hasSize(20);
        MockHttpServletResponse picture = browser.get("/account/security/totp/qr.svg");
        assertThat(picture.getContentType()).isEqualTo("image/svg+xml");
        assertThat(picture.getHeader("Cache-Control")).contains("no-store");
        assertThat(App.text(picture)).startsWith("<svg").contains("<path");

        assertThat(browser.submit("/account/security/totp/confirm", "code", "000000")
                        .getStatus())
                .isEqualTo(422);
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);

        String code = App.code(key, java.time.Instant.now());
        MockHttpServletResponse confirmed = browser.submit("/account/security/totp/confirm", "code", code);
        App app = new App(key, App.recoveryCodes(App.text(confirmed)));
        assertThat(app.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(App.text(browser.get("/account/security"))).contains("10 left");
        assertThat(browser.get("/account/security/totp").getHeader("Location")).isEqualTo("/account/security");
        assertThat(browser.get("/account/security/totp/qr.svg").getStatus()).isEqualTo(404);

        var mail = People.mail(person.email(), 2);
        assertThat(mail.subject()).isEqualTo("An authenticator app was added");
        assertThat(mail.text()).contains(person.username()).contains(AuthTest.AUTH + "/account/security");
        assertThat(audited(person)).contains("factor.added");

        Browser elsewhere = new Browser(mvc);
        elsewhere.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS));
        MockHttpServletResponse first = password(elsewhere, person);
        assertThat(first.getHeader("Location")).isEqualTo(SECOND);
        assertThat(App.text(elsewhere.get(SECOND))).contains("One more step");
        MockHttpServletResponse second = elsewhere.submit(SECOND, "code", app.nextCode());
        assertThat(second.getHeader("Location")).startsWith(AuthTest.AUTH + "/oauth2/authorize?");
        var tokens = gateway.redeem(
                RelyingParty.codeIn(elsewhere.get(second.getHeader("Location")).getHeader("Location")),
                AuthTest.PHOTOS);
        assertThat(tokens.status()).isEqualTo(200);
    }

    @Test
    void thePasswordAloneOpensNothing() {
        Person person = people.client();
        App.setUpIn(signedIn(person));
        Browser half = halfSignedIn(person);

        assertThat(half.get("/account/security").getHeader("Location")).endsWith("/sign-in");
        assertThat(half.get("/account/profile").getHeader("Location")).endsWith("/sign-in");
        assertThat(half.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(half.get("/sign-in").getHeader("Location")).isEqualTo(SECOND);
        half.get(SECOND);
        assertThat(half.submit("/account/security/totp/remove").getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(half.get("/userinfo").getStatus()).isIn(302, 401);
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name = ?")
                        .param(person.id().toString())
                        .query(Integer.class)
                        .single())
                .as("only the browser that set the app up")
                .isEqualTo(1);

        assertThat(half.submit(SECOND + "/cancel").getHeader("Location")).isEqualTo("/sign-in");
        assertThat(half.get(SECOND).getHeader("Location")).isEqualTo("/sign-in");
        assertThat(new Browser(mvc).get(SECOND).getHeader("Location")).isEqualTo("/sign-in");
    }

    @Test
    void sessionAndCsrfTokenChangeAtBothSteps() {
        Person person = people.client();
        App app = App.setUpIn(signedIn(person));
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        String before = browser.cookie("vitrine_sso");
        password(browser, person);
        String between = browser.cookie("vitrine_sso");
        browser.get(SECOND);
        String csrf = browser.csrf();
        browser.submit(SECOND, "code", app.nextCode());
        String after = browser.cookie("vitrine_sso");

        assertThat(List.of(before, between, after)).doesNotHaveDuplicates().doesNotContain("");
        for (String old : List.of(before, between)) {
            Browser thief = new Browser(mvc);
            thief.setCookie("vitrine_sso", old);
            assertThat(thief.get("/account/security").getHeader("Location")).endsWith("/sign-in");
            assertThat(thief.get(SECOND).getHeader("Location")).isEqualTo("/sign-in");
        }
        assertThat(browser.get("/account/security").getStatus()).isEqualTo(200);
        assertThat(browser.post("/account/security/totp/remove", csrf).getStatus())
                .isEqualTo(403);
    }

    @Test
    void aCodeCountsOnce() {
        Person person = people.client();
        App app = App.setUpIn(signedIn(person));
        String code = app.nextCode();
        Browser first = halfSignedIn(person);
        assertThat(first.submit(SECOND, "code", code).getStatus()).isEqualTo(302);
        Browser again = halfSignedIn(person);
        MockHttpServletResponse refused = again.submit(SECOND, "code", code);
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(App.text(refused)).contains("has been used");
        assertThat(again.get("/account/security").getHeader("Location")).endsWith("/sign-in");
        assertThat(audited(person)).contains("sign-in.second-factor-failed");
    }

    @Test
    void ofParallelUsesOfOneCodeOneWins() throws Exception {
        Person person = people.client();
        App app = App.setUpIn(signedIn(person));
        for (String code : List.of(app.nextCode(), app.recoveryCodes().getFirst())) {
            jdbc.sql("delete from factor_tries where account_id = ?")
                    .param(person.id())
                    .update();
            List<Integer> statuses = atOnce(4, () -> otp(person, code).status());
            assertThat(statuses).as(code).containsOnlyOnce(200);
        }
    }

    @Test
    void aRecoveryCodeOpensOnceAndIsCountedDown() {
        Person person = people.client();
        App app = App.setUpIn(signedIn(person));
        String code = app.recoveryCodes().get(3);
        Browser browser = halfSignedIn(person);
        assertThat(browser.submit(SECOND, "code", " " + code.toUpperCase().replace('-', ' ') + " ")
                        .getStatus())
                .isEqualTo(302);
        assertThat(App.text(browser.get("/account/security"))).contains("9 left");
        assertThat(halfSignedIn(person).submit(SECOND, "code", code).getStatus())
                .isEqualTo(401);

        List<String> renewed = App.recoveryCodes(App.text(browser.submit("/account/security/recovery-codes")));
        assertThat(renewed).hasSize(10).doesNotContainAnyElementsOf(app.recoveryCodes());
        assertThat(halfSignedIn(person)
                        .submit(SECOND, "code", app.recoveryCodes().get(4))
                        .getStatus())
                .isEqualTo(401);
        assertThat(halfSignedIn(person).submit(SECOND, "code", renewed.get(4)).getStatus())
                .isEqualTo(302);
        assertThat(audited(person)).contains("recovery-codes.renewed", "recovery-code.used");
    }

    @Test
    void guessingIsSlowedDownForTheAccountWhateverTheBrowser() {
        Person person = people.client();
        App app = App.setUpIn(signedIn(person));
        for (int i = 0; i < 5; i++) {
            assertThat(halfSignedIn(person).submit(SECOND, "code", "00000" + i).getStatus())
                    .isEqualTo(401);
        }
        Browser locked = halfSignedIn(person);
        assertThat(App.text(locked.submit(SECOND, "code", app.nextCode()))).contains("Too many failed tries");
        assertThat(locked.get("/account/security").getHeader("Location")).endsWith("/sign-in");
        var api = otp(person, app.nextCode());
        assertThat(api.type()).isEqualTo("urn:vitrine:problem:locked");
        assertThat(Integer.parseInt(api.response().getHeader("Retry-After"))).isBetween(1, 61);

        jdbc.sql("update factor_tries set locked_until = now() where account_id = ?")
                .param(person.id())
                .update();
        assertThat(otp(person, "111111").status()).isEqualTo(401);
        var longer = otp(person, app.nextCode());
        assertThat(Integer.parseInt(longer.response().getHeader("Retry-After"))).isBetween(62, 121);
        jdbc.sql("update factor_tries set locked_until = now() where account_id = ?")
                .param(person.id())
                .update();
        assertThat(otp(person, app.nextCode()).status()).isEqualTo(200);
        assertThat(otp(person, "111111").status()).isEqualTo(401);
    }

    @Test
    void manyGuessesAtOnceDoNotSlipThrough() throws Exception {
        Person person = people.client();
        App.setUpIn(signedIn(person));
        List<String> types = atOnce(12, () -> otp(person, "000000").type());
        assertThat(types.stream().filter("urn:vitrine:problem:second-factor-wrong"::equals))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void programsSendTheCodeWithThePassword() {
        Person person = people.client();
        App app = App.setUpIn(signedIn(person));
        var without = people.login(person.username(), People.PASSWORD);
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.type()).isEqualTo("urn:vitrine:problem:second-factor-required");
        assertThat(without.body().toString()).doesNotContain("access_token");
        assertThat(people.login(person.username(), "Wrong-Password-1").type())
                .as("says nothing about factors to who does not know the password")
                .isEqualTo("urn:vitrine:problem:bad-credentials");
        assertThat(otp(person, "000000").type()).isEqualTo("urn:vitrine:problem:second-factor-wrong");
        var answer = otp(person, app.nextCode());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(people.get("/api/auth/me", answer.body().get("access_token").asString())
                        .status())
                .isEqualTo(200);
        assertThat(otp(person, app.recoveryCodes().getFirst()).status()).isEqualTo(200);
    }

    @Test
    void theSecretRestsSealedForItsAccount() {
        Person person = people.client();
        Person other = people.client();
        App app = App.setUpIn(signedIn(person));
        App.setUpIn(signedIn(other));
        byte[] stored = jdbc.sql("select sealed_secret from totp where account_id = ?")
                .param(person.id())
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(app.key(), StandardCharsets.ISO_8859_1));
        assertThat(jdbc.sql("select digest from recovery_code where account_id = ?")
                        .param(person.id())
                        .query(byte[].class)
                        .list())
                .allSatisfy(digest -> assertThat(digest).hasSize(32));
        // A secret copied to another row does not open there.
        jdbc.sql("update totp set sealed_secret = ? where account_id = ?")
                .param(stored)
                .param(other.id())
                .update();
        assertThat(otp(other, app.nextCode()).status()).isEqualTo(500);
    }

    @Test
    void removingTheLastFactorLeavesThePassword() {
        Person person = people.client();
        Browser browser = signedIn(person);
        App.setUpIn(browser);
        browser.get("/account/security");
        assertThat(browser.submit("/account/security/totp/remove").getHeader("Location"))
                .isEqualTo("/account/security?notice=app-removed");
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from recovery_code where account_id = ?")
                        .param(person.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(People.mail(person.email(), 3).subject()).isEqualTo("The authenticator app was removed");
        assertThat(audited(person)).contains("factor.removed");
    }

    @Test
    void theHalfOpenDoorClosesWithTheAccount() {
        Person person = people.client();
        App app = App.setUpIn(signedIn(person));
        Browser half = halfSignedIn(person);
        jdbc.sql("update account set active = false where id = ?")
                .param(person.id())
                .update();
        assertThat(half.submit(SECOND, "code", app.nextCode()).getHeader("Location"))
                .isEqualTo("/sign-in?notice=late");
        assertThat(half.get("/account/security").getHeader("Location")).endsWith("/sign-in");
    }

    @Test
    void everyFormNeedsItsToken() {
        Person person = people.client();
        Browser browser = signedIn(person);
        App.setUpIn(browser);
        for (String form : List.of(
                "/account/security/totp",
                "/account/security/totp/confirm",
                "/account/security/totp/remove",
                "/account/security/recovery-codes",
                "/account/security/confirm")) {
            assertThat(browser.post(form, "made-up").getStatus()).as(form).isEqualTo(403);
            assertThat(new Browser(mvc).post(form, "").getStatus()).as(form).isEqualTo(403);
            Browser stranger = new Browser(mvc);
            stranger.get("/sign-in");
            assertThat(stranger.submit(form).getHeader("Location")).as(form).endsWith("/sign-in");
        }
        assertThat(halfSignedIn(person).post(SECOND, "", "code", "1").getStatus())
                .isEqualTo(403);
    }

    private People.Answer otp(Person person, String code) {
        return people.call(
                HttpMethod.POST,
                "/api/auth/login",
                "",
                "{\"username\":\"%s\",\"password\":\"%s\",\"otp\":\"%s\"}"
                        .formatted(person.username(), People.PASSWORD, code));
    }

    private List<String> audited(Person person) {
        return jdbc.sql("select action from audit_event where subject_id = ?")
                .param(person.id())
                .query(String.class)
                .list();
    }

    private MockHttpServletResponse password(Browser browser, Person person) {
        browser.get("/sign-in");
        return browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        assertThat(password(browser, person).getHeader("Location")).startsWith(AuthTest.PHOTOS);
        return browser;
    }

    private Browser halfSignedIn(Person person) {
        Browser browser = new Browser(mvc);
        assertThat(password(browser, person).getHeader("Location")).isEqualTo(SECOND);
        browser.get(SECOND);
        return browser;
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(count, call))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
