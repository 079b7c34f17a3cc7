package vitrine.share.invitations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vitrine.devservices.Mail;
import vitrine.devservices.Mailbox;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Answer;
import vitrine.share.World.Person;
import vitrine.share.World.Scene;

@RunningShareService
class InvitationsTest {

    private static final String HOSTILE = "<b>Hi</b> ${7*7}\nsecond line";

    private final World world;
    private final Reminders reminders;
    private final Person owner = Person.photographer();

    InvitationsTest(World world, Reminders reminders) {
        this.world = world;
        this.reminders = reminders;
    }

    private static String address(String name) {
        return name + "-" + UUID.randomUUID() + "@localhost";
    }

    private static Mail letter(String to) {
        return await().atMost(30, SECONDS)
                .until(() -> Mailbox.messagesTo(to), mails -> !mails.isEmpty())
                .getFirst();
    }

    private Answer invite(Person person, Scene scene, List<String> recipients, Map<String, Object> options) {
        var link = new java.util.HashMap<String, Object>(
                Map.of("gallery_id", scene.gallery(), "access_level", "full", "expires_in_days", 14));
        link.putAll(options);
        return world.as(
                person,
                "POST",
                "/api/share-links/invitations",
                Map.of("link", link, "recipients", recipients, "language", "de"));
    }

    private void known(Person person, String email) {
        world.announce(
                "account.changed.v1",
                person.id(),
                1,
                Map.of(
                        "account_id",
                        person.id(),
                        "username",
                        "ada",
                        "email",
                        email,
                        "roles",
                        person.roles(),
                        "studio_id",
                        person.studio(),
                        "active",
                        true));
        world.settle();
    }

    @Test
    void everybodyGetsALinkAndALetterOfTheirOwn() {
        var photographer = address("photographer");
        known(owner, photographer);
        var scene = world.scene(owner, 1);
        var anna = address("anna");
        var ben = address("ben");
        var answer = invite(
                owner, scene, List.of(anna, ben, anna.toUpperCase()), Map.of("message", HOSTILE, "password", "geheim"));

        assertThat(answer.status()).isEqualTo(201);
        var items = answer.body().get("items");
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.get(0).get("token")).isNotEqualTo(items.get(1).get("token"));
        assertThat(items.get(1).get("recipient_email").asString()).isEqualTo(ben);
        assertThat(items.get(1).get("mailed_at").isNull()).isFalse();

        var mail = letter(anna);
        assertThat(mail.subject()).isEqualTo("Ihre Fotos: Wedding");
        assertThat(mail.html())
                .contains(
                        "&lt;b&gt;Hi&lt;/b&gt; ${7*7}", items.get(0).get("url").asString(), "lang=\"de\"")
                // The picture of a gallery behind a password would show what the password is for.
                .doesNotContain("<img", "geheim", "49");
        assertThat(mail.text())
                .contains("second line", "Passwort", items.get(0).get("url").asString())
                .doesNotContain(items.get(1).get("token").asString());
        assertThat(letter(ben).text()).contains(items.get(1).get("url").asString());
        assertThat(Mailbox.messagesTo(anna)).hasSize(1);
        assertThat(world.published(
                        "share.link.created.v1",
                        UUID.fromString(items.get(1).get("id").asString())))
                .hasSize(1);

        var again = "/api/share-links/" + items.get(0).get("id").asString() + "/letter";
        assertThat(world.as(owner, "POST", again, Map.of()).status()).isEqualTo(204);
        await().atMost(30, SECONDS).until(() -> Mailbox.messagesTo(anna).size() == 2);
        assertThat(world.as(Person.photographer(), "POST", again, Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void anOpenLinkShowsItsCoverInTheLetter() {
        var scene = world.scene(owner, 1);
        var carla = address("carla");
        var token = invite(owner, scene, List.of(carla), Map.of())
                .body()
                .get("items")
                .get(0)
                .get("token")
                .asString();
        assertThat(letter(carla).html()).contains("<img", "http://share.localhost:8080/api/view/" + token + "/cover");
    }

    @Test
    void allAreSharedWithOrNobody() {
        var scene = world.scene(owner, 1);
        var dora = address("dora");
        assertThat(invite(owner, scene, List.of(dora, "not an address"), Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(invite(owner, scene, List.of(), Map.of()).status()).isEqualTo(400);
        assertThat(invite(owner, scene, List.of(dora + "\r\nBcc: x@evil.example"), Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(invite(Person.photographer(), scene, List.of(dora), Map.of()).status())
                .isEqualTo(404);
        assertThat(invite(Person.with(null, "user"), scene, List.of(dora), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(invite(null, scene, List.of(dora), Map.of()).status()).isEqualTo(401);
        assertThat(world.as(owner, "GET", "/api/shares?gallery=" + scene.gallery())
                        .body()
                        .get("items")
                        .isEmpty())
                .isTrue();
        assertThat(Mailbox.messagesTo(dora)).isEmpty();
    }

    @Test
    void aLinkThatEndsIsToldOnceBefore() {
        var scene = world.scene(owner, 1);
        var due = address("due");
        var early = address("early");
        var revoked = address("revoked");
        var links = invite(owner, scene, List.of(due, early, revoked), Map.of())
                .body()
                .get("items");
        for (var letter : List.of(due, early, revoked)) {
            letter(letter);
        }
        world.as(owner, "DELETE", "/api/share-links/" + links.get(2).get("id").asString());
        for (int number : new int[] {0, 2}) {
            world.database()
                    .sql("""
                            update share_links set expires_at = now() + interval '1 day',
                                mailed_at = now() - interval '13 days' where id = ?::uuid""")
                    .param(links.get(number).get("id").asString())
                    .update();
        }
        reminders.send();
        reminders.send();
        var reminder =
                await().atMost(30, SECONDS).until(() -> Mailbox.messagesTo(due), mails -> mails.size() == 2).stream()
                        .filter(mail -> mail.subject().contains("offen"))
                        .findFirst();
        assertThat(reminder).isPresent();
        assertThat(Mailbox.messagesTo(early)).hasSize(1);
        assertThat(Mailbox.messagesTo(revoked)).hasSize(1);
    }

    @Test
    void whoStandsBeforeADeadLinkCanAsk() {
        var photographer = address("photographer");
        known(owner, photographer);
        var link = world.share(world.scene(owner, 1), Map.of());
        world.as(owner, "DELETE", "/api/share-links/" + link.id());
        var question = Map.of("name", "Eva <x>", "email", "eva@example.org", "message", HOSTILE);
        var path = link.path() + "/inquiries";
        assertThat(world.browser().post(path, question).status()).isEqualTo(204);
        var mail = letter(photographer);
        assertThat(mail.subject()).isEqualTo("Eva <x> asks about Wedding");
        assertThat(mail.html()).contains("&lt;b&gt;Hi&lt;/b&gt;").doesNotContain("<b>Hi");
        assertThat(mail.text()).contains("second line", "eva@example.org");

        for (int more = 0; more < 4; more++) {
            assertThat(world.browser().post(path, question).status()).isEqualTo(204);
        }
        assertThat(world.browser().post(path, question).status()).isEqualTo(429);
        assertThat(world.browser()
                        .post(path, Map.of("name", "E\nBcc: x", "email", "eva@example.org", "message", "m"))
                        .status())
                .isEqualTo(400);
        assertThat(world.browser()
                        .post("/api/view/" + "A".repeat(64) + "/inquiries", question)
                        .status())
                .isEqualTo(404);
    }
}
