package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;

@AuthTest
class StepUpTest {

    private static final String CONFIRM = "/account/security/confirm";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

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
                "/account/security/passkeys/00000000-0000-0000-0000-000000000000/rename")) {
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

    /** As if the proof was never given; how long it lasts is a plain comparison. */
    private void age(Person person) {
        assertThat(jdbc.sql("""
                delete from spring_session_attributes where attribute_name like '%StepUp.provedAt'
                and session_primary_id in (select primary_id from spring_session where principal_name = ?)""").param(person.id().toString()).update()).isPositive();
    }
}
