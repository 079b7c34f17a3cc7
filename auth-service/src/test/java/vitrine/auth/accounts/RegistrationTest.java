package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.TestParties.HeardEvents;
import vitrine.auth.TestParties.UnreliableMailServer;
import vitrine.devservices.Mailbox;

@AuthTest
class RegistrationTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    HeardEvents events;

    @Autowired
    UnreliableMailServer mailServer;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anAccountBeginsWhenItsAddressIsConfirmed() {
        String name = People.newName();
        String email = name + "@localhost";

        var registered = people.register(name, email, "photographer");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.body().get("username").asString()).isEqualTo(name);
        assertThat(registered.body().get("email").asString()).isEqualTo(email);
        assertThat(registered.body().get("status").asString()).isEqualTo("pending");
        assertThat(people.login(name, People.PASSWORD).type()).isEqualTo("urn:vitrine:problem:not-confirmed");
        assertThat(people.login(name, "Wrong-Password-1").status()).isEqualTo(401);

        assertThat(people.post("/api/auth/confirm", "email", email, "code", People.code(email))
                        .status())
                .isEqualTo(204);

        var me =
                people.get("/api/auth/me", people.token(email, People.PASSWORD)).body();
        assertThat(me.get("id").asString())
                .isEqualTo(registered.body().get("id").asString());
        assertThat(me.get("roles").get(0).asString()).isEqualTo("photographer");
        assertThat(me.get("studio").get("name").asString()).isEqualTo(name + "'s studio");
        UUID id = UUID.fromString(me.get("id").asString());
        await().atMost(Duration.ofSeconds(30)).until(() -> events.about(id).size() == 1);
        var event = events.about(id).getFirst();
        assertThat(event.type()).isEqualTo("account.activated.v1");
        assertThat(event.version()).isEqualTo(1);
        assertThat(event.data().get("studio_name").asString()).isEqualTo(name + "'s studio");
        assertThat(people.get("/api/verify-session", people.token(name, People.PASSWORD))
                        .body()
                        .get("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aClientHasNoStudio() {
        var client = people.client();
        var me = people.get("/api/auth/me", people.token(client)).body();
        assertThat(me.get("roles").get(0).asString()).isEqualTo("user");
        assertThat(me.get("studio").isNull()).isTrue();
    }

    @Test
    void aTakenAddressLooksFreeAndItsOwnerIsTold() {
        var owner = people.client();
        String name = People.newName();

        var again = people.register(name, owner.email().toUpperCase(Locale.ROOT), "photographer");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().propertyNames()).containsExactlyInAnyOrder("id", "username", "email", "status");
        assertThat(again.body().get("status").asString()).isEqualTo("pending");
        assertThat(People.mail(owner.email(), 2).subject()).isEqualTo("You already have an account");
        assertThat(People.mail(owner.email(), 2).text()).contains(owner.username());
        // Everything after looks as for a new address too.
        assertThat(people.login(name, People.PASSWORD).type()).isEqualTo("urn:vitrine:problem:not-confirmed");
        assertThat(people.register(name, "other_" + owner.email(), "client").type())
                .isEqualTo("urn:vitrine:problem:username-taken");
        assertThat(people.post("/api/auth/confirm", "email", owner.email(), "code", "123456")
                        .type())
                .isEqualTo("urn:vitrine:problem:code-invalid");
        assertThat(people.post("/api/auth/resend", "email", owner.email()).status())
                .isEqualTo(202);
        assertThat(people.post("/api/auth/resend", "email", "nobody@example.org")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void usernamesAreTakenWhateverTheirCase() {
        var owner = people.client();
        var taken = people.register(owner.username().toUpperCase(Locale.ROOT), "new_" + owner.email(), "client");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.type()).isEqualTo("urn:vitrine:problem:username-taken");
    }

    @Test
    void fiveWrongCodesNeedANewOne() {
        String name = People.newName();
        String email = name + "@localhost";
        people.register(name, email, "client");
        String code = People.code(email);
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(people.post("/api/auth/confirm", "email", email, "code", wrong)
                            .status())
                    .isEqualTo(422);
        }
        assertThat(people.post("/api/auth/confirm", "email", email, "code", code)
                        .type())
                .isEqualTo("urn:vitrine:problem:code-invalid");

        assertThat(people.post("/api/auth/resend", "email", email).status()).isEqualTo(202);
        String fresh = People.code(People.mail(email, 2));
        assertThat(people.post("/api/auth/confirm", "email", email, "code", fresh)
                        .status())
                .isEqualTo(204);
        assertThat(people.post("/api/auth/confirm", "email", email, "code", fresh)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void codesExpire() {
        String name = People.newName();
        String email = name + "@localhost";
        people.register(name, email, "client");
        String code = People.code(email);
        jdbc.sql("update registration set code_expires_at = now() - interval '1 second' where email = ?")
                .param(email)
                .update();
        assertThat(people.post("/api/auth/confirm", "email", email, "code", code)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theLinkConfirmsByAButtonAndNotByBeingFetched() throws Exception {
        String name = People.newName();
        String email = name + "@localhost";
        people.register(name, email, "client");
        String link = People.link(People.mail(email, 1));
        Browser browser = new Browser(mvc);

        assertThat(browser.get(link).getContentAsString()).contains(email).contains(name);
        assertThat(people.login(name, People.PASSWORD).status()).isEqualTo(403);

        var confirmed = browser.submit("/confirm", "token", link.substring(link.indexOf('=') + 1));
        assertThat(confirmed.getHeader("Location")).isEqualTo("/sign-in?notice=confirmed");
        assertThat(people.login(name, People.PASSWORD).status()).isEqualTo(200);
        assertThat(browser.get(link).getContentAsString()).contains("has been used or has expired");
    }

    @ParameterizedTest
    @CsvSource({
        "ab, new@localhost, Copper-Lantern-42, Copper-Lantern-42, client, username",
        "has space, new@localhost, Copper-Lantern-42, Copper-Lantern-42, client, username",
        "<script>, new@localhost, Copper-Lantern-42, Copper-Lantern-42, client, username",
        "good_name, not-an-address, Copper-Lantern-42, Copper-Lantern-42, client, email",
        "good_name, a@b@c, Copper-Lantern-42, Copper-Lantern-42, client, email",
        "good_name, new@localhost, short1, short1, client, password",
        "good_name, new@localhost, lettersonly, lettersonly, client, password",
        "good_name, new@localhost, 1234567890, 1234567890, client, password",
        "good_name, new@localhost, Password123, Password123, client, password",
        "good_name_1, new@localhost, Good_name_1, Good_name_1, client, password",
        "good_name, new@localhost, Copper-Lantern-42, Copper-Lantern-43, client, confirm_password",
        "good_name, new@localhost, Copper-Lantern-42, Copper-Lantern-42, admin, account_type"
    })
    void flawsAreNamedByField(
            String username, String email, String password, String confirmation, String type, String field) {
        var answer = people.post(
                "/api/auth/register",
                "username",
                username,
                "email",
                email,
                "password",
                password,
                "confirm_password",
                confirmation,
                "account_type",
                type);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("urn:vitrine:problem:validation");
        assertThat(answer.body().get("errors")).hasSize(1);
        assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
        assertThat(answer.body().get("trace_id").asString()).isNotBlank();
        assertThat(answer.response().getContentType()).startsWith("application/problem+json");
    }

    @Test
    void aMailServerThatIsDownDelaysALetterAndLosesNone() {
        String name = People.newName();
        String email = name + "@localhost";
        mailServer.down(true);
        try {
            people.register(name, email, "client");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc.sql("select attempts from letter where recipient = ?")
                                    .param(email)
                                    .query(Integer.class)
                                    .optional()
                                    .orElse(0)
                            >= 1);
            assertThat(Mailbox.messagesTo(email)).isEmpty();
        } finally {
            mailServer.down(false);
        }
        assertThat(people.post("/api/auth/confirm", "email", email, "code", People.code(email))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void lettersAreWrittenInTheReadersLanguage() throws Exception {
        String name = People.newName();
        Browser browser = new Browser(mvc);
        browser.get("/register?lang=de");
        browser.submit(
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
                "client");
        var mail = People.mail(name + "@localhost", 1);
        assertThat(mail.subject()).contains("ist Ihr Code");
        assertThat(mail.text()).contains("Guten Tag " + name).contains("per Link bestätigen");
        assertThat(mail.html()).contains("lang=\"de\"").contains("Bestätigen Sie Ihre Adresse");
    }

    @Test
    void passwordsAreKeptHashedAtTheCostThatIsSet() {
        assertThat(hash(people.client())).startsWith("{bcrypt}$2a$05$");
    }

    @Test
    void anOutdatedHashIsReplacedAtSignIn() {
        var person = people.client();
        String weak = "{bcrypt}" + new BCryptPasswordEncoder(AuthTest.HASH_COST - 1).encode(People.PASSWORD);
        jdbc.sql("update account set password_hash = ? where id = ?")
                .param(weak)
                .param(person.id())
                .update();
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
        assertThat(hash(person)).startsWith("{bcrypt}$2a$05$");
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
    }

    private String hash(People.Person person) {
        return jdbc.sql("select password_hash from account where id = ?")
                .param(person.id())
                .query(String.class)
                .single();
    }
}
