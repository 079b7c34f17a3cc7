package vitrine.share.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vitrine.share.EventSchemas;
import vitrine.share.MediaStandIn;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Answer;
import vitrine.share.World.Link;
import vitrine.share.World.Person;

/** Many photos at once, taken home from a link. */
@RunningShareService
class DownloadingTest {

    private final World world;
    private final Person owner = Person.photographer();

    DownloadingTest(World world) {
        this.world = world;
    }

    @AfterEach
    void mediaIsWell() {
        MediaStandIn.answers(201);
    }

    private static Answer prepare(World.Browser browser, Link link, Object body) {
        return browser.post(link.path() + "/downloads", body);
    }

    private World.Browser visitor(Link link) {
        var browser = world.browser();
        browser.get(link.path());
        return browser;
    }

    private static MediaStandIn.Order orderOf(Answer prepared) {
        return MediaStandIn.orders().stream()
                .filter(order -> order.id().toString().equals(prepared.text("id")))
                .findFirst()
                .orElseThrow();
    }

    private long downloads(Link link) {
        return world.as(owner, "GET", "/api/share-links/" + link.id())
                .body()
                .get("downloads")
                .asLong();
    }

    @Test
    void allPhotosAreOrderedInTheLinksName() {
        var link = world.share(world.scene(owner, 3), Map.of());
        var prepared = prepare(visitor(link), link, Map.of("size", "original"));

        assertThat(prepared.status()).isEqualTo(201);
        assertThat(prepared.text("url"))
                .isEqualTo("http://share.localhost:8080" + link.path() + "/downloads/" + prepared.text("id"));
        assertThat(prepared.body().get("size_bytes").asLong()).isEqualTo(123456);
        assertThat(prepared.body().get("photo_count").asInt()).isEqualTo(3);
        var order = orderOf(prepared);
        assertThat(order.query()).startsWith("g=l." + link.id() + ".1&e=");
        assertThat(order.body().get("filename").asString()).isEqualTo("Wedding.zip");
        assertThat(order.body().get("size").asString()).isEqualTo("original");
        assertThat(order.body().at("/photos/1/name").asString()).isEqualTo("DSC_0001.jpg");
        assertThat(order.body().at("/photos/1/key").asString())
                .isEqualTo(owner.id() + "/" + link.scene().photos().get(1) + ".jpg");
    }

    @Test
    void aSelectionHasItsOwnOrderAndNoPhotoOfAnotherGalleryOrHiddenOne() {
        var scene = world.scene(owner, 3);
        var other = world.scene(owner, 1);
        var link = world.share(scene, Map.of());
        var browser = visitor(link);
        var ids = List.of(scene.photos().get(2), scene.photos().get(0));
        var prepared = prepare(browser, link, Map.of("size", "web", "photo_ids", ids));
        assertThat(orderOf(prepared).body().at("/photos/0/name").asString()).isEqualTo("DSC_0002.jpg");
        assertThat(orderOf(prepared).body().get("photos").size()).isEqualTo(2);

        var foreign = Map.of(
                "size",
                "web",
                "photo_ids",
                List.of(scene.photos().get(0), other.photos().get(0)));
        assertThat(prepare(browser, link, foreign).status()).isEqualTo(404);

        var hidden = world.photo(scene.photos().get(1), scene.gallery(), owner, 1);
        hidden.put("hidden", true);
        world.announce("photo.saved.v1", scene.photos().get(1), 2, hidden);
        world.settle();
        assertThat(prepare(
                                browser,
                                link,
                                Map.of(
                                        "size",
                                        "web",
                                        "photo_ids",
                                        List.of(scene.photos().get(1))))
                        .status())
                .isEqualTo(404);
        assertThat(orderOf(prepare(browser, link, Map.of("size", "web")))
                        .body()
                        .get("photos")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aPreviewLinkGivesNothingAndAWebLinkNoOriginals() {
        var scene = world.scene(owner, 2);
        var preview = world.share(scene, Map.of("access_level", "preview"));
        assertThat(prepare(visitor(preview), preview, Map.of("size", "web")).status())
                .isEqualTo(403);

        var web = world.share(scene, Map.of("download_size", "web"));
        var browser = visitor(web);
        assertThat(browser.get(web.path()).body().get("download_sizes").toString())
                .isEqualTo("[\"web\"]");
        assertThat(prepare(browser, web, Map.of("size", "original")).status()).isEqualTo(403);
        assertThat(prepare(browser, web, Map.of("size", "web")).status()).isEqualTo(201);
        assertThat(browser.get(web.photo(0, "download")).header("Location")).contains(".jpg/preview?");
    }

    @Test
    void aPasswordAndALimitHoldHereToo() {
        var scene = world.scene(owner, 1);
        var locked = world.share(scene, Map.of("password", "correct horse 1"));
        assertThat(prepare(world.browser(), locked, Map.of("size", "web")).status())
                .isEqualTo(401);
        var limited = world.share(scene, Map.of("max_views", 1));
        assertThat(prepare(world.browser(), limited, Map.of("size", "web")).status())
                .isEqualTo(401);
        var first = visitor(limited);
        assertThat(prepare(first, limited, Map.of("size", "web")).status()).isEqualTo(201);
    }

    @Test
    void countsOnceHoweverOftenItIsTakenUp() throws Exception {
        var link = world.share(world.scene(owner, 3), Map.of());
        var browser = visitor(link);
        var prepared = prepare(browser, link, Map.of("size", "original"));
        assertThat(downloads(link)).isZero();
        var path = link.path() + "/downloads/" + prepared.text("id");
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = many.invokeAll(java.util.Collections.nCopies(8, (Callable<Answer>) () -> browser.get(path)));
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(303);
                assertThat(answer.get().header("Location"))
                        .startsWith(
                                "http://media.localhost:8080/z/" + prepared.text("id") + "?g=l." + link.id() + ".1&e=");
            }
        }
        assertThat(browser.request("HEAD", path, null).status()).isEqualTo(405);
        assertThat(downloads(link)).isEqualTo(1);
        var event = world.published("share.zip.downloaded.v1", java.util.UUID.fromString(prepared.text("id")))
                .getFirst();
        EventSchemas.assertValid(event);
        assertThat(event.at("/data/photo_ids").size()).isEqualTo(3);
    }

    @Test
    void isGoneWhenAccessIsWithdrawnAndOnlyAtItsLink() {
        var scene = world.scene(owner, 1);
        var link = world.share(scene, Map.of());
        var browser = visitor(link);
        var id = prepare(browser, link, Map.of("size", "web")).text("id");
        var other = world.share(scene, Map.of());
        assertThat(visitor(other).get(other.path() + "/downloads/" + id).status())
                .isEqualTo(404);

        world.as(owner, "PATCH", "/api/share-links/" + link.id(), Map.of("is_active", false));
        assertThat(browser.get(link.path() + "/downloads/" + id).status()).isEqualTo(410);
        world.as(owner, "PATCH", "/api/share-links/" + link.id(), Map.of("is_active", true));
        assertThat(browser.get(link.path() + "/downloads/" + id).status()).isEqualTo(404);
    }

    @Test
    void namesFollowTheStudiosWish() {
        var scene = world.scene(owner, 1);
        var photo = world.photo(scene.photos().getFirst(), scene.gallery(), owner, 0);
        photo.put("dated_name", "062026_1304_1A2B.jpg");
        world.announce("photo.saved.v1", scene.photos().getFirst(), 2, photo);
        var gallery = world.gallery(scene.gallery(), owner, "Wedding");
        gallery.put("download_names", "dated");
        world.announce("gallery.saved.v1", scene.gallery(), 2, gallery);
        world.settle();
        var link = world.share(scene, Map.of());
        var browser = visitor(link);
        assertThat(orderOf(prepare(browser, link, Map.of("size", "original")))
                        .body()
                        .at("/photos/0/name")
                        .asString())
                .isEqualTo("062026_1304_1A2B.jpg");
        assertThat(browser.get(link.photo(0, "download")).header("Location")).contains("&n=062026_1304_1A2B.jpg&");
    }

    @Test
    void saysSoWhenMediaServiceIsAway() {
        var link = world.share(world.scene(owner, 1), Map.of());
        var browser = visitor(link);
        MediaStandIn.answers(500);
        var refused = prepare(browser, link, Map.of("size", "web"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.type()).isEqualTo("unavailable");
        MediaStandIn.answers(422);
        assertThat(prepare(browser, link, Map.of("size", "web")).type()).isEqualTo("nothing-to-download");
    }

    @Test
    void refusesWhatIsNoRequest() {
        var link = world.share(world.scene(owner, 1), Map.of());
        var browser = visitor(link);
        for (var body : List.of(
                "{}",
                "{\"size\": \"huge\"}",
                "{\"size\": \"web\", \"photo_ids\": []}",
                "{\"size\": \"web\", \"photo_ids\": [null]}",
                "{\"size\": \"web\", \"photo_ids\": [\"a\"]}")) {
            assertThat(prepare(browser, link, body).status()).as(body).isEqualTo(400);
        }
    }
}
