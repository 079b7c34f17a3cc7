package vitrine.share.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Answer;
import vitrine.share.World.Link;
import vitrine.share.World.Person;
import vitrine.share.World.Scene;

/** Sets that a link shows, the PIN of its downloads, its QR code and what others show of it. */
@RunningShareService
class LinkOptionsTest {

    private final World world;
    private final Person owner = Person.photographer();

    LinkOptionsTest(World world) {
        this.world = world;
    }

    private record Divided(Scene scene, UUID ceremony, UUID party) {}

    /** Three photos: one in no set, one at the ceremony, one at the party. */
    private Divided divided() {
        var scene = world.scene(owner, 3);
        var ceremony = World.id();
        var party = World.id();
        var gallery = world.gallery(scene.gallery(), owner, "Wedding");
        gallery.put("sets", List.of(Map.of("id", ceremony, "name", "Ceremony"), Map.of("id", party, "name", "Party")));
        world.announce("gallery.saved.v1", scene.gallery(), 2, gallery);
        var sets = List.of(ceremony, party);
        for (int number = 1; number < 3; number++) {
            var photo = world.photo(scene.photos().get(number), scene.gallery(), owner, number);
            photo.put("set_id", sets.get(number - 1));
            world.announce("photo.saved.v1", scene.photos().get(number), 2, photo);
        }
        world.settle();
        return new Divided(scene, ceremony, party);
    }

    private List<String> shown(World.Browser browser, Link link) {
        var ids = new ArrayList<String>();
        browser.get(link.path() + "/photos")
                .body()
                .get("items")
                .forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }

    /** Row 5: what a link does not show is not to be had by any of its routes. */
    @Test
    void onlyTheSetsOfTheLinkAreShown() {
        var divided = divided();
        var link = world.share(divided.scene(), Map.of("set_ids", List.of(divided.party())));
        var browser = world.browser();
        var view = browser.get(link.path()).body().get("gallery");

        assertThat(view.get("photo_count").asInt()).isEqualTo(1);
        assertThat(view.get("sets").size()).isEqualTo(1);
        assertThat(view.get("cover").get("id").asString())
                .isEqualTo(divided.scene().photos().get(2).toString());
        assertThat(shown(browser, link))
                .containsExactly(divided.scene().photos().get(2).toString());
        assertThat(browser.get(link.path() + "/photos?set=" + divided.ceremony())
                        .body()
                        .get("items")
                        .isEmpty())
                .isTrue();
        for (int hidden = 0; hidden < 2; hidden++) {
            assertThat(browser.get(link.photo(hidden, "download")).status()).isEqualTo(404);
            assertThat(browser.post(link.photo(hidden, "viewed"), null).status())
                    .isEqualTo(404);
            assertThat(browser.post(
                                    link.path() + "/downloads",
                                    Map.of(
                                            "size",
                                            "web",
                                            "photo_ids",
                                            List.of(divided.scene().photos().get(hidden))))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(browser.post(link.path() + "/downloads", Map.of("size", "web"))
                        .body()
                        .get("photo_count")
                        .asInt())
                .isEqualTo(1);

        var narrowed = world.as(
                owner, "PATCH", "/api/share-links/" + link.id(), Map.of("set_ids", List.of(divided.ceremony())));
        assertThat(narrowed.body().get("set_ids").get(0).asString())
                .isEqualTo(divided.ceremony().toString());
        assertThat(world.published("share.link.revoked.v1", link.id())).hasSize(1);
        assertThat(shown(browser, link))
                .containsExactly(divided.scene().photos().get(1).toString());
        var all = new HashMap<String, Object>();
        all.put("set_ids", null);
        world.as(owner, "PATCH", "/api/share-links/" + link.id(), all);
        assertThat(shown(browser, link)).hasSize(3);
    }

    @Test
    void setsOfOthersAreNone() {
        var divided = divided();
        for (var sets : List.of(List.of(World.id()), List.of())) {
            var refused = world.as(
                    owner,
                    "POST",
                    "/api/share-links",
                    Map.of("gallery_id", divided.scene().gallery(), "access_level", "full", "set_ids", sets));
            assertThat(refused.status()).isEqualTo(400);
        }
        var link = world.share(divided.scene(), Map.of());
        assertThat(world.as(
                                owner,
                                "PATCH",
                                "/api/share-links/" + link.id(),
                                Map.of("set_ids", List.of(divided.party(), World.id())))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void downloadsAskForTheirPin() {
        var link = world.share(world.scene(owner, 2), Map.of("download_pin", "4711"));
        var browser = world.browser();
        assertThat(browser.get(link.path()).body().get("pin_required").asBoolean())
                .isTrue();
        assertThat(shown(browser, link)).hasSize(2);
        requireClosed(browser, link);

        assertThat(browser.post(link.path() + "/downloads/unlock", Map.of("pin", "4712"))
                        .type())
                .isEqualTo("wrong-pin");
        requireClosed(browser, link);
        assertThat(browser.post(link.path() + "/downloads/unlock", Map.of("pin", "4711"))
                        .status())
                .isEqualTo(204);
        assertThat(browser.get(link.path()).body().get("pin_required").asBoolean())
                .isFalse();
        assertThat(browser.get(link.photo(0, "download")).status()).isEqualTo(303);
        assertThat(browser.post(link.path() + "/downloads", Map.of("size", "web"))
                        .status())
                .isEqualTo(201);

        // Another one takes it back from who had the former, and its tries are not those of the password.
        world.as(owner, "PATCH", "/api/share-links/" + link.id(), Map.of("download_pin", "999999", "password", "x"));
        browser.post(link.path() + "/unlock", Map.of("password", "x"));
        requireClosed(browser, link);
        for (int tries = 0; tries < 10; tries++) {
            browser.post(link.path() + "/downloads/unlock", Map.of("pin", "0000"));
        }
        assertThat(browser.post(link.path() + "/downloads/unlock", Map.of("pin", "999999"))
                        .status())
                .isEqualTo(429);
        assertThat(world.browser()
                        .post(link.path() + "/unlock", Map.of("password", "x"))
                        .status())
                .isEqualTo(204);
        assertThat(world.as(owner, "PATCH", "/api/share-links/" + link.id(), Map.of("download_pin", "12a4"))
                        .status())
                .isEqualTo(400);
    }

    private void requireClosed(World.Browser browser, Link link) {
        assertThat(browser.get(link.photo(0, "download")).type()).isEqualTo("pin-required");
        assertThat(browser.post(link.path() + "/downloads", Map.of("size", "web"))
                        .type())
                .isEqualTo("pin-required");
    }

    @Test
    void othersShowACardOfIt() {
        var scene = world.scene(owner, 1);
        var link = world.share(scene, Map.of());
        var card = world.browser().get(link.path() + "/card");
        assertThat(card.text("title")).isEqualTo("Wedding");
        assertThat(card.text("image")).isEqualTo("http://share.localhost:8080" + link.path() + "/cover");
        var cover = world.browser().get(link.path() + "/cover");
        assertThat(cover.status()).isEqualTo(303);
        assertThat(cover.header("Location")).contains(scene.photos().getFirst().toString());
        assertThat(world.browser()
                        .get(world.share(scene, Map.of("access_level", "preview"))
                                        .path() + "/cover")
                        .header("Location"))
                .contains("watermarked");

        var locked = world.share(scene, Map.of("password", "x"));
        var lockedCard = world.browser().get(locked.path() + "/card");
        assertThat(lockedCard.text("title")).isEqualTo("Studio Nord");
        assertThat(lockedCard.body().get("image").isNull()).isTrue();
        assertThat(lockedCard.response().body()).doesNotContain("Wedding");
        var limited = world.share(scene, Map.of("max_views", 1));
        for (var without : List.of(locked, limited)) {
            assertThat(world.browser().get(without.path() + "/cover").status()).isEqualTo(404);
        }
        // Nobody has looked yet.
        for (var each : List.of(link, limited)) {
            assertThat(link(each).body().get("views").asLong()).isZero();
        }
        world.as(owner, "DELETE", "/api/share-links/" + link.id());
        assertThat(world.browser().get(link.path() + "/cover").status()).isEqualTo(410);
        assertThat(world.browser().get(link.path() + "/card").status()).isEqualTo(410);
    }

    private Answer link(Link link) {
        return world.as(owner, "GET", "/api/share-links/" + link.id());
    }

    @Test
    void isPrintedAsAQrCode() {
        var link = world.share(world.scene(owner, 0), Map.of());
        var code = world.as(owner, "GET", "/api/share-links/" + link.id() + "/qr.svg");
        assertThat(code.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(code.response().body()).startsWith("<svg").doesNotContain("<script");
        assertThat(world.as(Person.photographer(), "GET", "/api/share-links/" + link.id() + "/qr.svg")
                        .status())
                .isEqualTo(404);
        assertThat(world.as(null, "GET", "/api/share-links/" + link.id() + "/qr.svg")
                        .status())
                .isEqualTo(401);
    }
}
