package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.RelyingParty;
import vitrine.auth.TestParties.HeardEvents;

@AuthTest
class AdminUsersTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    HeardEvents events;

    @Autowired
    JdbcClient jdbc;

    @Test
    void nobodyButAnAdminAdministers() {
        String admin = people.adminToken();
        var person = people.client();
        String users = "/api/admin/users";
        String role = "/api/admin/user/" + person.id() + "/role";
        String body = "{\"role\":\"admin\"}";

        List<String> roles = new ArrayList<>(List.of("viewer", "user", "photographer"));
        assertThat(people.get(users, "").status()).isEqualTo(401);
        assertThat(people.call(HttpMethod.POST, role, "", body).status()).isEqualTo(401);
        for (String each : roles) {
            assertThat(assign(admin, person.id(), each)).isEqualTo(200);
            String token = people.token(person);
            assertThat(people.get(users, token).status()).as(each).isEqualTo(403);
            assertThat(people.get(users, token).type()).isEqualTo("urn:vitrine:problem:forbidden");
            assertThat(people.call(HttpMethod.POST, role, token, body).status())
                    .as(each)
                    .isEqualTo(403);
            assertThat(people.call(HttpMethod.POST, "/api/admin/user/" + person.id() + "/deactivate", token, "")
                            .status())
                    .as(each)
                    .isEqualTo(403);
        }
        assertThat(people.get(users, admin).status()).isEqualTo(200);
    }

    @Test
    void aRoleTakenAwayCountsAtOnce() {
        String admin = people.adminToken();
        var person = people.client();
        assertThat(assign(admin, person.id(), "admin")).isEqualTo(200);
        String token = people.token(person);
        assertThat(people.get("/api/admin/users", token).status()).isEqualTo(200);
        assertThat(assign(admin, person.id(), "user")).isEqualTo(200);
        // The token of the other role is void from the next second on; in this one the role alone refuses.
        assertThat(people.get("/api/admin/users", token).status()).isIn(401, 403);
        assertThat(people.get("/api/admin/users", people.token(person)).status())
                .isEqualTo(403);
        assertThat(jdbc.sql("select sessions_valid_from > now() - interval '1 minute' from account where id = ?")
                        .param(person.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aNewPhotographerGetsAStudioAndTheOthersHearOfIt() {
        var person = people.client();

        assertThat(assign(people.adminToken(), person.id(), "photographer")).isEqualTo(200);
        assertThat(assign(people.adminToken(), person.id(), "photographer")).isEqualTo(200);

        var me = people.get("/api/auth/me", people.token(person)).body();
        assertThat(me.get("studio").get("name").asString()).isEqualTo(person.username() + "'s studio");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> events.about(person.id()).size() == 2);
        var event = events.about(person.id()).getLast();
        assertThat(event.type()).isEqualTo("account.changed.v1");
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.data().get("roles").get(0).asString()).isEqualTo("photographer");
        assertThat(event.data().get("active").asBoolean()).isTrue();
        assertThat(event.data().get("studio_id").asString())
                .isEqualTo(me.get("studio").get("id").asString());
    }

    @Test
    void aDeactivatedAccountIsOutAtOnceAndComesBackOnlyByReactivation() {
        String admin = people.adminToken();
        var person = people.photographer();
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String program = people.token(person);

        assertThat(act(admin, person.id(), "deactivate")).isEqualTo(200);

        assertThat(people.get("/api/auth/me", program).status()).isEqualTo(401);
        assertThat(people.get("/api/verify-session", program).status()).isEqualTo(401);
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(people.login(person.username(), People.PASSWORD).type())
                .isEqualTo("urn:vitrine:problem:bad-credentials");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> events.about(person.id()).size() == 2);
        assertThat(events.about(person.id()).getLast().data().get("active").asBoolean())
                .isFalse();

        assertThat(act(admin, person.id(), "reactivate")).isEqualTo(200);
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anAccountMadeByAnAdminWaitsForItsOwnersPassword() {
        String admin = people.adminToken();
        String name = People.newName();
        String email = name + "@localhost";

        var created = people.call(HttpMethod.POST, "/api/admin/users", admin, newUser(name, email, "photographer"));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        UUID id = UUID.fromString(created.body().get("id").asString());
        assertThat(created.body().get("roles").get(0).asString()).isEqualTo("photographer");
        assertThat(created.body().get("studio").isNull()).isFalse();
        var mail = People.mail(email, 1);
        assertThat(mail.subject()).isEqualTo("Ihr Zugang zu Vitrine");
        Browser browser = new Browser(mvc);
        String link = People.link(mail);
        assertThat(browser.get(link).getStatus()).isEqualTo(200);
        String token = link.substring(link.indexOf('=') + 1);
        assertThat(browser.submit(
                                "/reset-password",
                                "token",
                                token,
                                "password",
                                People.PASSWORD,
                                "confirm_password",
                                People.PASSWORD)
                        .getStatus())
                .isEqualTo(302);
        assertThat(people.login(name, People.PASSWORD).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> !events.about(id).isEmpty());
        assertThat(events.about(id).getFirst().type()).isEqualTo("account.activated.v1");
        assertThat(audited(id)).contains("account.created");

        assertThat(people.call(HttpMethod.POST, "/api/admin/users", admin, newUser(name, "x" + email, "user"))
                        .type())
                .isEqualTo("urn:vitrine:problem:username-taken");
        assertThat(people.call(HttpMethod.POST, "/api/admin/users", admin, newUser("x" + name, email, "user"))
                        .type())
                .isEqualTo("urn:vitrine:problem:email-taken");
        for (String bad : List.of(
                "{}",
                newUser("a", "b@localhost", "user"),
                newUser("abc", "b", "user"),
                newUser("abc", "b@c", "king"),
                newUser("abc", "b@c", "user").replace("de", "fr"))) {
            assertThat(people.call(HttpMethod.POST, "/api/admin/users", admin, bad)
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
        String stranger = people.token(people.photographer());
        assertThat(people.call(HttpMethod.POST, "/api/admin/users", stranger, newUser("abc", "b@c", "user"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void sessionsEndedByAnAdminAreOver() {
        String admin = people.adminToken();
        var person = people.photographer();
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        var tokens = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
        String details = "/api/admin/users/" + person.id();
        assertThat(people.get(details, admin).body().get("sessions").asInt()).isEqualTo(1);
        assertThat(people.get(details, admin).body().at("/user/username").asString())
                .isEqualTo(person.username());

        assertThat(people.call(HttpMethod.POST, details + "/end-sessions", people.token(person), "")
                        .status())
                .isEqualTo(403);
        assertThat(people.call(HttpMethod.POST, details + "/end-sessions", admin, "")
                        .status())
                .isEqualTo(200);

        assertThat(people.get(details, admin).body().get("sessions").asInt()).isZero();
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(people.login(person.username(), People.PASSWORD).status()).isEqualTo(200);
        assertThat(audited(person.id())).contains("account.sessions-ended");
        assertThat(people.get("/api/admin/users/" + UUID.randomUUID(), admin).status())
                .isEqualTo(404);
        assertThat(people.get("/api/admin/users/nobody", admin).status()).isEqualTo(404);
    }

    @Test
    void eachChangeIsRecordedOnceWithBeforeAndAfter() {
        String admin = people.adminToken();
        var person = people.client();
        for (int i = 0; i < 2; i++) {
            assign(admin, person.id(), "viewer");
        }
        for (String action : List.of("deactivate", "deactivate", "reactivate", "reactivate")) {
            act(admin, person.id(), action);
        }
        assertThat(audited(person.id()))
                .containsExactlyInAnyOrder("account.role-changed", "account.deactivated", "account.reactivated");
        assertThat(jdbc.sql("select details ->> 'before' || '>' || (details ->> 'after') from audit_event"
                                + " where subject_id = ? and action = 'account.role-changed'"
                                + " and actor_id = (select id from account where username = 'admin')")
                        .param(person.id())
                        .query(String.class)
                        .single())
                .isEqualTo("user>viewer");
    }

    @Test
    void theListIsNarrowedByRoleAndState() {
        String admin = people.adminToken();
        var person = people.client();
        String q = "/api/admin/users?q=" + person.username();
        assertThat(people.get(q + "&role=user&active=true", admin).body().get("items"))
                .hasSize(1);
        assertThat(people.get(q + "&role=viewer", admin).body().get("items")).isEmpty();
        assertThat(people.get(q + "&active=false", admin).body().get("items")).isEmpty();
        act(admin, person.id(), "deactivate");
        assertThat(people.get(q + "&active=false", admin).body().get("items")).hasSize(1);
        assertThat(people.get(q + "&role=king", admin).status()).isEqualTo(400);
        assertThat(people.get(q + "&active=maybe", admin).status()).isEqualTo(400);
    }

    @Test
    void theLastAdminStays() {
        String admin = people.adminToken();
        UUID id = UUID.fromString(
                people.get("/api/auth/me", admin).body().get("id").asString());
        jdbc.sql("update account set role = 'USER' where role = 'ADMIN' and id <> ?")
                .param(id)
                .update();
        assertThat(act(admin, id, "deactivate")).isEqualTo(409);
        assertThat(assign(admin, id, "user")).isEqualTo(409);
        assertThat(assign(admin, id, "admin")).isEqualTo(200);
        assertThat(people.get("/api/admin/users", admin).status()).isEqualTo(200);
    }

    @Test
    void pagesReachEverybodyOnce() {
        String admin = people.adminToken();
        for (int i = 0; i < 3; i++) {
            people.client();
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = people.get("/api/admin/users?limit=2" + cursor, admin).body();
            page.get("items").forEach(item -> seen.add(item.get("id").asString()));
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        assertThat((long) seen.size())
                .isEqualTo(jdbc.sql("select count(*) from account")
                        .query(Long.class)
                        .single());

        var person = people.client();
        var found = people.get("/api/admin/users?q=" + person.username().toUpperCase(java.util.Locale.ROOT), admin)
                .body()
                .get("items");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("email").asString()).isEqualTo(person.email());
        assertThat(people.get("/api/admin/users?q=%25%25", admin).body().get("items"))
                .isEmpty();
    }

    @Test
    void wrongInputIsNamed() {
        String admin = people.adminToken();
        for (String bad : List.of("limit=0", "limit=201", "limit=x", "cursor=!!", "cursor=AAAA")) {
            assertThat(people.get("/api/admin/users?" + bad, admin).status())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(assign(admin, UUID.randomUUID(), "user")).isEqualTo(404);
        assertThat(assign(admin, people.client().id(), "king")).isEqualTo(400);
        assertThat(people.call(HttpMethod.POST, "/api/admin/user/not-a-uuid/deactivate", admin, "")
                        .status())
                .isEqualTo(404);
        assertThat(people.call(HttpMethod.DELETE, "/api/admin/users", admin, "").status())
                .isEqualTo(405);
    }

    @Test
    void theFirstAdminExistsOnceWithAStudio() throws Exception {
        var me = people.get("/api/auth/me", people.adminToken()).body();
        assertThat(me.get("roles").get(0).asString()).isEqualTo("admin");
        assertThat(me.get("studio").isNull()).isFalse();
    }

    private int assign(String token, UUID id, String role) {
        return people.call(HttpMethod.POST, "/api/admin/user/" + id + "/role", token, "{\"role\":\"" + role + "\"}")
                .status();
    }

    private int act(String token, UUID id, String action) {
        return people.call(HttpMethod.POST, "/api/admin/user/" + id + "/" + action, token, "")
                .status();
    }

    /** What was recorded about an account that this package answers for. */
    private List<String> audited(UUID subject) {
        return jdbc.sql("select action from audit_event where subject_id = ? and actor_id is not null"
                        + " and action like 'account.%' order by occurred_at")
                .param(subject)
                .query(String.class)
                .list();
    }

    private static String newUser(String username, String email, String role) {
        return "{\"username\":\"%s\",\"email\":\"%s\",\"role\":\"%s\",\"language\":\"de\"}"
                .formatted(username, email, role);
    }
}
