package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.devservices.Mail;
import vitrine.messaging.Event;

/** The end of an account by its owner's wish. */
@AuthTest
class AccountDeletionTest extends OwnAccounts {

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
}
