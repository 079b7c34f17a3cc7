package vitrine.share.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vitrine.share.EventSchemas;
import vitrine.share.GalleryStandIn;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Person;

@RunningShareService
class SharingTest {

    private static final String LINKS = "/api/share-links";

    private final World world;

    SharingTest(World world) {
        this.world = world;
    }

    @Nested
    class Roles {

        private final Person owner = Person.photographer();

        /** Everyone against every route; what is there and not theirs is not there for them. */
        @ParameterizedTest
        @CsvSource({
            "guest, 401, 401",
            "viewer, 403, 403",
            "user, 403, 403",
            "viewer of the studio, 403, 403",
            "user of the studio, 403, 403",
            "stranger, 404, 200",
            "photographer without studio, 404, 200",
            "colleague, 200, 200",
            "owner, 200, 200",
            "admin, 200, 200"
        })
        void matrix(String who, int onTheLink, int onTheList) {
            var scene = world.scene(owner, 0);
            var link = world.share(scene, Map.of());
            var person = person(who);
            var one = LINKS + "/" + link.id();

            var issued = world.as(person, "POST", LINKS, request(scene.gallery()));
            assertThat(issued.status()).isEqualTo(onTheLink == 200 ? 201 : onTheLink);
            assertThat(world.as(person, "GET", one).status()).isEqualTo(onTheLink);
            assertThat(world.as(person, "PATCH", one, Map.of("max_views", 5)).status())
                    .isEqualTo(onTheLink);
            var list = world.as(person, "GET", "/api/shares?gallery_id=" + scene.gallery());
            assertThat(list.status()).isEqualTo(onTheList);
            if (onTheList == 200) {
                assertThat(list.body().get("items").size()).isEqualTo(onTheLink == 200 ? 2 : 0);
            }
            assertThat(world.as(person, "DELETE", one).status()).isEqualTo(onTheLink == 200 ? 204 : onTheLink);
            if (onTheLink != 200) {
                assertThat(issued.type())
                        .isEqualTo(onTheLink == 401 ? "unauthorized" : onTheLink == 403 ? "forbidden" : "not-found");
                assertThat(world.as(owner, "GET", one).text("state")).isEqualTo("active");
                assertThat(world.as(owner, "GET", one).body().get("max_views").isNull())
                        .isTrue();
            }
        }

        private Person person(String who) {
            return switch (who) {
                case "guest" -> null;
                case "viewer", "user" -> Person.with(null, who);
                case "viewer of the studio" -> Person.with(owner.studio(), "viewer");
                case "user of the studio" -> Person.with(owner.studio(), "user");
                case "stranger" -> Person.photographer();
                case "photographer without studio" -> Person.with(null, "photographer");
                case "colleague" -> Person.with(owner.studio(), "photographer");
                case "owner" -> owner;
                case "admin" -> Person.with(null, "admin");
                default -> throw new IllegalArgumentException(who);
            };
        }
    }

    @Nested
    class Issuing {

        private final Person owner = Person.photographer();

        @Test
        void answersTheWholeLink() {
            var scene = world.scene(owner, 1);
            var answer = world.as(
                    owner,
                    "POST",
                    LINKS,
                    Map.of(
                            "gallery_id",
                            scene.gallery(),
                            "access_level",
                            "preview",
                            "expires_in_days",
                            14,
                            "max_views",
                            3,
                            "password",
                            "päßword",
                            "recipient_email",
                            "client@localhost",
                            "message",
                            "Hello <b>you</b>,\nhave fun",
                            "something_else",
                            true));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("Location")).isEqualTo(LINKS + "/" + answer.text("id"));
            assertThat(answer.text("token")).matches("[A-Za-z0-9_-]{64}");
            assertThat(answer.text("url")).isEqualTo("http://share.localhost:8080/view/" + answer.text("token"));
            assertThat(answer.text("gallery_name")).isEqualTo("Wedding");
            assertThat(answer.text("state")).isEqualTo("active");
            assertThat(answer.body().get("is_active").asBoolean()).isTrue();
            assertThat(answer.body().get("has_password").asBoolean()).isTrue();
            assertThat(answer.text("message")).isEqualTo("Hello <b>you</b>,\nhave fun");
            assertThat(answer.body().at("/created_by/id").asString())
                    .isEqualTo(owner.id().toString());
            assertThat(Instant.parse(answer.text("expires_at")))
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(14)).minusSeconds(60),
                            Instant.now().plus(Duration.ofDays(14)));
            assertThat(answer.response().body()).doesNotContain("password_hash").doesNotContain("päßword");
        }

        @Test
        void neverExpiresUnlessAsked() {
            var scene = world.scene(owner, 0);
            for (var body : List.of(
                    Map.of("gallery_id", scene.gallery(), "access_level", "full"),
                    withNull(Map.of("gallery_id", scene.gallery(), "access_level", "full"), "expires_in_days"))) {
                var answer = world.as(owner, "POST", LINKS, body);
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.body().get("expires_at").isNull()).isTrue();
            }
        }

        @Test
        void keepsNeitherTokenNorPasswordReadable() {
            var link = world.share(world.scene(owner, 0), Map.of("password", "let me in 42"));
            var row = world.database()
                    .sql("select l::text from share_links l where id = ?")
                    .param(link.id())
                    .query(String.class)
                    .single();
            assertThat(row)
                    .doesNotContain(link.token())
                    .doesNotContain("let me in")
                    .contains("$2a$12$");
        }

        @Test
        void tokensAreNeverTheSame() {
            var scene = world.scene(owner, 0);
            assertThat(world.share(scene, Map.of()).token())
                    .isNotEqualTo(world.share(scene, Map.of()).token());
        }

        static List<Map<String, Object>> notAcceptable() {
            var many = new ArrayList<Map<String, Object>>();
            for (var days : List.of(2, 0, -1, 365, "7", 1.5, "x", List.of(1))) {
                many.add(Map.of("expires_in_days", days));
            }
            for (var views : List.of(0, -5, 2_000_000, 99999999999L, "3", 2.5)) {
                many.add(Map.of("max_views", views));
            }
            for (var level : List.of("", "FULL", "original", 1)) {
                many.add(Map.of("access_level", level));
            }
            many.add(Map.of("password", ""));
            many.add(Map.of("password", "x".repeat(73)));
            many.add(Map.of("password", "ä".repeat(37)));
            many.add(Map.of("password", "a\0b"));
            many.add(Map.of("password", "x".repeat(1_000_000)));
            many.add(Map.of("recipient_email", "nobody"));
            many.add(Map.of("recipient_email", "a\0@localhost"));
            many.add(Map.of("recipient_email", "a@localhost\r\nBcc: b@localhost"));
            many.add(Map.of("recipient_email", "a".repeat(300) + "@localhost"));
            many.add(Map.of("message", "a\0b"));
            many.add(Map.of("message", "x".repeat(2001)));
            many.add(Map.of("gallery_id", "not-a-uuid"));
            many.add(Map.of("gallery_id", 7));
            many.add(Map.of("gallery_id", "\0"));
            return many;
        }

        @ParameterizedTest
        @MethodSource("notAcceptable")
        void wrongFieldsAreNamed(Map<String, Object> wrong) {
            var body = new HashMap<String, Object>(request(UUID.randomUUID()));
            body.putAll(wrong);
            var answer = world.as(owner, "POST", LINKS, body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.type()).isEqualTo("validation");
            assertThat(answer.body().at("/errors/0/field").asString())
                    .isEqualTo(wrong.keySet().iterator().next());
            assertThat(answer.text("trace_id")).isNotEmpty();
            assertThat(answer.response().body().length()).isLessThan(1000);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "{", "[]", "null", "\"text\"", "{\"gallery_id\": }", "{\"a\":\"\\u00zz\"}", "\0", "{}"})
        void bodiesThatAreNone(String body) {
            var answer = world.as(owner, "POST", LINKS, body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.type()).isIn("malformed-request", "validation");
        }

        @Test
        void missingFieldsAreNamed() {
            var answer = world.as(owner, "POST", LINKS, Map.of());
            assertThat(answer.response().body()).contains("\"gallery_id\"").contains("\"access_level\"");
        }

        @Test
        void otherContentTypesAndHugeBodies() {
            var wrongType = world.send(
                    "POST",
                    LINKS,
                    null,
                    request -> request.header("Authorization", "Bearer " + owner.token())
                            .header("Content-Type", "text/plain")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("hello")));
            assertThat(wrongType.status()).isEqualTo(415);
            assertThat(wrongType.type()).isEqualTo("unsupported-media-type");

            var huge = "{\"message\": \"" + "x".repeat(3_000_000) + "\"}";
            assertThat(world.as(owner, "POST", LINKS, huge).status()).isEqualTo(413);
            var chunked = world.send(
                    "POST",
                    LINKS,
                    null,
                    request -> request.header("Authorization", "Bearer " + owner.token())
                            .header("Content-Type", "application/json")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                                    () -> new java.io.ByteArrayInputStream(huge.getBytes()))));
            assertThat(chunked.status()).isEqualTo(413);
            assertThat(chunked.type()).isEqualTo("too-large");
        }

        @Test
        void loneSurrogatesDoNoHarm() {
            var scene = world.scene(owner, 0);
            var answer = world.as(owner, "POST", LINKS, """
                    {"gallery_id": "%s", "access_level": "full", "message": "a\\ud800b"}""".formatted(scene.gallery()));
            assertThat(answer.status()).isIn(201, 400);
        }
    }

    @Nested
    class GalleriesNotHeardOf {

        private final Person owner = Person.photographer();

        @Test
        void areAskedForWithTheCallersToken() {
            var gallery = World.id();
            GalleryStandIn.knows(gallery, owner.studio(), "Brand new");
            var answer = world.as(owner, "POST", LINKS, request(gallery));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.text("gallery_name")).isEqualTo("Brand new");
            assertThat(GalleryStandIn.askedBy().getLast()).startsWith("Bearer ey");

            // What is announced later counts more.
            world.announce("gallery.saved.v1", gallery, 1, world.gallery(gallery, owner, "Renamed"));
            world.settle();
            assertThat(world.as(owner, "GET", LINKS + "/" + answer.text("id")).text("gallery_name"))
                    .isEqualTo("Renamed");
        }

        @Test
        void ofAnotherStudioAreNotThere() {
            var gallery = World.id();
            GalleryStandIn.knows(gallery, UUID.randomUUID(), "Theirs");
            assertThat(world.as(owner, "POST", LINKS, request(gallery)).status())
                    .isEqualTo(404);
        }

        @Test
        void thatGalleryServiceDoesNotKnowEither() {
            assertThat(world.as(owner, "POST", LINKS, request(World.id())).status())
                    .isEqualTo(404);
        }

        @Test
        void cannotBeSharedWhileGalleryServiceIsDownButOthersCan() {
            var scene = world.scene(owner, 1);
            GalleryStandIn.fails(true);
            try {
                var started = System.nanoTime();
                for (int i = 0; i < 8; i++) { // the breaker opens on the way
                    var answer = world.as(owner, "POST", LINKS, request(World.id()));
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.type()).isEqualTo("unavailable");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));

                var link = world.share(scene, Map.of());
                assertThat(world.browser().get(link.path()).status()).isEqualTo(200);
                assertThat(world.browser()
                                .get(link.path() + "/photos")
                                .body()
                                .get("items")
                                .size())
                        .isEqualTo(1);
            } finally {
                GalleryStandIn.fails(false);
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(15))
                        .until(() -> world.as(owner, "POST", LINKS, request(World.id()))
                                        .status()
                                == 404);
            }
        }
    }

    @Nested
    class Changing {

        private final Person owner = Person.photographer();

        @Test
        void whatWasSharedIsAnnouncedWithoutTheTokenThatOpensIt() {
            var link = world.share(world.scene(owner, 0), Map.of("recipient_email", "ada@example.org"));
            var event = world.published("share.link.created.v1", link.id()).getFirst();
            EventSchemas.assertValid(event);
            assertThat(event.at("/data/created_by").asString())
                    .isEqualTo(owner.id().toString());
            assertThat(event.at("/data/recipient_email").asString()).isEqualTo("ada@example.org");
            assertThat(event.toString()).doesNotContain(link.token());
        }

        @Test
        void offRevokesTheMediaUrlsAndOnBringsTheLinkBack() {
            var link = world.share(world.scene(owner, 1), Map.of());
            var off = change(link, Map.of("is_active", false));
            assertThat(off.text("state")).isEqualTo("off");
            assertThat(world.browser().get(link.path()).type()).isEqualTo("link-revoked");
            var event = world.published("share.link.revoked.v1", link.id()).getFirst();
            assertThat(event.at("/data/grant").asString()).isEqualTo("l." + link.id() + ".1");
            assertThat(event.at("/data/gallery_id").asString())
                    .isEqualTo(link.scene().gallery().toString());
            EventSchemas.assertValid(event);

            assertThat(change(link, Map.of("is_active", true)).text("state")).isEqualTo("active");
            var view = world.browser().get(link.path());
            assertThat(view.body().at("/gallery/cover/urls/preview").asString()).contains("g=l." + link.id() + ".2&");
        }

        @Test
        void againOffAnnouncesNothingMore() {
            var link = world.share(world.scene(owner, 0), Map.of());
            change(link, Map.of("is_active", false));
            change(link, Map.of("is_active", false));
            change(link, Map.of("is_active", true));
            change(link, Map.of("is_active", false));
            var events = world.published("share.link.revoked.v1", link.id(), 2);
            assertThat(events)
                    .extracting(event -> event.at("/data/grant").asString())
                    .containsExactly("l." + link.id() + ".1", "l." + link.id() + ".2");
            assertThat(events.get(0).get("version").asLong())
                    .isLessThan(events.get(1).get("version").asLong());
        }

        @Test
        void revokedForGood() {
            var link = world.share(world.scene(owner, 0), Map.of());
            var path = LINKS + "/" + link.id();
            assertThat(world.as(owner, "DELETE", path).status()).isEqualTo(204);
            assertThat(world.as(owner, "DELETE", path).status()).isEqualTo(204);
            assertThat(world.as(owner, "GET", path).text("state")).isEqualTo("revoked");
            assertThat(world.as(owner, "PATCH", path, Map.of("is_active", true)).status())
                    .isEqualTo(409);
            assertThat(world.published("share.link.revoked.v1", link.id())).hasSize(1);
            assertThat(world.as(owner, "GET", "/api/shares")
                            .body()
                            .at("/items/0/id")
                            .asString())
                    .isEqualTo(link.id().toString());
        }

        @Test
        void fieldsNotNamedStayAndNullLifts() {
            var link = world.share(world.scene(owner, 0), Map.of("max_views", 9, "password", "first"));
            var changed = change(link, Map.of("expires_in_days", 30));
            assertThat(changed.body().get("max_views").asInt()).isEqualTo(9);
            assertThat(changed.body().get("has_password").asBoolean()).isTrue();
            assertThat(Instant.parse(changed.text("expires_at")))
                    .isAfter(Instant.now().plus(Duration.ofDays(29)));

            var lifted =
                    change(link, withNull(withNull(withNull(Map.of(), "max_views"), "password"), "expires_in_days"));
            assertThat(lifted.body().get("max_views").isNull()).isTrue();
            assertThat(lifted.body().get("expires_at").isNull()).isTrue();
            assertThat(lifted.body().get("has_password").asBoolean()).isFalse();
        }

        @Test
        void anotherPasswordLocksOutWhoKnewTheFormer() {
            var link = world.share(world.scene(owner, 1), Map.of("password", "first"));
            var browser = world.browser();
            assertThat(browser.post(link.path() + "/unlock", Map.of("password", "first"))
                            .status())
                    .isEqualTo(204);
            assertThat(browser.get(link.path() + "/photos").status()).isEqualTo(200);

            change(link, Map.of("password", "second"));
            assertThat(browser.get(link.path() + "/photos").type()).isEqualTo("password-required");
            assertThat(browser.post(link.path() + "/unlock", Map.of("password", "first"))
                            .type())
                    .isEqualTo("wrong-password");
            assertThat(world.published("share.link.revoked.v1", link.id())).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"expires_in_days\": 2}",
                    "{\"max_views\": 0}",
                    "{\"password\": \"\"}",
                    "{\"password\": \"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhh\"}",
                    "{\"is_active\": \"yes\"}",
                    "{\"max_views\": {}}",
                    "nonsense"
                })
        void wrongChangesChangeNothing(String body) {
            var link = world.share(world.scene(owner, 0), Map.of());
            var before =
                    world.as(owner, "GET", LINKS + "/" + link.id()).response().body();
            assertThat(world.as(owner, "PATCH", LINKS + "/" + link.id(), body).status())
                    .isEqualTo(400);
            assertThat(world.as(owner, "GET", LINKS + "/" + link.id())
                            .response()
                            .body())
                    .isEqualTo(before);
        }

        private World.Answer change(World.Link link, Map<String, Object> change) {
            var answer = world.as(owner, "PATCH", LINKS + "/" + link.id(), change);
            assertThat(answer.status()).isEqualTo(200);
            return answer;
        }
    }

    @Nested
    class History {

        private final Person owner = Person.photographer();

        @Test
        void pagesNewestFirstAndByGallery() {
            var first = world.scene(owner, 0);
            var second = world.scene(owner, 0);
            var newestFirst = new ArrayList<String>();
            for (int i = 0; i < 7; i++) {
                newestFirst.addFirst(
                        world.share(i % 2 == 0 ? first : second, Map.of()).id().toString());
            }
            assertThat(walk("/api/shares?limit=3")).isEqualTo(newestFirst);
            assertThat(walk("/api/shares?limit=2&gallery_id=" + second.gallery()))
                    .hasSize(3);
            assertThat(walk("/api/shares?gallery_id=" + World.id())).isEmpty();
        }

        @Test
        void aCursorCarriesNoRights() {
            var scene = world.scene(owner, 0);
            world.share(scene, Map.of());
            world.share(scene, Map.of());
            var cursor = world.as(owner, "GET", "/api/shares?limit=1").text("next_cursor");
            var stranger = world.as(Person.photographer(), "GET", "/api/shares?limit=1&cursor=" + cursor);
            assertThat(stranger.body().get("items").isEmpty()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "limit=0",
                    "limit=201",
                    "limit=x",
                    "limit=99999999999",
                    "cursor=%00",
                    "cursor=abc",
                    "cursor=***",
                    "cursor=",
                    "gallery_id=x",
                    "gallery_id=%00"
                })
        void wrongQueries(String query) {
            var answer = world.as(owner, "GET", "/api/shares?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.type()).isIn("validation", "malformed-request");
        }

        private List<String> walk(String path) {
            var ids = new ArrayList<String>();
            var next = path;
            while (next != null) {
                var page = world.as(owner, "GET", next);
                assertThat(page.status()).isEqualTo(200);
                page.body().get("items").forEach(link -> ids.add(link.get("id").asString()));
                next = page.body().get("next_cursor").isNull() ? null : path + "&cursor=" + page.text("next_cursor");
            }
            return ids;
        }
    }

    private static Map<String, Object> request(UUID gallery) {
        return Map.of("gallery_id", gallery, "access_level", "full", "expires_in_days", 7);
    }

    private static Map<String, Object> withNull(Map<String, Object> body, String field) {
        var copy = new HashMap<String, Object>(body);
        copy.put(field, null);
        return copy;
    }
}
