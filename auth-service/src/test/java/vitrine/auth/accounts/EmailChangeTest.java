package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Answer;
import vitrine.auth.People.Person;
import vitrine.devservices.Mail;
import vitrine.devservices.Mailbox;

/** Another address for an account. */
@AuthTest
class EmailChangeTest extends OwnAccounts {

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
        await().atMost(Duration.ofSeconds(30))
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
    void theReaderOfTheAddressBeforeTakesTheChangeBack() throws Exception {
        Person ada = people.client();
        Browser thief = signedIn(ada);
        var tokens = gateway.redeem(gateway.code(thief, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String program = people.token(ada);
        String wanted = People.newName() + "@localhost";
        moveTo(ada, wanted);
        Mail notice = People.mail(ada.email(), 2);
        assertThat(notice.text()).contains("It was not me");
        String link = People.link(notice);

        Browser browser = new Browser(mvc);
        assertThat(browser.get(link).getContentAsString()).contains(ada.email()).contains(ada.username());
        assertThat(email(ada)).as("looking changes nothing").isEqualTo(wanted);
        assertThat(browser.post("/restore-email", "", "token", secret(link)).getStatus())
                .isEqualTo(403);
        requestEmail(people.token(ada), People.newName() + "@localhost", People.PASSWORD);
        String next = browser.submit("/restore-email", "token", secret(link)).getHeader("Location");

        assertThat(email(ada)).isEqualTo(ada.email());
        assertThat(thief.get("/account/profile").getHeader("Location")).endsWith("/sign-in");
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertThat(people.get("/api/auth/me", program).status()).isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from email_change where account_id = ?")
                        .param(ada.id())
                        .query(Long.class)
                        .single())
                .as("what waits for a code")
                .isZero();
        assertThat(heard(ada, "account.changed.v1", 2)
                        .getLast()
                        .data()
                        .get("email")
                        .asString())
                .isEqualTo(ada.email());
        assertThat(audited(ada, "account.email-restored")).isEqualTo(1);

        assertThat(next).startsWith("/reset-password?notice=restored&token=");
        assertThat(browser.get(next).getContentAsString()).contains("Your address is restored");
        assertThat(browser.submit(
                                "/reset-password",
                                "token",
                                secret(next),
                                "password",
                                NEW_PASSWORD,
                                "confirm_password",
                                NEW_PASSWORD)
                        .getHeader("Location"))
                .isEqualTo("/sign-in?notice=password");
        assertThat(people.login(ada.email(), NEW_PASSWORD).status()).isEqualTo(200);

        assertThat(browser.get(link).getContentAsString()).contains("This link is over");
        assertThat(browser.submit("/restore-email", "token", secret(link)).getStatus())
                .as("a second time")
                .isEqualTo(422);
    }

    @Test
    void anAddressIsTakenBackOnceEvenAtOnceAndNotTooLate() throws Exception {
        Person ada = people.client();
        moveTo(ada, People.newName() + "@localhost");
        String secret = secret(People.link(People.mail(ada.email(), 2)));
        jdbc.sql("update email_undo set expires_at = now() - interval '1 second' where account_id = ?")
                .param(ada.id())
                .update();
        assertThat(restore(secret)).isEqualTo(422);
        jdbc.sql("update email_undo set expires_at = now() + interval '1 minute' where account_id = ?")
                .param(ada.id())
                .update();
        assertThat(atOnce(java.util.Collections.nCopies(4, (Callable<Integer>) () -> restore(secret))))
                .containsExactlyInAnyOrder(302, 422, 422, 422);
        assertThat(restore("x".repeat(201))).isEqualTo(422);
        assertThat(restore("")).isEqualTo(422);
    }

    @Test
    void whoChangedTheAddressTwiceCannotUndoTheOwnersUndo() throws Exception {
        Person ada = people.client();
        String thiefs = People.newName() + "@localhost";
        moveTo(ada, thiefs);
        String owners = secret(People.link(People.mail(ada.email(), 2)));
        moveTo(ada, People.newName() + "@localhost");
        String later = secret(People.link(People.mail(thiefs, 2)));

        assertThat(restore(later)).as("back to the thief's first address").isEqualTo(302);
        assertThat(email(ada)).isEqualTo(thiefs);
        assertThat(restore(owners))
                .as("the owner's link is from before and still good")
                .isEqualTo(302);
        assertThat(email(ada)).isEqualTo(ada.email());
        assertThat(restore(later)).isEqualTo(422);
        assertThat(jdbc.sql("select count(*) from email_undo where account_id = ?")
                        .param(ada.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anAddressThatHasAnotherAccountByNowStaysThere() {
        Person ada = people.client();
        String wanted = People.newName() + "@localhost";
        moveTo(ada, wanted);
        String link = secret(People.link(People.mail(ada.email(), 2)));
        jdbc.sql("update account set email = ? where id = ?")
                .param(ada.email())
                .param(people.client().id())
                .update();
        assertThat(restore(link)).isEqualTo(422);
        assertThat(email(ada)).isEqualTo(wanted);
    }

    private void moveTo(Person person, String wanted) {
        String token = people.token(person);
        assertThat(requestEmail(token, wanted, People.PASSWORD).status()).isEqualTo(202);
        assertThat(confirmEmail(token, People.code(People.mail(wanted, 1))).status())
                .isEqualTo(200);
    }

    private int restore(String secret) {
        Browser browser = new Browser(mvc);
        browser.get("/forgot-password");
        return browser.submit("/restore-email", "token", secret).getStatus();
    }

    private String email(Person person) {
        return jdbc.sql("select email from account where id = ?")
                .param(person.id())
                .query(String.class)
                .single();
    }

    private static String secret(String link) {
        return link.substring(link.indexOf("token=") + 6);
    }
}
