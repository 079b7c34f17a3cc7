package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

/** The order of photos by hand, and sorted once. */
class OrderTest extends RunningService {

    @Test
    void isWhatAPersonMakesIt() {
        Person owner = photographer();
        String gallery = owner.gallery("Ordered", true).get("id").asString();
        List<String> p = photos(owner, gallery, "0.jpg", "1.jpg", "2.jpg", "3.jpg", "4.jpg");
        JsonNode places = order(owner, gallery, p.get(1), p.get(4), p.get(3)).expect(200);
        assertThat(places.get("items")).hasSize(2);
        assertThat(shown(owner, gallery)).containsExactly(p.get(0), p.get(4), p.get(3), p.get(1), p.get(2));
        order(owner, gallery, p.get(0), p.get(2)).expect(200);
        order(owner, gallery, null, p.get(0), p.get(4)).expect(200);
        List<String> expected = List.of(p.get(2), p.get(3), p.get(1), p.get(0), p.get(4));
        assertThat(shown(owner, gallery)).isEqualTo(expected);
        // What comes later stands behind, and whoever shows the gallery elsewhere hears the same order.
        String late = photos(owner, gallery, "late.jpg").getFirst();
        assertThat(shown(owner, gallery)).containsExactly(p.get(2), p.get(3), p.get(1), p.get(0), p.get(4), late);
        String position = places.get("items").get(0).get("position").asString();
        Event told = heard.awaitLast(UUID.fromString(p.get(4)), "photo.saved.v1", 3);
        assertThat(told.data().get("position").asString()).isGreaterThan(position);
        order(owner, gallery, p.get(0), p.get(1), p.get(0)).expectProblem(422, "unprocessable");
        order(owner, gallery, newId().toString(), p.get(1)).expectProblem(404, "not-found");
        String elsewhere = photos(owner, null, "x.jpg").getFirst();
        order(owner, gallery, null, p.get(1), elsewhere).expectProblem(404, "not-found");
        order(owner, gallery, elsewhere, p.get(1)).expectProblem(404, "not-found");
        order(owner, gallery, null).expectProblem(400, "validation");
        assertThat(shown(owner, gallery)).startsWith(p.get(2), p.get(3), p.get(1));
    }

    /** Each move keeps the order of what it moves, however many come at once, and no photo is lost or doubled. */
    @Test
    void holdsWhenManyArrangeAtOnceAndAtTheSamePlace() throws Exception {
        Person owner = photographer();
        String gallery = owner.gallery("Crowded", false).get("id").asString();
        List<String> p = photos(
                owner, gallery, IntStream.range(0, 24).mapToObj(n -> n + ".jpg").toArray(String[]::new));
        var tasks = new ArrayList<Callable<Integer>>();
        for (int n = 2; n < 24; n += 2) {
            String one = p.get(n);
            String two = p.get(n + 1);
            tasks.add(() -> order(owner, gallery, p.get(1), two, one).status());
        }
        for (int n = 0; n < 8; n++) {
            tasks.add(() -> owner.photo(gallery, "new.jpg", picture()) == null ? 500 : 200);
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isEqualTo(200);
            }
        }
        List<String> now = shown(owner, gallery);
        assertThat(now).hasSize(32).doesNotHaveDuplicates().containsAll(p);
        assertThat(now.getFirst()).isEqualTo(p.get(0));
        assertThat(now.get(23)).isEqualTo(p.get(1));
        for (int n = 2; n < 24; n += 2) {
            assertThat(now.indexOf(p.get(n))).isEqualTo(now.indexOf(p.get(n + 1)) + 1);
        }
    }

    /** Between the same two, until there is no room and all are numbered anew. */
    @Test
    void neverRunsOutOfPlaces() {
        Person owner = photographer();
        String gallery = owner.gallery("Narrow", false).get("id").asString();
        List<String> p = photos(owner, gallery, "0.jpg", "1.jpg", "2.jpg");
        jdbc.sql("update photos set position = 'a' || repeat('0', 118) || '1' where id = ?::uuid")
                .param(p.get(0))
                .update();
        jdbc.sql("update photos set position = 'a' || repeat('0', 118) || '2' where id = ?::uuid")
                .param(p.get(1))
                .update();
        jdbc.sql("update photos set position = 'b' where id = ?::uuid")
                .param(p.get(2))
                .update();
        assertThat(order(owner, gallery, p.get(1), p.get(2)).expect(200).get("items"))
                .hasSize(3);
        assertThat(shown(owner, gallery)).containsExactly(p.get(0), p.get(2), p.get(1));
        jdbc.sql("update photos set position = 'same' where gallery_id = ?::uuid")
                .param(gallery)
                .update();
        List<String> before = shown(owner, gallery);
        order(owner, gallery, before.get(1), before.get(2)).expect(200);
        assertThat(shown(owner, gallery)).containsExactly(before.get(0), before.get(2), before.get(1));
    }

    @Test
    void canBeSortedOnce() {
        Person owner = photographer();
        String gallery = owner.gallery("Sorted", false).get("id").asString();
        List<String> p = photos(owner, gallery, "img_10.jpg", "IMG_9.jpg", "a.jpg", "img_010b.jpg");
        sort(owner, gallery, "name").expect(204);
        assertThat(shown(owner, gallery)).containsExactly(p.get(2), p.get(1), p.get(0), p.get(3));
        jdbc.sql("update photos set captured_at = '2026-05-01' where id = ?::uuid")
                .param(p.get(3))
                .update();
        jdbc.sql("update photos set captured_at = '2026-05-02' where id = ?::uuid")
                .param(p.get(0))
                .update();
        sort(owner, gallery, "captured").expect(204);
        assertThat(shown(owner, gallery)).containsExactly(p.get(3), p.get(0), p.get(2), p.get(1));
        sort(owner, gallery, "size").expect(400);
        order(owner, gallery, p.get(3), p.get(1)).expect(200);
        assertThat(shown(owner, gallery)).startsWith(p.get(1), p.get(3));
    }

    private static Api.Answer sort(Person owner, String gallery, String by) {
        return owner.post("/api/galleries/" + gallery + "/sort", Map.of("by", by));
    }

    private static Api.Answer order(Person owner, String gallery, String before, String... photos) {
        var body = new HashMap<String, Object>(Map.of("photo_ids", List.of(photos)));
        body.put("before", before);
        return owner.post("/api/galleries/" + gallery + "/order", body);
    }

    private static List<String> photos(Person owner, String gallery, String... names) {
        return List.of(names).stream()
                .map(name -> owner.photo(gallery, name, picture()).get("id").asString())
                .toList();
    }

    private static List<String> shown(Person owner, String gallery) {
        return owner.get("/api/galleries/" + gallery + "/photos").expect(200).get("items").values().stream()
                .map(photo -> photo.get("id").asString())
                .toList();
    }
}
