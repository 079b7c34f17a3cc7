package vitrine.share.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vitrine.share.EventSchemas;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Answer;
import vitrine.share.World.Link;
import vitrine.share.World.Person;

@RunningShareService
class ViewingTest {

    private final World world;
    private final Person owner = Person.photographer();

    ViewingTest(World world) {
        this.world = world;
    }

    @Nested
    class WhatDevicesKeep {

        @Test
        void aMonthButNeverBeyondTheLinkOrItsPassword() {
            var now = Instant.now();
            var day = Duration.ofDays(1);
            assertThat(keptUntil(Map.of("expires_in_days", 90)))
                    .isBetween(now.plus(day.multipliedBy(29)), now.plus(day.multipliedBy(31)));
            assertThat(keptUntil(Map.of("expires_in_days", 3)))
                    .isBetween(
                            now.plus(day.multipliedBy(3)).minusSeconds(1),
                            now.plus(day.multipliedBy(3)).plusSeconds(60));
            assertThat(keptUntil(Map.of("password", "secret")))
                    .isBetween(now, now.plus(day).plusSeconds(60));
        }

        /** Or looking again without a connection would go past the limit. */
        @Test
        void nothingWhereEachLookCounts() {
            var link = world.share(world.scene(owner, 1), Map.of("max_views", 5));
            assertThat(world.browser().get(link.path()).body().get("kept_until").isNull())
                    .isTrue();
        }

        private Instant keptUntil(Map<String, Object> options) {
            var link = world.share(world.scene(owner, 1), options);
            var browser = world.browser();
            if (options.containsKey("password")) {
                browser.post(link.path() + "/unlock", Map.of("password", "secret"));
            }
            return Instant.parse(browser.get(link.path()).text("kept_until"));
        }
    }

    @Nested
    class WhatClientsSee {

        @Test
        void aFullLinkShowsCleanPreviewsAndDownloads() {
            var link = world.share(world.scene(owner, 3), Map.of());
            var browser = world.browser();
            var view = browser.get(link.path());

            assertThat(view.status()).isEqualTo(200);
            assertThat(view.body().at("/gallery/name").asString()).isEqualTo("Wedding");
            assertThat(view.body().at("/gallery/description").asString()).isEqualTo("A description");
            assertThat(view.body().at("/gallery/photo_count").asInt()).isEqualTo(3);
            assertThat(view.body().at("/studio/name").asString()).isEqualTo("Studio Nord");
            assertThat(view.body().at("/gallery/cover/id").asString())
                    .isEqualTo(link.scene().photos().getFirst().toString());
            assertThat(view.text("access_level")).isEqualTo("full");
            assertThat(view.body().get("remaining_views").isNull()).isTrue();
            assertThat(view.header("Cache-Control")).contains("no-store");
            assertThat(view.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(view.header("X-Robots-Tag")).contains("noindex");

            var first = browser.get(link.path() + "/photos").body().at("/items/0");
            assertThat(first.get("filename").asString()).isEqualTo("DSC_0000.jpg");
            assertThat(first.at("/urls/thumbnail").asString())
                    .startsWith("http://media.localhost:8080/a/" + owner.id() + "/")
                    .contains("/thumbnail?g=l." + link.id() + ".1&e=");
            assertThat(first.at("/urls/preview").asString()).contains(".jpg/preview?");
            assertThat(first.at("/urls/download").asString())
                    .isEqualTo("http://share.localhost:8080" + link.photo(0, "download"));
        }

        /** Row 36 too: sets that are told late, or of a version before, change nothing. */
        @Test
        void setsInTheirOrderWithoutTheEmptyOnesAndTheCoverInItsFocus() {
            var scene = world.scene(owner, 3);
            var church = World.id();
            var party = World.id();
            var empty = World.id();
            var told = world.gallery(scene.gallery(), owner, "Wedding");
            told.put("cover_photo_id", scene.photos().get(1));
            told.put("cover_focus_x", 0.25);
            told.put("event_date", "2026-06-20");
            told.put("cover_focus_y", 1);
            told.put(
                    "sets",
                    List.of(
                            Map.of("id", party, "name", "<script>"),
                            Map.of("id", empty, "name", "Empty"),
                            Map.of("id", church, "name", "Church")));
            world.announce("gallery.saved.v1", scene.gallery(), 3, told);
            world.announce("gallery.saved.v1", scene.gallery(), 2, world.gallery(scene.gallery(), owner, "Before"));
            for (int place = 0; place < 3; place++) {
                var photo = world.photo(scene.photos().get(place), scene.gallery(), owner, place);
                photo.put("set_id", List.of(church, party, church).get(place));
                photo.put("hidden", place == 2);
                world.announce("photo.saved.v1", scene.photos().get(place), 2, photo);
            }
            world.settle();
            var link = world.share(scene, Map.of());
            var browser = world.browser();
            var gallery = browser.get(link.path()).body().get("gallery");
            var sets = gallery.get("sets");
            assertThat(gallery.get("event_date").asString()).isEqualTo("2026-06-20");
            assertThat(gallery.at("/cover/focus_x").asDouble()).isEqualTo(0.25);
            assertThat(gallery.at("/cover/focus_y").asDouble()).isEqualTo(1);
            assertThat(sets.values().stream()
                            .map(set -> set.get("name").asString()
                                    + set.get("photo_count").asInt()))
                    .containsExactly("<script>1", "Church1");
            assertThat(ids(browser.get(link.path() + "/photos?set=" + church)))
                    .containsExactly(scene.photos().getFirst().toString());
            assertThat(ids(browser.get(link.path() + "/photos?set=" + empty))).isEmpty();
            assertThat(ids(browser.get(link.path() + "/photos"))).hasSize(2);
            assertThat(browser.get(link.path() + "/photos?set=x").status()).isEqualTo(400);
            // A set of another gallery opens nothing of it.
            var other = world.share(world.scene(owner, 1), Map.of());
            assertThat(ids(world.browser().get(other.path() + "/photos?set=" + church)))
                    .isEmpty();
        }

        private static List<String> ids(Answer page) {
            return page.body().get("items").values().stream()
                    .map(photo -> photo.get("id").asString())
                    .toList();
        }

        @Test
        void aPreviewLinkForSomebodyCarriesTheirName() {
            var link = world.share(
                    world.scene(owner, 1), Map.of("access_level", "preview", "watermark_name", " Jón & Söhne "));
            var browser = world.browser();
            assertThat(browser.get(link.path())
                            .body()
                            .at("/gallery/cover/urls/preview")
                            .asString())
                    // base64url of the name
                    .contains("/watermarked/" + owner.studio() + "/SsOzbiAmIFPDtmhuZQ?");
            for (var name : List.of("", "  ", "a\u202eb", "a\nb", "x".repeat(61))) {
                assertThat(world.as(
                                        owner,
                                        "POST",
                                        "/api/share-links",
                                        Map.of(
                                                "gallery_id",
                                                link.scene().gallery(),
                                                "access_level",
                                                "preview",
                                                "watermark_name",
                                                name))
                                .status())
                        .as(name)
                        .isEqualTo(400);
            }
        }

        @Test
        void aPreviewLinkShowsNothingClean() {
            var link = world.share(world.scene(owner, 2), Map.of("access_level", "preview"));
            var browser = world.browser();
            var view = browser.get(link.path());
            var photos = browser.get(link.path() + "/photos");

            assertThat(view.body().at("/gallery/cover/urls/preview").asString())
                    .contains("/watermarked/" + owner.studio() + "?");
            for (var photo : photos.body().get("items")) {
                assertThat(photo.at("/urls/preview").asString()).contains("/watermarked/" + owner.studio() + "?");
                assertThat(photo.get("urls").has("download")).isFalse();
            }
            assertThat(view.response().body() + photos.response().body())
                    .doesNotContain("/preview?")
                    .doesNotContain("/original");
            var download = browser.get(link.photo(0, "download"));
            assertThat(download.status()).isEqualTo(403);
            assertThat(download.type()).isEqualTo("forbidden");
            assertThat(downloads(link)).isZero();
        }

        @Test
        void pagesInOrderOfPosition() {
            var link = world.share(world.scene(owner, 7), Map.of());
            var seen = new ArrayList<UUID>();
            var path = link.path() + "/photos?limit=3";
            for (var next = path; next != null; ) {
                var page = world.browser().get(next);
                assertThat(page.status()).isEqualTo(200);
                page.body()
                        .get("items")
                        .forEach(photo ->
                                seen.add(UUID.fromString(photo.get("id").asString())));
                next = page.body().get("next_cursor").isNull() ? null : path + "&cursor=" + page.text("next_cursor");
            }
            assertThat(seen).isEqualTo(link.scene().photos());
        }

        /** Row 5. */
        @Test
        void hiddenPendingAndFailedPhotosAreNowhere() {
            var scene = world.scene(owner, 4);
            for (int i = 0; i < 3; i++) {
                var photo = scene.photos().get(i);
                var data = world.photo(photo, scene.gallery(), owner, i);
                data.putAll(
                        switch (i) {
                            case 0 -> Map.of("hidden", true);
                            case 1 -> Map.of("status", "pending");
                            default -> Map.of("status", "failed");
                        });
                world.announce("photo.saved.v1", photo, 2, data);
            }
            var gallery = world.gallery(scene.gallery(), owner, "Wedding");
            gallery.put("cover_photo_id", scene.photos().getFirst());
            world.announce("gallery.saved.v1", scene.gallery(), 2, gallery);
            world.settle();

            var link = world.share(scene, Map.of());
            var view = world.browser().get(link.path());
            assertThat(view.body().at("/gallery/photo_count").asInt()).isEqualTo(1);
            assertThat(view.body().at("/gallery/cover/id").asString())
                    .isEqualTo(scene.photos().getLast().toString());
            var photos = world.browser().get(link.path() + "/photos");
            assertThat(photos.body().get("items").size()).isEqualTo(1);
            for (int i = 0; i < 3; i++) {
                assertThat(photos.response().body())
                        .doesNotContain(scene.photos().get(i).toString());
                assertThat(world.browser().get(link.photo(i, "download")).status())
                        .isEqualTo(404);
                assertThat(world.browser().post(link.photo(i, "viewed"), null).status())
                        .isEqualTo(404);
            }
        }

        /** Row 3. */
        @Test
        void photosOfOtherGalleriesAreNotThere() {
            var link = world.share(world.scene(owner, 1), Map.of());
            var other = world.scene(owner, 1);
            for (var photo :
                    List.of(other.photos().getFirst().toString(), World.id().toString(), "x", "%00")) {
                var path = link.path() + "/photos/" + photo;
                assertThat(world.browser().get(path + "/download").status()).isEqualTo(404);
                assertThat(world.browser().post(path + "/viewed", null).status())
                        .isEqualTo(404);
            }
        }

        @Test
        void anAccessTokenMakesNoDifference() {
            var link = world.share(world.scene(owner, 1), Map.of("password", "secret"));
            for (var token : List.of(owner.token(), "nonsense")) {
                var answer = world.send(
                        "GET", link.path(), null, request -> request.header("Authorization", "Bearer " + token));
                assertThat(answer.type()).isEqualTo("password-required");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "short",
                    "%00",
                    "..%2f..%2fetc",
                    "%C3%28",
                    "%F0%9F%93%B7"
                })
        void unknownTokens(String token) {
            for (var path : List.of("", "/photos", "/photos/" + World.id() + "/download")) {
                var answer = world.browser().get("/api/view/" + token + path);
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.type()).isEqualTo("not-found");
            }
            assertThat(world.browser()
                            .post("/api/view/" + token + "/unlock", Map.of("password", "x"))
                            .status())
                    .isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=%00", "cursor=abc", "cursor=AAAA%00"})
        void wrongQueries(String query) {
            var link = world.share(world.scene(owner, 1), Map.of());
            assertThat(world.browser().get(link.path() + "/photos?" + query).status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class DeadLinks {

        @ParameterizedTest
        @CsvSource({
            "expired, link-expired",
            "off, link-revoked",
            "revoked, link-revoked",
            "used up, link-used-up",
            "gallery deleted, link-revoked",
            "owner deactivated, link-revoked",
            "owner no longer photographer, link-revoked"
        })
        void everyRouteSaysWhy(String how, String type) {
            var person = Person.photographer();
            var link = world.share(world.scene(person, 1), Map.of("max_views", 1, "password", "secret"));
            kill(link, person, how);
            for (var answer : everyRoute(link, world.browser())) {
                assertThat(answer.status()).isEqualTo(410);
                assertThat(answer.type()).isEqualTo(type);
                assertThat(answer.text("studio_name")).isNotBlank();
                assertThat(answer.body().has("expired_at")).isEqualTo(how.equals("expired"));
                assertThat(answer.response().body()).doesNotContain("Wedding");
                assertThat(answer.header("Set-Cookie")).isEmpty();
            }
        }

        private void kill(Link link, Person person, String how) {
            var path = "/api/share-links/" + link.id();
            switch (how) {
                case "expired" ->
                    world.database()
                            .sql("update share_links set expires_at = now() - interval '1 second' where id = ?")
                            .param(link.id())
                            .update();
                case "off" -> world.as(person, "PATCH", path, Map.of("is_active", false));
                case "revoked" -> world.as(person, "DELETE", path);
                case "used up" -> {
                    var browser = world.browser();
                    browser.post(link.path() + "/unlock", Map.of("password", "secret"));
                    assertThat(browser.get(link.path()).status()).isEqualTo(200);
                }
                case "gallery deleted" ->
                    world.announce(
                            "gallery.deleted.v1",
                            link.scene().gallery(),
                            2,
                            Map.of("gallery_id", link.scene().gallery(), "studio_id", person.studio()));
                case "owner deactivated" -> account(person, 1, false, "photographer");
                default -> account(person, 1, true, "user");
            }
            world.settle();
        }

        /** Row 6: dead at once, alive again with other URLs. */
        @Test
        void theOwnersRightComesAndGoes() {
            var person = Person.photographer();
            var link = world.share(world.scene(person, 1), Map.of());
            assertThat(world.browser().get(link.path()).status()).isEqualTo(200);

            account(person, 1, false, "photographer");
            world.settle();
            assertThat(world.browser().get(link.path() + "/photos").status()).isEqualTo(410);
            assertThat(world.as(Person.with(null, "admin"), "GET", "/api/share-links/" + link.id())
                            .text("state"))
                    .isEqualTo("revoked");
            var event = world.published("share.link.revoked.v1", link.id()).getFirst();
            assertThat(event.at("/data/grant").asString()).isEqualTo("l." + link.id() + ".1");

            // The token would live some minutes longer than the right.
            var again = world.as(
                    person,
                    "POST",
                    "/api/share-links",
                    Map.of("gallery_id", link.scene().gallery(), "access_level", "full"));
            assertThat(again.status()).isEqualTo(401);

            account(person, 2, true, "photographer");
            world.settle();
            var view = world.browser().get(link.path());
            assertThat(view.status()).isEqualTo(200);
            assertThat(view.body().at("/gallery/cover/urls/preview").asString()).contains("g=l." + link.id() + ".2&");

            account(person, 3, true, "viewer");
            world.settle();
            assertThat(world.browser().get(link.path()).type()).isEqualTo("link-revoked");
            assertThat(world.published("share.link.revoked.v1", link.id(), 2)).hasSize(2);
        }

        /** The gallery is the studio's owner's, the link an admin's: it dies with the owner. */
        @Test
        void theGalleryOwnersRightCountsToo() {
            var person = Person.photographer();
            var scene = world.scene(person, 1);
            var admin = Person.with(null, "admin");
            var issued = world.as(
                    admin, "POST", "/api/share-links", Map.of("gallery_id", scene.gallery(), "access_level", "full"));
            account(person, 1, false, "photographer");
            world.settle();
            assertThat(world.browser().get("/api/view/" + issued.text("token")).type())
                    .isEqualTo("link-revoked");
        }

        private void account(Person person, long version, boolean active, String role) {
            world.announce(
                    "account.changed.v1",
                    person.id(),
                    version,
                    Map.of(
                            "account_id",
                            person.id(),
                            "username",
                            "someone",
                            "email",
                            "someone@localhost",
                            "roles",
                            List.of(role),
                            "studio_id",
                            person.studio(),
                            "studio_name",
                            "Studio Nord",
                            "active",
                            active));
        }
    }

    @Nested
    class Passwords {

        /** Rows 1 and 2. */
        @Test
        void everyRouteIsLocked() {
            var link = world.share(world.scene(owner, 1), Map.of("password", "secret"));
            for (var answer : List.of(
                    world.browser().get(link.path()),
                    world.browser().get(link.path() + "/photos"),
                    world.browser().get(link.photo(0, "download")),
                    world.browser().post(link.photo(0, "viewed"), null))) {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.type()).isEqualTo("password-required");
                assertThat(answer.response().body()).doesNotContain("Wedding");
                assertThat(answer.header("Set-Cookie")).isEmpty();
            }
            assertThat(counter(link, "views")).isZero();
            assertThat(downloads(link)).isZero();
        }

        @Test
        void theRightOneOpens() {
            var link = world.share(world.scene(owner, 1), Map.of("password", "pässwörd 🔑"));
            var browser = world.browser();
            assertThat(browser.post(link.path() + "/unlock", Map.of("password", "passwort"))
                            .type())
                    .isEqualTo("wrong-password");
            var unlocked = browser.post(link.path() + "/unlock", Map.of("password", "pässwörd 🔑"));
            assertThat(unlocked.status()).isEqualTo(204);
            assertThat(unlocked.header("Set-Cookie"))
                    .startsWith("vitrine_unlock=")
                    .contains("Path=" + link.path())
                    .contains("HttpOnly")
                    .contains("SameSite=Lax")
                    .doesNotContain("Secure");
            assertThat(browser.get(link.path()).status()).isEqualTo(200);
            assertThat(browser.get(link.path() + "/photos").status()).isEqualTo(200);
            assertThat(browser.get(link.photo(0, "download")).status()).isEqualTo(303);
        }

        /** Row 4. */
        @Test
        void unlockingOneUnlocksNoOtherAndNobodyElse() {
            var scene = world.scene(owner, 1);
            var a = world.share(scene, Map.of("password", "the same"));
            var b = world.share(scene, Map.of("password", "the same"));
            var first = world.browser();
            first.post(a.path() + "/unlock", Map.of("password", "the same"));
            assertThat(first.get(a.path()).status()).isEqualTo(200);

            assertThat(first.get(b.path()).type()).isEqualTo("password-required");
            assertThat(world.browser().get(a.path()).type()).isEqualTo("password-required");
            var forger = world.browser();
            forger.forge("vitrine_unlock", first.cookie("vitrine_unlock"));
            assertThat(forger.get(b.path()).type()).isEqualTo("password-required");
            assertThat(forger.get(a.path()).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "x", "9999999999.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
        void forgedCookiesAreNone(String value) {
            var link = world.share(world.scene(owner, 1), Map.of("password", "secret", "max_views", 5));
            var browser = world.browser();
            browser.forge("vitrine_unlock", value);
            browser.forge("vitrine_visit", value);
            assertThat(browser.get(link.path()).type()).isEqualTo("password-required");
            assertThat(browser.get(link.path() + "/photos").status()).isEqualTo(401);
        }

        @Test
        void hugeCookiesAreNoneToo() {
            var link = world.share(world.scene(owner, 1), Map.of("password", "secret"));
            var browser = world.browser();
            browser.forge("vitrine_unlock", "9".repeat(6000));
            browser.forge("vitrine_visit", "\"{;,".repeat(20));
            assertThat(browser.get(link.path()).type()).isEqualTo("password-required");
        }

        @Test
        void elevenWrongOnesAreTooMany() throws Exception {
            var link = world.share(world.scene(owner, 1), Map.of("password", "secret"));
            var path = link.path() + "/unlock";
            var answers = atOnce(12, () -> world.browser().post(path, Map.of("password", "wrong")));

            assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSize(10);
            var refused =
                    answers.stream().filter(answer -> answer.status() == 429).toList();
            assertThat(refused).hasSize(2);
            assertThat(refused.getFirst().type()).isEqualTo("rate-limited");
            assertThat(Integer.parseInt(refused.getFirst().header("Retry-After")))
                    .isBetween(500, 600);

            // Not even the right one now; afterwards it is.
            assertThat(world.browser().post(path, Map.of("password", "secret")).status())
                    .isEqualTo(429);
            world.database()
                    .sql(
                            "update unlock_failures set window_start = window_start - interval '10 minutes' where link_id = ?")
                    .param(link.id())
                    .update();
            assertThat(world.browser().post(path, Map.of("password", "secret")).status())
                    .isEqualTo(204);
        }

        @Test
        void rightOnesAreNotCounted() throws Exception {
            var link = world.share(world.scene(owner, 1), Map.of("password", "secret"));
            for (int i = 0; i < 3; i++) {
                assertThat(world.browser()
                                .post(link.path() + "/unlock", Map.of("password", "secret"))
                                .status())
                        .isEqualTo(204);
            }
            assertThat(world.database()
                            .sql("select failures from unlock_failures where link_id = ?")
                            .param(link.id())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"password\": null}", "{\"password\": \"\"}", "[", "null"})
        void wrongBodies(String body) {
            var link = world.share(world.scene(owner, 0), Map.of("password", "secret"));
            assertThat(world.browser().post(link.path() + "/unlock", body).status())
                    .isEqualTo(400);
        }

        @Test
        void longerThanBcryptLooksAt() {
            var link = world.share(world.scene(owner, 0), Map.of("password", "p".repeat(72)));
            var path = link.path() + "/unlock";
            assertThat(world.browser()
                            .post(path, Map.of("password", "p".repeat(73)))
                            .status())
                    .isEqualTo(400);
            assertThat(world.browser()
                            .post(path, Map.of("password", "p".repeat(1_000_000)))
                            .status())
                    .isEqualTo(400);
            assertThat(world.browser()
                            .post(path, Map.of("password", "p".repeat(72)))
                            .status())
                    .isEqualTo(204);
        }
    }

    @Nested
    class Counting {

        /** Row 8. */
        @Test
        void exactlyTheLastViewsSucceedOfFiftyAtOnce() throws Exception {
            var link = world.share(world.scene(owner, 1), Map.of("max_views", 7));
            var answers = atOnce(50, () -> world.browser().get(link.path()));

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(7);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .hasSize(43)
                    .allSatisfy(answer -> assertThat(answer.type()).isEqualTo("link-used-up"));
            var left = new HashSet<Long>();
            answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .forEach(answer ->
                            left.add(answer.body().get("remaining_views").asLong()));
            assertThat(left).isEqualTo(Set.of(0L, 1L, 2L, 3L, 4L, 5L, 6L));
            assertThat(counter(link, "views")).isEqualTo(7);
            assertThat(counter(link, "visitors")).isEqualTo(7);
            assertThat(world.as(owner, "GET", "/api/share-links/" + link.id()).text("state"))
                    .isEqualTo("used_up");
        }

        @Test
        void visitorsAreToldApartByCookie() throws Exception {
            var link = world.share(world.scene(owner, 1), Map.of());
            var browsers = List.of(world.browser(), world.browser(), world.browser());
            browsers.forEach(browser -> assertThat(browser.get(link.path()).header("Set-Cookie"))
                    .startsWith("vitrine_visit=")
                    .contains("Path=" + link.path())
                    .contains("HttpOnly")
                    .contains("SameSite=Lax"));
            atOnce(30, () -> browsers.getFirst().get(link.path()));
            assertThat(counter(link, "views")).isEqualTo(33);
            assertThat(counter(link, "visitors")).isEqualTo(3);
            assertThat(world.as(owner, "GET", "/api/share-links/" + link.id())
                            .body()
                            .get("last_viewed_at")
                            .isNull())
                    .isFalse();

            // At another link they are strangers, even with the cookie carried over.
            var other = world.share(link.scene(), Map.of());
            var forger = world.browser();
            forger.forge("vitrine_visit", browsers.getFirst().cookie("vitrine_visit"));
            forger.get(other.path());
            assertThat(counter(other, "visitors")).isEqualTo(1);
            var foreign = world.database()
                    .sql(
                            "select count(*) from visits where link_id = ? and visitor_id in (select visitor_id from visits where link_id = ?)")
                    .params(other.id(), link.id())
                    .query(Long.class)
                    .single();
            assertThat(foreign).isZero();
        }

        @Test
        void theAdmittedGoOnWhereViewsAreLimited() {
            var link = world.share(world.scene(owner, 1), Map.of("max_views", 1));
            var stranger = world.browser();
            assertThat(stranger.get(link.path() + "/photos").type()).isEqualTo("visit-required");
            assertThat(stranger.get(link.photo(0, "download")).status()).isEqualTo(401);

            var admitted = world.browser();
            assertThat(admitted.get(link.path()).body().get("remaining_views").asLong())
                    .isZero();
            assertThat(admitted.get(link.path() + "/photos").status()).isEqualTo(200);
            assertThat(admitted.get(link.photo(0, "download")).status()).isEqualTo(303);
            assertThat(admitted.post(link.photo(0, "viewed"), null).status()).isEqualTo(204);
            assertThat(admitted.get(link.path()).type()).isEqualTo("link-used-up");

            assertThat(stranger.get(link.path() + "/photos").type()).isEqualTo("link-used-up");
            assertThat(stranger.get(link.path()).type()).isEqualTo("link-used-up");
            assertThat(counter(link, "views")).isEqualTo(1);
        }

        @Test
        void lookingWithoutOpeningIsNoView() {
            var link = world.share(world.scene(owner, 1), Map.of());
            assertThat(world.browser().request("HEAD", link.path(), null).status())
                    .isEqualTo(405);
            assertThat(world.browser()
                            .request("HEAD", link.photo(0, "download"), null)
                            .status())
                    .isEqualTo(405);
            world.browser().get(link.path() + "/photos");
            assertThat(counter(link, "views")).isZero();
            assertThat(downloads(link)).isZero();
        }

        @Test
        void downloadsAreCountedAndAnnouncedOneByOne() throws Exception {
            var link = world.share(world.scene(owner, 1), Map.of());
            var answers = atOnce(20, () -> world.browser().get(link.photo(0, "download")));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(303);
                assertThat(answer.header("Location")).contains("/original?g=l.").contains("&n=DSC_0000.jpg&");
                assertThat(answer.header("Cache-Control")).contains("no-store");
            });
            assertThat(downloads(link)).isEqualTo(20);
            var photo = link.scene().photos().getFirst();
            var events = world.published("share.photo.downloaded.v1", photo, 20);
            assertThat(events).hasSize(20);
            assertThat(events)
                    .extracting(event -> event.get("version").asLong())
                    .doesNotHaveDuplicates();
            EventSchemas.assertValid(events.getFirst());
            assertThat(events.getFirst().at("/data/link_id").asString())
                    .isEqualTo(link.id().toString());
        }

        @Test
        void everyViewIsAnnouncedWithWhatThereWasByThen() throws Exception {
            var link = world.share(world.scene(owner, 1), Map.of("recipient_email", "Ada@Example.org"));
            atOnce(12, () -> world.browser().get(link.path()));

            var events = world.published("share.link.viewed.v1", link.id(), 12);
            assertThat(events)
                    .extracting(event -> event.at("/data/views").asLong())
                    .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
            assertThat(events).allSatisfy(event -> {
                EventSchemas.assertValid(event);
                assertThat(event.at("/data/visitor_is_new").asBoolean()).isTrue();
                assertThat(event.at("/data/visitors").asLong())
                        .isEqualTo(event.get("version").asLong());
                assertThat(event.at("/data/recipient_email").asString()).isEqualTo("Ada@Example.org");
                assertThat(event.toString()).doesNotContain(link.token());
            });
        }

        @Test
        void viewedPhotosAreAnnounced() {
            var link = world.share(world.scene(owner, 1), Map.of("access_level", "preview"));
            assertThat(world.browser().post(link.photo(0, "viewed"), null).status())
                    .isEqualTo(204);
            var event = world.published(
                            "share.photo.viewed.v1", link.scene().photos().getFirst())
                    .getFirst();
            EventSchemas.assertValid(event);
            assertThat(event.at("/data/gallery_id").asString())
                    .isEqualTo(link.scene().gallery().toString());
        }

        @Test
        void viewsDuringAChangeAreEitherCountedOrRefused() throws Exception {
            var link = world.share(world.scene(owner, 1), Map.of());
            var answers = atOnce(
                    41,
                    number -> number == 20
                            ? world.as(owner, "PATCH", "/api/share-links/" + link.id(), Map.of("is_active", false))
                            : world.browser().get(link.path()));
            var seen = answers.stream()
                    .filter(answer -> answer.body().has("gallery"))
                    .count();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 410));
            assertThat(counter(link, "views")).isEqualTo(seen);
        }

        @Test
        void keepsNoAddresses() {
            var columns = world.database()
                    .sql(
                            "select string_agg(column_name, ',') from information_schema.columns where table_name = 'visits'")
                    .query(String.class)
                    .single();
            assertThat(columns.split(","))
                    .containsExactlyInAnyOrder("link_id", "visitor_id", "first_seen", "last_seen", "views");
        }
    }

    private List<Answer> everyRoute(Link link, World.Browser browser) {
        return List.of(
                browser.get(link.path()),
                browser.get(link.path() + "/photos"),
                browser.get(link.photo(0, "download")),
                browser.post(link.photo(0, "viewed"), null),
                browser.post(link.path() + "/unlock", Map.of("password", "secret")));
    }

    private long downloads(Link link) {
        return counter(link, "downloads");
    }

    private long counter(Link link, String name) {
        return world.as(link.scene().owner(), "GET", "/api/share-links/" + link.id())
                .body()
                .get(name)
                .asLong();
    }

    private interface Numbered {
        Answer call(int number) throws Exception;
    }

    private static List<Answer> atOnce(int times, Callable<Answer> request) throws Exception {
        return atOnce(times, number -> request.call());
    }

    private static List<Answer> atOnce(int times, Numbered request) throws Exception {
        var calls = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < times; i++) {
            var number = i;
            calls.add(() -> request.call(number));
        }
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(times)) {
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
