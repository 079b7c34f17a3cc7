package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LibraryTest extends RunningService {

    private Person owner;

    @BeforeEach
    void someStudio() {
        owner = photographer();
    }

    /** A photo with a row of its own, as if it had come in and been rendered long ago. */
    private String photo(String filename, String camera, String takenAt, List<String> keywords) {
        JsonNode photo = owner.photo(null, filename, picture());
        Map<String, Object> data = new HashMap<>(readyData(photo));
        data.put(
                "metadata",
                Map.of(
                        "camera_make",
                        camera.split(" ")[0],
                        "camera_model",
                        camera.split(" ", 2)[1],
                        "lens",
                        "85mm f/1.4",
                        "captured_at",
                        takenAt,
                        "keywords",
                        keywords));
        send(newId(), "media.asset.ready.v1", Api.id(photo.get("id")), 2, data);
        awaitStatus(owner, photo.get("id").asString(), "ready");
        return photo.get("id").asString();
    }

    private List<String> found(Person person, String query) {
        List<String> ids = new ArrayList<>();
        person.get("/api/images?" + query)
                .expect(200)
                .get("items")
                .forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }

    private static String typed(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void isSearchedByWhatAPhotoSaysAndIs() {
        String first = photo("DSC_0001.JPG", "NIKON Z 8", "2026-05-01T10:00:00Z", List.of("Café Größe", "dance"));
        String second = photo("portrait.jpg", "Canon EOS R5", "2026-06-02T10:00:00Z", List.of());
        owner.patch("/api/images/" + second, Map.of("rating", 4, "title", "Zoë’s first dance"))
                .expect(200);

        assertThat(found(owner, "q=dsc")).containsExactly(first);
        assertThat(found(owner, "q=" + typed("0001 nik"))).containsExactly(first);
        assertThat(found(owner, "q=" + typed("cafe grösse"))).containsExactly(first);
        assertThat(found(owner, "q=ZOE")).containsExactly(second);
        assertThat(found(owner, "q=dance")).containsExactly(second, first);
        assertThat(found(owner, "q=" + typed("dance portrait"))).containsExactly(second);
        assertThat(found(owner, "tag=DANCE")).containsExactly(first);
        assertThat(found(owner, "camera=" + typed("canon eos r5"))).containsExactly(second);
        assertThat(found(owner, "lens=" + typed("85mm f/1.4"))).containsExactly(second, first);
        assertThat(found(owner, "rating=3")).containsExactly(second);
        assertThat(found(owner, "rating=5")).isEmpty();
        assertThat(found(owner, "from=2026-06-01T00:00:00Z")).containsExactly(second);
        assertThat(found(owner, "to=2026-06-01T00:00:00Z&q=dance&sort=taken")).containsExactly(first);
        assertThat(found(owner, "status=failed")).isEmpty();
        assertThat(found(owner, "q=" + typed("!?"))).isEmpty();
        // Signs that mean something to the index are words or nothing.
        assertThat(found(owner, "q=" + typed("dance' | 'none:* & !("))).isEmpty();
        assertThat(found(owner, "tag=" + typed("x' | 't:dance"))).isEmpty();
        assertThat(found(photographer(), "q=dance")).isEmpty();

        owner.get("/api/images?q=%00").expectProblem(400, "validation");
        owner.get("/api/images?rating=6").expectProblem(400, "validation");
        JsonNode unreadable = owner.get("/api/images?gallery=x").expectProblem(400, "validation");
        assertThat(unreadable.get("errors").get(0).get("message").asString()).isEqualTo("is not valid");
        owner.get("/api/images?status=gone").expectProblem(400, "validation");
        owner.get("/api/images?sort=taken&cursor=" + "bm90IGEgY3Vyc29y").expectProblem(400, "malformed-request");
    }

    @Test
    void suggestsAndShowsItsTime() {
        JsonNode gallery = owner.gallery("Dawn wedding", false);
        photo("a.jpg", "Nikon D850", "2025-12-31T23:59:59Z", List.of("Dancing"));
        photo("b.jpg", "Nikon D850", "2026-01-01T00:00:00Z", List.of("dancing", "cake"));
        JsonNode items = owner.get("/api/images/suggestions?q=d").expect(200).get("items");
        assertThat(items.size()).isEqualTo(3);
        assertThat(items.get(0).get("id")).isEqualTo(gallery.get("id"));
        assertThat(items.get(1).get("name").asString()).isEqualTo("Dancing");
        assertThat(items.get(2).get("kind").asString()).isEqualTo("camera");
        assertThat(items.get(2).get("name").asString()).isEqualTo("Nikon D850");
        List<String> months = new ArrayList<>();
        owner.get("/api/images/timeline").expect(200).get("months").forEach(month -> months.add(month.asString()));
        assertThat(months).containsExactly("2026-01", "2025-12");
        assertThat(photographer()
                        .get("/api/images/suggestions?q=d")
                        .expect(200)
                        .get("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void changesManyAtOnceButNoneOfOthers() {
        String mine = photo("a.jpg", "Nikon D850", "2026-01-01T00:00:00Z", List.of("old"));
        String also = photo("b.jpg", "Nikon D850", "2026-01-01T00:00:00Z", List.of());
        Person stranger = photographer();
        String theirs = stranger.photo(null, "c.jpg", picture()).get("id").asString();
        JsonNode photos = owner.post(
                        "/api/images/changes",
                        Map.of(
                                "photo_ids",
                                List.of(also, mine, theirs, newId().toString()),
                                "rating",
                                5,
                                "add_tags",
                                List.of("<b>best</b>", "BEST\u202e of\r\nall"),
                                "remove_tags",
                                List.of("OLD")))
                .expect(200)
                .get("photos");
        assertThat(photos.size()).isEqualTo(2);
        assertThat(photos.get(0).get("id").asString()).isEqualTo(also);
        assertThat(photos.get(1).get("tags").get(0).asString()).isEqualTo("<b>best</b>");
        assertThat(photos.get(1).get("tags").size()).isEqualTo(2);
        assertThat(found(owner, "tag=" + typed("<B>BEST</B>") + "&rating=5")).containsExactly(also, mine);
        // The last photo lost it: it is suggested no more.
        assertThat(owner.get("/api/images/suggestions?q=old")
                        .expect(200)
                        .get("items")
                        .isEmpty())
                .isTrue();
        assertThat(stranger.get("/api/images/" + theirs)
                        .expect(200)
                        .get("rating")
                        .asInt())
                .isZero();
        owner.post("/api/images/changes", Map.of("photo_ids", List.of())).expectProblem(400, "validation");
        owner.post("/api/images/changes", Map.of("photo_ids", List.of(mine), "add_tags", List.of("x".repeat(65))))
                .expectProblem(400, "validation");
    }

    @Test
    void takesBackWhatItChangedAndNothingOfOthers() {
        String rated = photo("a.jpg", "Nikon D850", "2026-01-01T00:00:00Z", List.of("Old", "kept"));
        String other = photo("b.jpg", "Nikon D850", "2026-01-01T00:00:00Z", List.of("new"));
        owner.patch("/api/images/" + other, Map.of("rating", 2)).expect(200);
        JsonNode undo = owner.post(
                        "/api/images/changes",
                        Map.of(
                                "photo_ids",
                                List.of(rated, other),
                                "rating",
                                5,
                                "add_tags",
                                List.of("new"),
                                "remove_tags",
                                List.of("OLD")))
                .expect(200)
                .get("undo");
        // Meanwhile somebody else thinks otherwise of one of them, and finds another word for it.
        owner.patch("/api/images/" + other, Map.of("rating", 4, "tags", List.of("new", "theirs")))
                .expect(200);
        Map<String, Object> request = Map.of("photos", undo);
        Person stranger = photographer();
        assertThat(stranger.post("/api/images/changes/undo", request)
                        .expect(200)
                        .isEmpty())
                .isTrue();
        JsonNode photos = owner.post("/api/images/changes/undo", request).expect(200);
        assertThat(photos.get(0).get("rating").asInt()).isZero();
        assertThat(words(photos.get(0))).containsExactlyInAnyOrder("Old", "kept");
        assertThat(photos.get(1).get("rating").asInt()).isEqualTo(4);
        assertThat(words(photos.get(1))).containsExactly("new", "theirs");
        assertThat(found(owner, "tag=old")).containsExactly(rated);
        assertThat(owner.post("/api/images/changes/undo", request).expect(200).size())
                .isEqualTo(2);
        owner.post("/api/images/changes/undo", Map.of("photos", List.of())).expectProblem(400, "validation");
        owner.post(
                        "/api/images/changes/undo",
                        Map.of(
                                "photos",
                                List.of(Map.of(
                                        "photo_id",
                                        rated,
                                        "rating",
                                        Map.of("was", 9, "became", 0),
                                        "added_tags",
                                        List.of(),
                                        "removed_tags",
                                        List.of("a\u0000b")))))
                .expectProblem(400, "validation");
    }

    private static List<String> words(JsonNode photo) {
        return photo.get("tags").valueStream().map(JsonNode::asString).toList();
    }

    /** More than the walk passes by, and what is searched stands behind it. */
    @Test
    void findsWhatIsOldAndInOrderPageByPage() {
        // From before the time computers count from, as scans of film are.
        String template = photo("template.jpg", "Nikon D850", "1955-01-01T00:00:00Z", List.of());
        jdbc.sql("""
                        insert into photos (id, studio_id, owner_id, key, filename, status, content_type, size_bytes,
                                            position, version, created_at, updated_at, taken_at, terms)
                        select case when n > 25000
                                    then (left(id::text, 9) || '0000' || substr(id::text, 14, 11)
                                          || lpad(to_hex(n), 12, '0'))::uuid
                                    else gen_random_uuid() end,
                               studio_id, owner_id, 'k' || n || id, 'x', 'ready', 'image/jpeg', 1, 'a', 1, now(), now(),
                               taken_at - n * interval '1 second',
                               array_to_tsvector(array['s:' || studio_id, 'w:' || case when n > 25000 then 'old' else 'new' end])
                          from photos, generate_series(1, 25010) n where id = :template""").param("template", UUID.fromString(template)).update();
        try {
            for (String sort : List.of("added", "taken")) {
                List<String> all = new ArrayList<>();
                String cursor = "";
                do {
                    JsonNode page = owner.get("/api/images/ids?q=ol&limit=4&sort=" + sort + cursor)
                            .expect(200);
                    page.get("items").forEach(id -> all.add(id.asString()));
                    cursor = page.get("next_cursor").isNull()
                            ? null
                            : "&cursor=" + page.get("next_cursor").asString();
                } while (cursor != null);
                assertThat(all).hasSize(10).doesNotHaveDuplicates();
                if (sort.equals("added")) {
                    assertThat(all).isSortedAccordingTo(java.util.Comparator.reverseOrder());
                } else {
                    assertThat(all.getFirst()).endsWith("61a9");
                    assertThat(all.getLast()).endsWith("61b2");
                }
            }
            assertThat(owner.get("/api/images/ids?limit=10000")
                            .expect(200)
                            .get("items")
                            .size())
                    .isEqualTo(10_000);
        } finally {
            jdbc.sql("delete from photos where studio_id = :studio")
                    .param("studio", owner.studio())
                    .update();
        }
    }
}
