package vitrine.share.branding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

@RunningShareService
class BrandingTest {

    private static final Path EXAMPLE = Path.of("../gallery-service/contracts/events/studio.branded.v1.example.json");

    private final World world;
    private final Brandings brandings;
    private final Person owner = Person.photographer();

    BrandingTest(World world, Brandings brandings) {
        this.world = world;
        this.brandings = brandings;
    }

    /** What gallery-service promises to announce, about this studio. */
    private void branded(long version, String footer) throws IOException {
        var event = UUID.randomUUID();
        var told = Files.readString(EXAMPLE)
                .replace("0199a1b2-4444-7000-8000-00000000000d", owner.studio().toString())
                .replaceAll("\"event_id\": \"[^\"]*\"", "\"event_id\": \"" + event + "\"")
                .replace("\"version\": 3", "\"version\": " + version)
                .replace("Weddings in the north since 2009", footer);
        world.announce("studio.branded.v1", event, told);
    }

    private void settled(String footer) {
        await().atMost(20, SECONDS).until(() -> {
            var branding = brandings.of(owner.studio());
            return branding != null && footer.equals(branding.footer());
        });
    }

    @Test
    void isSeenOnEveryPageOfALink() throws IOException {
        var scene = world.scene(owner, 1);
        var open = world.share(scene, Map.of());
        assertThat(world.browser()
                        .get(open.path())
                        .body()
                        .at("/studio/branding")
                        .isNull())
                .isTrue();
        branded(1, "Since 2009");
        settled("Since 2009");

        var looks = world.browser().get(open.path()).body().at("/studio/branding");
        assertThat(looks.at("/accent/dark").asString()).isEqualTo("#9DBDF5");
        assertThat(looks.get("font").asString()).isEqualTo("playfair");
        assertThat(looks.at("/logo/url").asString()).endsWith(".png");
        assertThat(looks.get("email").asString()).isEqualTo("hello@lumen.example.org");

        var locked = world.share(scene, Map.of("password", "geheim"));
        Answer asked = world.browser().get(locked.path());
        assertThat(asked.type()).isEqualTo("password-required");
        assertThat(asked.body().at("/branding/accent/name").asString()).isEqualTo("navy");
        assertThat(asked.text("studio_name")).isEqualTo("Studio Nord");
        var card = world.browser().get(locked.path() + "/card").body();
        assertThat(card.get("cover").asBoolean()).isFalse();
        assertThat(card.get("image").asString()).contains("/l/" + owner.studio() + "/");
        assertThat(card.get("color").asString()).isEqualTo("#1F3F77");

        world.as(owner, "DELETE", "/api/share-links/" + open.id(), null);
        Answer over = world.browser().get(open.path());
        assertThat(over.status()).isEqualTo(410);
        assertThat(over.body().at("/branding/logo/width").asInt()).isEqualTo(640);
    }

    @Test
    void theNewestCounts() throws IOException {
        branded(5, "The newest");
        branded(4, "Overtaken");
        branded(5, "Again");
        world.settle();
        settled("The newest");
        branded(6, "After that");
        settled("After that");
    }

    @Test
    void mailsWearIt() throws IOException {
        branded(1, "<b>Since</b> 2009");
        settled("<b>Since</b> 2009");
        var scene = world.scene(owner, 1);
        var anna = "anna-" + UUID.randomUUID() + "@localhost";
        world.as(
                owner,
                "POST",
                "/api/share-links/invitations",
                Map.of(
                        "link", Map.of("gallery_id", scene.gallery(), "access_level", "full", "expires_in_days", 14),
                        "recipients", List.of(anna),
                        "language", "en"));
        Mail mail = await().atMost(30, SECONDS)
                .until(() -> Mailbox.messagesTo(anna), mails -> !mails.isEmpty())
                .getFirst();
        assertThat(mail.html())
                .contains(
                        "background:#1F3F77",
                        "/l/" + owner.studio() + "/",
                        "alt=\"Studio Nord\"",
                        "width=\"240\"",
                        "height=\"60\"",
                        "Playfair Display",
                        "&lt;b&gt;Since&lt;/b&gt; 2009",
                        "hello@lumen.example.org")
                .doesNotContain("<b>Since");
        assertThat(mail.text()).contains("https://lumen.example.org", "+49 40 123456");
    }

    @Test
    void goesWithTheStudioAndDoesNotComeBack() throws IOException {
        branded(1, "Was here");
        settled("Was here");
        world.announce(
                "account.deleted.v1",
                owner.id(),
                9,
                Map.of("account_id", owner.id(), "studio_id", owner.studio(), "studio_deleted", true));
        await().atMost(20, SECONDS).until(() -> brandings.of(owner.studio()) == null);
        branded(2, "Too late");
        world.settle();
        assertThat(brandings.of(owner.studio())).isNull();
    }
}
