package vitrine.share.galleries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Person;

@RunningShareService
class ProjectionTest {

    private final World world;
    private final Person owner = Person.photographer();

    ProjectionTest(World world) {
        this.world = world;
    }

    private interface Announcement {
        void send();
    }

    /** Row 36: any order, every event twice, the same end state. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderAndRepetitionMakeNoDifference(long seed) {
        var gallery = World.id();
        var kept = World.id();
        var deleted = World.id();
        var moved = World.id();
        var events = new ArrayList<Announcement>();
        for (int version = 1; version <= 3; version++) {
            var v = version;
            var galleryEvent = World.id();
            events.add(() -> world.announce(
                    galleryEvent, "gallery.saved.v1", gallery, v, world.gallery(gallery, owner, "Name " + v)));
            for (var photo : List.of(kept, deleted, moved)) {
                var data = world.photo(photo, v == 3 && photo.equals(moved) ? World.id() : gallery, owner, v);
                var event = World.id();
                events.add(() -> world.announce(event, "photo.saved.v1", photo, v, data));
            }
        }
        var deletion = World.id();
        events.add(() -> world.announce(
                deletion,
                "photo.deleted.v1",
                deleted,
                4,
                Map.of("photo_id", deleted, "gallery_id", gallery, "studio_id", owner.studio(), "key", "k")));
        var twice = new ArrayList<>(events);
        twice.addAll(events);
        Collections.shuffle(twice, new Random(seed));
        twice.forEach(Announcement::send);
        world.settle();

        assertThat(one("select name from galleries where id = ?", gallery)).isEqualTo("Name 3");
        assertThat(photos(gallery)).containsExactly(kept.toString());
        assertThat(one("select filename from photos where id = ?", kept)).isEqualTo("DSC_0003.jpg");
        assertThat(one("select count(*)::text from photos where id = ?", deleted))
                .isEqualTo("0");
    }

    @Test
    void whatIsDeletedStaysDeletedWhateverTheVersion() {
        var scene = world.scene(owner, 1);
        var photo = scene.photos().getFirst();
        world.announce(
                "photo.deleted.v1",
                photo,
                1,
                Map.of("photo_id", photo, "gallery_id", scene.gallery(), "studio_id", owner.studio(), "key", "k"));
        world.announce("photo.saved.v1", photo, 9, world.photo(photo, scene.gallery(), owner, 1));
        world.announce(
                "gallery.deleted.v1",
                scene.gallery(),
                1,
                Map.of("gallery_id", scene.gallery(), "studio_id", owner.studio()));
        world.announce("gallery.saved.v1", scene.gallery(), 9, world.gallery(scene.gallery(), owner, "Back?"));
        world.settle();

        assertThat(photos(scene.gallery())).isEmpty();
        assertThat(one("select deleted::text from galleries where id = ?", scene.gallery()))
                .isEqualTo("true");
        assertThat(world.as(
                                owner,
                                "POST",
                                "/api/share-links",
                                Map.of("gallery_id", scene.gallery(), "access_level", "full"))
                        .status())
                .isEqualTo(404);
    }

    /** Meanwhile clients see what they saw; afterwards there is what gallery-service told of, and nothing else. */
    @Test
    void isRebuiltFromWhatIsToldAnew() {
        var scene = world.scene(owner, 2);
        var link = world.share(scene, Map.of());
        var lost = world.scene(owner, 1);
        var deadLink = world.share(lost, Map.of());
        world.settle();
        var photo = scene.photos().getFirst();
        var forgotten = scene.photos().getLast();
        var ghost = World.id();
        world.database()
                .sql("update galleries set name = 'Wrong' where id = ?")
                .param(scene.gallery())
                .update();
        world.database().sql("delete from photos where id = ?").param(forgotten).update();
        world.database().sql("""
                        insert into photos (id, gallery_id, key, filename, position, shown)
                        values (?, ?, 'k', 'ghost.jpg', 'z', true)""").params(ghost, scene.gallery()).update();

        var replay = World.id();
        world.announce("gallery.replay.begun.v1", replay, 1, Map.of("replay_id", replay));
        world.settle();
        assertThat(world.browser().get(link.path()).status()).isEqualTo(200);
        assertThat(photos(scene.gallery())).contains(photo.toString());
        world.announce("gallery.saved.v1", scene.gallery(), 1, world.gallery(scene.gallery(), owner, "Wedding"));
        for (var told : scene.photos()) {
            world.announce("photo.saved.v1", told, 1, world.photo(told, scene.gallery(), owner, 1));
        }
        world.settle();
        assertThat(photos(scene.gallery())).contains(ghost.toString());
        world.announce("gallery.replay.ended.v1", replay, 2, Map.of("replay_id", replay));
        world.settle();

        assertThat(one("select name from galleries where id = ?", scene.gallery()))
                .isEqualTo("Wedding");
        assertThat(photos(scene.gallery())).containsExactlyInAnyOrder(photo.toString(), forgotten.toString());
        assertThat(world.browser().get(link.path()).status()).isEqualTo(200);
        assertThat(world.browser().get(deadLink.path()).status()).isEqualTo(410);
        assertThat(world.published("share.link.revoked.v1", deadLink.id())).hasSize(1);
        // Heard of after all, it is there again.
        world.announce("gallery.saved.v1", lost.gallery(), 1, world.gallery(lost.gallery(), owner, "Late"));
        world.settle();
        assertThat(world.browser().get(deadLink.path()).status()).isEqualTo(200);
    }

    /** Without its end, a replay takes nothing away. */
    @Test
    void losesNothingByAReplayThatWasBrokenOff() {
        var scene = world.scene(owner, 2);
        world.settle();
        var replay = World.id();
        world.announce("gallery.replay.begun.v1", replay, 1, Map.of("replay_id", replay));
        world.announce("gallery.saved.v1", scene.gallery(), 1, world.gallery(scene.gallery(), owner, "Wedding"));
        var next = World.id();
        world.announce("gallery.replay.begun.v1", next, 1, Map.of("replay_id", next));
        world.announce("gallery.replay.ended.v1", World.id(), 2, Map.of("replay_id", World.id()));
        world.settle();
        assertThat(photos(scene.gallery())).hasSize(2);
    }

    /** And comes back with a bin that is emptied again, however late the events are. */
    @Test
    void aGalleryInTheBinTakesItsLinksAlongAndBringsThemBack() {
        var scene = world.scene(owner, 2);
        var link = world.share(scene, Map.of());
        var switchedOff = world.share(scene, Map.of());
        world.as(owner, "PATCH", "/api/share-links/" + switchedOff.id(), Map.of("is_active", false));
        var browser = world.browser();
        var url = browser.get(link.path())
                .body()
                .at("/gallery/cover/urls/thumbnail")
                .asString();
        var binned = world.gallery(scene.gallery(), owner, "Wedding");
        binned.put("binned", true);
        world.announce("gallery.saved.v1", scene.gallery(), 5, binned);
        world.announce("gallery.saved.v1", scene.gallery(), 6, binned);
        world.announce("gallery.saved.v1", scene.gallery(), 4, world.gallery(scene.gallery(), owner, "Late"));
        world.settle();
        assertThat(browser.get(link.path()).status()).isEqualTo(410);
        assertThat(browser.get(link.path() + "/photos").status()).isEqualTo(410);
        assertThat(browser.post(link.path() + "/downloads", Map.of("size", "web"))
                        .status())
                .isEqualTo(410);
        assertThat(world.as(owner, "GET", "/api/share-links/" + link.id()).text("state"))
                .isEqualTo("revoked");
        assertThat(world.published("share.link.revoked.v1", link.id())).hasSize(1);
        assertThat(world.as(
                                owner,
                                "POST",
                                "/api/share-links",
                                Map.of("gallery_id", scene.gallery(), "access_level", "full"))
                        .status())
                .isEqualTo(404);

        world.announce("gallery.saved.v1", scene.gallery(), 7, world.gallery(scene.gallery(), owner, "Wedding"));
        world.settle();
        var back = browser.get(link.path());
        assertThat(back.status()).isEqualTo(200);
        // What was signed before stays dead.
        assertThat(back.body().at("/gallery/cover/urls/thumbnail").asString())
                .contains("g=l." + link.id() + ".2&")
                .isNotEqualTo(url);
        assertThat(world.browser().get(switchedOff.path()).status()).isEqualTo(410);
    }

    @Test
    void deletedGalleriesKeepTheirNameInTheHistoryAndTheirUrlsDie() {
        var scene = world.scene(owner, 1);
        var link = world.share(scene, Map.of());
        world.announce(
                "gallery.deleted.v1",
                scene.gallery(),
                2,
                Map.of("gallery_id", scene.gallery(), "studio_id", owner.studio()));
        world.settle();
        var entry = world.as(owner, "GET", "/api/share-links/" + link.id());
        assertThat(entry.text("gallery_name")).isEqualTo("Wedding");
        assertThat(entry.text("state")).isEqualTo("revoked");
        assertThat(world.published("share.link.revoked.v1", link.id())).hasSize(1);
    }

    @Test
    void positionsSortByteByByte() {
        var gallery = World.id();
        world.announce("gallery.saved.v1", gallery, 1, world.gallery(gallery, owner, "Order"));
        var expected = new ArrayList<String>();
        for (var position : List.of("A", "Z", "a", "a0", "b", "z")) {
            var photo = World.id();
            expected.add(photo.toString());
            var data = world.photo(photo, gallery, owner, 1);
            data.put("position", position);
            world.announce("photo.saved.v1", photo, 1, data);
        }
        world.settle();
        assertThat(photos(gallery)).isEqualTo(expected);
    }

    /** What the producers promise is what we take in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gallery-service gallery.saved.v1",
                "gallery-service gallery.deleted.v1",
                "gallery-service photo.saved.v1",
                "gallery-service photo.deleted.v1",
                "auth-service account.activated.v1",
                "auth-service account.changed.v1"
            })
    void takesInTheProducersExamples(String example) throws Exception {
        var type = example.substring(example.indexOf(' ') + 1);
        var producer = example.substring(0, example.indexOf(' '));
        var text = Files.readString(Path.of("..", producer, "contracts", "events", type + ".example.json"));
        var event = World.JSON.readTree(text);
        world.announce(type, UUID.fromString(event.get("event_id").asString()), text);
        world.settle();

        var subject = UUID.fromString(event.get("subject").asString());
        var row = switch (type) {
            case "gallery.saved.v1" -> "select name from galleries where id = ?";
            case "gallery.deleted.v1" -> "select deleted::text from galleries where id = ?";
            case "photo.saved.v1" ->
                "select id::text from photos where id = ? union select id::text from deleted_photos";
            case "photo.deleted.v1" -> "select id::text from deleted_photos where id = ?";
            default -> "select username from accounts where id = ?";
        };
        assertThat(one(row, subject)).isNotEmpty();
        assertThat(event.get("type").asString()).isEqualTo(type);
    }

    /** Row 47: at 10,000 photos, the last page costs what the first one does. */
    @Test
    void pagesAreFlat() {
        var scene = world.scene(owner, 0);
        world.database().sql("""
                        insert into photos (id, gallery_id, key, filename, position, shown)
                        select gen_random_uuid(), :gallery, 'k', 'f', to_char(n, 'FM00000000'), true
                        from generate_series(1, 10000) n""").param("gallery", scene.gallery()).update();
        world.database().sql("analyze photos").update();
        var plan = String.join(
                "\n",
                world.database()
                        .sql("""
                        explain (analyze, costs off, timing off, summary off)
                        select id from photos where gallery_id = :gallery and shown
                            and (position, id) > ('00009000', :id) order by position, id limit 51""")
                        .param("gallery", scene.gallery())
                        .param("id", World.id())
                        .query(String.class)
                        .list());
        assertThat(plan).contains("photos_shown").doesNotContain("Sort").doesNotContain("Filter");

        var link = world.share(scene, Map.of());
        assertThat(world.browser()
                        .get(link.path())
                        .body()
                        .at("/gallery/photo_count")
                        .asInt())
                .isEqualTo(10_000);
    }

    private String one(String sql, UUID id) {
        return world.database().sql(sql).param(id).query(String.class).single();
    }

    private List<String> photos(UUID gallery) {
        return world.database()
                .sql("select id::text from photos where gallery_id = ? and shown order by position, id")
                .param(gallery)
                .query(String.class)
                .list();
    }
}
