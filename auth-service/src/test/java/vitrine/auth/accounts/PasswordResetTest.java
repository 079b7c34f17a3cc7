package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.RelyingParty;
import vitrine.devservices.Mailbox;

@AuthTest
class PasswordResetTest {

    private static final String NEW_PASSWORD = "Velvet-Compass-81";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aResetEndsEverySessionAndUnlocks() {
        var person = people.client();
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String token = forgotten(person, 2);
        // Tokens carry whole seconds: let this one's pass.
        String program = people.token(person);
        jdbc.sql("insert into sign_in_failures (login, failures, last_failure, locked_until) "
                        + "select encode(sha256(convert_to(lower(username), 'UTF8')), 'hex'), 12, now(), now() + interval '10 minutes' "
                        + "from account where id = ?")
                .param(person.id())
                .update();
        assertThat(people.login(person.username(), People.PASSWORD).type()).isEqualTo("urn:vitrine:problem:locked");
        long issued = System.currentTimeMillis() / 1000;
        await().atMost(Duration.ofSeconds(30)).until(() -> System.currentTimeMillis() / 1000 > issued);

        assertThat(reset(token, NEW_PASSWORD).status()).isEqualTo(204);

        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertThat(people.get("/api/auth/me", program).status()).isEqualTo(401);
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(401);
        assertThat(people.login(person.username(), NEW_PASSWORD).status()).isEqualTo(200);
        assertThat(People.mail(person.email(), 3).subject()).isEqualTo("Your password was changed");
    }

    @Test
    void aTokenWorksOnce() {
        var person = people.client();
        String token = forgotten(person, 2);
        assertThat(reset(token, "weak").status()).isEqualTo(400);
        assertThat(reset(token, NEW_PASSWORD).status()).isEqualTo(204);
        var again = reset(token, "Another-Password-5");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.type()).isEqualTo("urn:vitrine:problem:token-invalid");
    }

    @Test
    void anOlderTokenIsVoid() {
        var person = people.client();
        String older = forgotten(person, 2);
        String newer = forgotten(person, 3);
        assertThat(reset(older, NEW_PASSWORD).status()).isEqualTo(422);
        assertThat(reset(newer, NEW_PASSWORD).status()).isEqualTo(204);
    }

    @Test
    void aTokenExpires() {
        var person = people.client();
        String token = forgotten(person, 2);
        jdbc.sql("update password_reset set expires_at = now() - interval '1 second' where account_id = ?")
                .param(person.id())
                .update();
        assertThat(reset(token, NEW_PASSWORD).status()).isEqualTo(422);
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aTokenChangesItsOwnAccountAlone() {
        var victim = people.client();
        var other = people.client();
        assertThat(reset(forgotten(other, 2), NEW_PASSWORD).status()).isEqualTo(204);
        assertThat(people.login(victim.username(), People.PASSWORD).status()).isEqualTo(200);
        assertThat(people.login(victim.username(), NEW_PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void unknownAddressesGetTheSameAnswerAndNoLetter() {
        var known = people.client();
        var unknown = people.post("/api/forgot-password", "email", "stranger@example.org");
        var answer = people.post("/api/forgot-password", "email", known.email());
        assertThat(unknown.status()).isEqualTo(202).isEqualTo(answer.status());
        assertThat(unknown.body()).isEqualTo(answer.body());
        People.mail(known.email(), 2);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from letter where recipient = 'stranger@example.org'")
                                .query(Long.class)
                                .single()
                        == 0);
        assertThat(Mailbox.messagesTo("stranger@example.org")).isEmpty();
    }

    @Test
    void peopleResetOnThePages() throws Exception {
        var person = people.client();
        Browser browser = new Browser(mvc);
        browser.get("/forgot-password");
        assertThat(browser.submit("/forgot-password", "email", person.email()).getContentAsString())
                .contains("If " + person.email() + " has an account here");
        String link = People.link(People.mail(person.email(), 2));

        assertThat(browser.get(link).getContentAsString()).contains("Choose a new password");
        String token = link.substring(link.indexOf('=') + 1);
        assertThat(browser.submit("/reset-password", "token", token, "password", "short", "confirm_password", "short")
                        .getContentAsString())
                .contains("must have at least 8 characters");
        assertThat(browser.submit(
                                "/reset-password",
                                "token",
                                token,
                                "password",
                                NEW_PASSWORD,
                                "confirm_password",
                                NEW_PASSWORD)
                        .getHeader("Location"))
                .isEqualTo("/sign-in?notice=password");
        assertThat(browser.get(link).getContentAsString()).contains("This link is over");
    }

    private String forgotten(People.Person person, int mails) {
        assertThat(people.post("/api/forgot-password", "email", person.email()).status())
                .isEqualTo(202);
        String link = People.link(People.mail(person.email(), mails));
        return link.substring(link.indexOf('=') + 1);
    }

    private People.Answer reset(String token, String password) {
        return people.post("/api/reset-password", "token", token, "password", password, "confirm_password", password);
    }
}
