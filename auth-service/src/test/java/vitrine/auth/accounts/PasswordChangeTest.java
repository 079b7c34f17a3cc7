package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Answer;
import vitrine.auth.People.Person;
import vitrine.messaging.Event;

/** Another password for an account, and being asked for the present one. */
@AuthTest
class PasswordChangeTest extends OwnAccounts {

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
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
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
}
