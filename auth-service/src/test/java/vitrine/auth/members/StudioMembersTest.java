package vitrine.auth.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Answer;
import vitrine.auth.People.Person;
import vitrine.auth.TestParties.HeardEvents;
import vitrine.auth.TestParties.Others;
import vitrine.devservices.Mailbox;

@AuthTest
class StudioMembersTest {

    private static final String STUDIO = "/api/account/studio";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    HeardEvents events;

    @Autowired
    Others others;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Test
    void somebodyInvitedJoinsAndIsWhatTheyWereAfterLeaving() throws ParseException {
        Person owner = people.photographer();
        Person guest = people.client();
        String guestBefore = people.token(guest);
        String studio = studioId(people.token(owner));

        assertThat(invite(owner, guest.email(), "manager").status()).isEqualTo(201);
        var mail = People.mail(guest.email(), 2);
        assertThat(mail.subject()).isEqualTo(owner.username() + " invites you to " + owner.username() + "'s studio");
        Answer joined = accept(guest, invitationToken(guest, 2));

        assertThat(joined.status()).as(joined.toString()).isEqualTo(200);
        assertThat(joined.body().get("id").asString()).isEqualTo(studio);
        assertThat(people.get("/api/auth/me", guestBefore).status()).isIn(200, 401);
        String token = people.token(guest);
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getStringClaim("studio")).isEqualTo(studio);
        assertThat(claims.getStringClaim("studio_role")).isEqualTo("manager");
        assertThat(claims.getStringListClaim("roles")).containsExactly("photographer");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> events.about(guest.id()).size() == 2);
        assertThat(events.about(guest.id()).getLast().data().get("studio_id").asString())
                .isEqualTo(studio);
        assertThat(events.about(guest.id()).getLast().data().get("roles").get(0).asString())
                .isEqualTo("photographer");
        assertThat(people.get(STUDIO, token).body().get("members")).hasSize(2);

        assertThat(people.call(HttpMethod.POST, STUDIO + "/leave", token, "").status())
                .isEqualTo(204);
        var after = SignedJWT.parse(people.token(guest)).getJWTClaimsSet();
        assertThat(after.getClaim("studio")).isNull();
        assertThat(after.getStringListClaim("roles")).containsExactly("user");
        assertThat(people.get(STUDIO, people.token(guest)).status()).isEqualTo(404);
        assertThat(recorded(owner, guest)).contains("studio.invited", "studio.joined", "studio.left");
    }

    @Test
    void anInvitationWorksOnceForItsAddressAlone() {
        Person owner = people.photographer();
        Person guest = people.client();
        Person other = people.client();
        invite(owner, guest.email().toUpperCase(java.util.Locale.ROOT), "member");
        String token = invitationToken(guest, 2);

        assertThat(accept(other, token).type()).isEqualTo("urn:vitrine:problem:invitation-for-other-address");
        assertThat(accept(guest, token).status()).isEqualTo(200);
        assertThat(accept(guest, token).type()).isEqualTo("urn:vitrine:problem:token-invalid");
        assertThat(accept(other, token).type()).isEqualTo("urn:vitrine:problem:token-invalid");
        assertThat(accept(other, "x".repeat(201)).type()).isEqualTo("urn:vitrine:problem:token-invalid");
        assertThat(people.call(HttpMethod.POST, STUDIO + "/invitations/accept", people.token(other), "{}")
                        .type())
                .isEqualTo("urn:vitrine:problem:token-invalid");
    }

    @Test
    void oneOfManyAcceptancesAtOnceWins() throws Exception {
        Person owner = people.photographer();
        Person guest = people.client();
        invite(owner, guest.email(), "member");
        String token = invitationToken(guest, 2);
        String session = people.token(guest);
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            attempts.add(() -> people.call(
                            HttpMethod.POST, STUDIO + "/invitations/accept", session, "{\"token\":\"" + token + "\"}")
                    .status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var each : pool.invokeAll(attempts)) {
                statuses.add(each.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).allMatch(status -> status == 200 || status == 401 || status == 409 || status == 422);
    }

    @Test
    void invitationsExpireAreReplacedAndWithdrawn() {
        Person owner = people.photographer();
        Person guest = people.client();
        invite(owner, guest.email(), "member");
        String first = invitationToken(guest, 2);
        invite(owner, guest.email(), "manager");
        String second = invitationToken(guest, 3);
        assertThat(accept(guest, first).type()).isEqualTo("urn:vitrine:problem:token-invalid");
        JsonNode open =
                people.get(STUDIO + "/invitations", people.token(owner)).body().get("items");
        assertThat(open).hasSize(1);
        assertThat(open.get(0).get("role").asString()).isEqualTo("manager");

        String id = open.get(0).get("id").asString();
        Person stranger = people.photographer();
        assertThat(call(stranger, HttpMethod.DELETE, "/invitations/" + id, "").status())
                .isEqualTo(404);
        assertThat(call(owner, HttpMethod.DELETE, "/invitations/" + id, "").status())
                .isEqualTo(204);
        assertThat(call(owner, HttpMethod.DELETE, "/invitations/" + id, "").status())
                .isEqualTo(404);
        assertThat(accept(guest, second).type()).isEqualTo("urn:vitrine:problem:token-invalid");

        invite(owner, guest.email(), "member");
        String third = invitationToken(guest, 4);
        jdbc.sql("update studio_invitation set expires_at = now() - interval '1 second' where lower(email) = ?")
                .param(guest.email())
                .update();
        assertThat(accept(guest, third).type()).isEqualTo("urn:vitrine:problem:token-invalid");
    }

    @Test
    void aPhotographerComesAlongOnlyWithNothingLeftBehind() {
        Person owner = people.photographer();
        Person guest = people.photographer();
        String own = studioId(people.token(guest));
        invite(owner, guest.email(), "member");
        String token = invitationToken(guest, 2);

        others.hasPhotos(guest.id());
        assertThat(accept(guest, token).type()).isEqualTo("urn:vitrine:problem:studio-not-empty");
        others.down(true);
        try {
            assertThat(accept(guest, token).status()).isEqualTo(503);
        } finally {
            others.down(false);
        }
        assertThat(studioId(people.token(guest))).isEqualTo(own);

        Person free = people.photographer();
        String freeStudio = studioId(people.token(free));
        invite(owner, free.email(), "member");
        assertThat(accept(free, invitationToken(free, 2)).status()).isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from studio where id = ?")
                        .param(UUID.fromString(freeStudio))
                        .query(Long.class)
                        .single())
                .isZero();

        // Back as a photographer, in a new studio of their own.
        assertThat(call(owner, HttpMethod.DELETE, "/members/" + free.id(), "").status())
                .isEqualTo(204);
        JsonNode after = people.get(STUDIO, people.token(free)).body();
        assertThat(after.get("role").asString()).isEqualTo("owner");
        assertThat(after.get("id").asString()).isNotEqualTo(freeStudio).isNotEqualTo(studioId(people.token(owner)));

        // Whoever shares a studio cannot silently desert it.
        Person second = people.photographer();
        invite(second, owner.email(), "member");
        Person third = people.client();
        invite(owner, third.email(), "member");
        accept(third, invitationToken(third, 2));
        assertThat(accept(owner, invitationToken(owner, 2)).type()).isEqualTo("urn:vitrine:problem:studio-not-empty");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastOwnerStaysEvenWhenTwoGoAtOnce(boolean ownerFirst) throws Exception {
        Person owner = people.photographer();
        Person second = member(owner, "owner");
        Person third = member(owner, "member");
        UUID studio = studioOf(owner).orElseThrow();
        Person gone = ownerFirst ? owner : second;
        Person left = ownerFirst ? second : owner;

        List<Integer> statuses = atOnce(
                studio,
                () -> call(gone, HttpMethod.POST, "/leave", "").status(),
                () -> call(left, HttpMethod.POST, "/leave", "").status());

        assertThat(statuses).containsExactly(204, 409);
        assertThat(owners(studio)).isEqualTo(1);
        assertThat(studioOf(third)).as("who had nothing to do with it").contains(studio);
        assertThat(studioOf(left)).contains(studio);
        // A photographer goes on in a studio of their own, somebody who was none before in none.
        assertThat(studioOf(gone).isPresent()).isEqualTo(ownerFirst);
        assertThat(studioOf(gone)).isNotEqualTo(Optional.of(studio));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastOwnerStaysWhenOneGoesAndTheOtherBecomesLess(boolean leavingFirst) throws Exception {
        Person owner = people.photographer();
        Person second = member(owner, "owner");
        UUID studio = studioOf(owner).orElseThrow();
        Callable<Integer> leaving =
                () -> call(owner, HttpMethod.POST, "/leave", "").status();
        Callable<Integer> becomingLess =
                () -> assign(second, second.id(), "member").status();
        List<Integer> statuses =
                leavingFirst ? atOnce(studio, leaving, becomingLess) : atOnce(studio, becomingLess, leaving);
        assertThat(statuses).containsExactly(leavingFirst ? 204 : 200, 409);
        assertThat(owners(studio)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastOwnerStaysWhenOneGoesAndTheOtherDeletesTheAccount(boolean leavingFirst) throws Exception {
        Person owner = people.photographer();
        Person second = member(owner, "owner");
        Person third = member(owner, "member");
        UUID studio = studioOf(owner).orElseThrow();
        String session = people.token(second);
        Callable<Integer> leaving =
                () -> call(owner, HttpMethod.POST, "/leave", "").status();
        Callable<Integer> deleting = () -> people.call(
                        HttpMethod.DELETE, "/api/account", session, "{\"password\":\"" + People.PASSWORD + "\"}")
                .status();
        List<Integer> statuses = leavingFirst ? atOnce(studio, leaving, deleting) : atOnce(studio, deleting, leaving);
        assertThat(statuses).containsExactly(204, 409);
        assertThat(owners(studio)).isEqualTo(1);
        assertThat(studioOf(third)).contains(studio);
    }

    /**
     * Both requests stand before the studio's lock, having read what they read before it, when it opens. The lock lets them pass in
     * the order in which they came, so who comes first is the test's choice and no accident.
     */
    private List<Integer> atOnce(UUID studio, Callable<Integer> first, Callable<Integer> second) throws Exception {
        try (var pool = Executors.newFixedThreadPool(2);
                var holder = dataSource.getConnection()) {
            holder.setAutoCommit(false);
            try (var lock =
                    holder.prepareStatement("select pg_advisory_xact_lock(hashtextextended('studio ' || ?, 0))")) {
                lock.setString(1, studio.toString());
                lock.execute();
            }
            var one = pool.submit(first);
            awaitAtTheLock(1);
            var other = pool.submit(second);
            awaitAtTheLock(2);
            holder.rollback();
            return List.of(one.get(), other.get());
        }
    }

    private void awaitAtTheLock(int requests) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql(
                                        "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                                                + " and database = (select oid from pg_database where datname = current_database())")
                                .query(Integer.class)
                                .single()
                        == requests);
    }

    private Optional<UUID> studioOf(Person person) {
        return jdbc.sql("select studio_id from account where id = ?")
                .param(person.id())
                .query(UUID.class)
                .optional();
    }

    private int owners(UUID studio) {
        return jdbc.sql("select count(*) from account where studio_id = ? and studio_role = 'OWNER'")
                .param(studio)
                .query(Integer.class)
                .single();
    }

    @Test
    void anOwnerCannotBecomeLessAsTheLastOne() {
        Person owner = people.photographer();
        Person second = member(owner, "member");
        assertThat(assign(owner, owner.id(), "member").type()).isEqualTo("urn:vitrine:problem:last-owner");
        assertThat(assign(owner, second.id(), "owner").status()).isEqualTo(200);
        assertThat(assign(owner, owner.id(), "member").status()).isEqualTo(200);
        assertThat(assign(owner, second.id(), "member").status()).isEqualTo(403);
    }

    @Test
    void eachRoleMayWhatItMayAndNoMore() {
        Person owner = people.photographer();
        Person manager = member(owner, "manager");
        Person member = member(owner, "member");
        Person third = member(owner, "member");

        assertThat(call(member, HttpMethod.PATCH, "", "{\"name\":\"Mine\"}").status())
                .isEqualTo(403);
        assertThat(call(manager, HttpMethod.PATCH, "", "{\"name\":\"Mine\"}").status())
                .isEqualTo(403);
        assertThat(invite(member, "a@b.example", "member").status()).isEqualTo(403);
        assertThat(invite(manager, "a@b.example", "owner").status()).isEqualTo(403);
        assertThat(invite(manager, "a@b.example", "manager").status()).isEqualTo(403);
        assertThat(invite(manager, "a@b.example", "member").status()).isEqualTo(201);
        assertThat(assign(manager, member.id(), "owner").status()).isEqualTo(403);
        assertThat(assign(manager, manager.id(), "owner").status()).isEqualTo(403);
        assertThat(call(member, HttpMethod.DELETE, "/members/" + third.id(), "").status())
                .isEqualTo(403);
        assertThat(call(manager, HttpMethod.DELETE, "/members/" + owner.id(), "")
                        .status())
                .isEqualTo(403);
        assertThat(people.get(STUDIO, people.token(member)).body().get("invitations"))
                .isEmpty();
        assertThat(people.get(STUDIO, people.token(manager)).body().get("invitations"))
                .hasSize(1);
        assertThat(call(manager, HttpMethod.DELETE, "/members/" + third.id(), "")
                        .status())
                .isEqualTo(204);
        assertThat(invite(owner, member.email(), "member").type()).isEqualTo("urn:vitrine:problem:already-member");

        // What a removed manager began is over.
        assertThat(call(owner, HttpMethod.DELETE, "/members/" + manager.id(), "")
                        .status())
                .isEqualTo(204);
        assertThat(people.get(STUDIO, people.token(owner)).body().get("invitations"))
                .isEmpty();
    }

    @Test
    void aStudiosOwnerMakesNobodyAdminAndReachesNoOtherStudio() {
        Person owner = people.photographer();
        Person stranger = people.photographer();
        Person member = member(owner, "member");
        String token = people.token(owner);
        assertThat(people.call(
                                HttpMethod.POST,
                                "/api/admin/user/" + member.id() + "/role",
                                token,
                                "{\"role\":\"admin\"}")
                        .status())
                .isEqualTo(403);
        assertThat(assign(owner, member.id(), "admin").status()).isEqualTo(400);
        assertThat(assign(owner, stranger.id(), "member").status()).isEqualTo(404);
        assertThat(assign(owner, UUID.randomUUID(), "member").status()).isEqualTo(404);
        assertThat(call(owner, HttpMethod.DELETE, "/members/" + stranger.id(), "")
                        .status())
                .isEqualTo(404);
        assertThat(call(owner, HttpMethod.DELETE, "/members/not-an-id", "").status())
                .isEqualTo(404);
        assertThat(people.get(STUDIO, "").status()).isEqualTo(401);
        assertThat(people.call(HttpMethod.POST, STUDIO + "/leave", "", "").status())
                .isEqualTo(401);
        assertThat(people.get(STUDIO + "/other", token).status()).isEqualTo(404);
    }

    @Test
    void aNewNameIsToldWithEveryMember() {
        Person owner = people.photographer();
        Person member = member(owner, "member");

        assertThat(call(owner, HttpMethod.PATCH, "", "{\"name\":\"  Studio Süd \"}")
                        .body()
                        .get("name")
                        .asString())
                .isEqualTo("Studio Süd");
        call(owner, HttpMethod.PATCH, "", "{\"name\":\"Studio Süd\"}");
        // What is told of an account arrives in order: after a third name nothing more comes of the second.
        call(owner, HttpMethod.PATCH, "", "{\"name\":\"Studio Nord\"}");

        for (Person each : List.of(owner, member)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> told(each, "Studio Nord") == 1);
            assertThat(told(each, "Studio Süd")).isEqualTo(1);
        }
        var versions =
                events.about(owner.id()).stream().map(event -> event.version()).toList();
        assertThat(versions).doesNotHaveDuplicates();
        for (String bad :
                List.of("{}", "{\"name\":\" \"}", "{\"name\":\"a\\nb\"}", "{\"name\":\"" + "x".repeat(121) + "\"}")) {
            assertThat(call(owner, HttpMethod.PATCH, "", bad).status()).as(bad).isEqualTo(400);
        }
    }

    private long told(Person person, String studio) {
        return events.about(person.id()).stream()
                .filter(event -> event.data().path("studio_name").asString("").equals(studio))
                .count();
    }

    @Test
    void invitationsAreFewEnoughNotToBeANuisance() {
        Person owner = people.photographer();
        jdbc.sql("insert into audit_event (id, occurred_at, action, actor_id, details)"
                        + " select gen_random_uuid(), now(), 'studio.invited', ?, '{}' from generate_series(1, 50)")
                .param(owner.id())
                .update();
        Answer refused = invite(owner, "one@more.example", "member");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.response().getHeader("Retry-After")).isNotNull();
        assertThat(invite(people.photographer(), "not an address", "member").status())
                .isEqualTo(400);
        assertThat(invite(people.photographer(), "a@b.example", "admin").status())
                .isEqualTo(400);
    }

    @Test
    void thePageLeadsThroughSignInBackToTheInvitation() throws Exception {
        Person owner = people.photographer();
        Person guest = people.client();
        invite(owner, guest.email(), "member");
        String link = People.link(People.mail(guest.email(), 2));
        Browser browser = new Browser(mvc);

        var page = browser.get(link);
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString()).contains("Sign in to accept").contains(guest.email());
        browser.get("/sign-in");
        var back = browser.submit("/sign-in", "username", guest.username(), "password", People.PASSWORD);
        assertThat(back.getHeader("Location")).isEqualTo(AuthTest.AUTH + link);
        assertThat(browser.get(link).getContentAsString()).contains("Join the studio");

        String token = link.substring(link.indexOf('=') + 1);
        assertThat(browser.post("/invitation", "", "token", token).getStatus()).isEqualTo(403);
        var accepted = browser.submit("/invitation", "token", token);
        assertThat(accepted.getHeader("Location")).startsWith(AuthTest.PHOTOS + "/auth/login?next=");
        assertThat(studioId(people.token(guest))).isEqualTo(studioId(people.token(owner)));
        assertThat(browser.submit("/invitation", "token", token).getStatus()).isEqualTo(422);
        assertThat(browser.get(link).getStatus()).isEqualTo(422);
        assertThat(browser.get("/invitation").getStatus()).isEqualTo(422);
        assertThat(browser.get("/invitation?lang=de").getContentAsString()).contains("gilt nicht mehr");
    }

    @Test
    void thePageSaysWhenItIsSomebodyElsesInvitation() throws Exception {
        Person owner = people.photographer();
        Person guest = people.client();
        Person other = people.client();
        invite(owner, guest.email(), "member");
        String link = People.link(People.mail(guest.email(), 2));
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", other.username(), "password", People.PASSWORD);
        assertThat(browser.get(link).getContentAsString())
                .contains("Sign out and use another account")
                .doesNotContain("Join the studio");
    }

    /** Somebody new in the studio, through invitation and acceptance. */
    private Person member(Person owner, String role) {
        Person person = people.client();
        invite(owner, person.email(), role);
        assertThat(accept(person, invitationToken(person, 2)).status()).isEqualTo(200);
        return person;
    }

    private String invitationToken(Person person, int mails) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Mailbox.messagesTo(person.email()).size() >= mails
                        && People.mail(person.email(), mails).text().contains("/invitation?token="));
        String link = People.link(People.mail(person.email(), mails));
        return link.substring(link.indexOf('=') + 1);
    }

    private Answer invite(Person host, String email, String role) {
        return call(host, HttpMethod.POST, "/invitations", "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
    }

    private Answer accept(Person guest, String token) {
        return call(guest, HttpMethod.POST, "/invitations/accept", "{\"token\":\"" + token + "\"}");
    }

    private Answer assign(Person caller, UUID member, String role) {
        return call(caller, HttpMethod.PATCH, "/members/" + member, "{\"role\":\"" + role + "\"}");
    }

    private Answer call(Person caller, HttpMethod method, String path, String body) {
        return people.call(method, STUDIO + path, people.token(caller), body);
    }

    private String studioId(String token) {
        return people.get(STUDIO, token).body().get("id").asString();
    }

    private List<String> recorded(Person... actors) {
        return jdbc.sql("select action from audit_event where actor_id in (:actors)")
                .param("actors", java.util.Arrays.stream(actors).map(Person::id).toList())
                .query(String.class)
                .list();
    }
}
