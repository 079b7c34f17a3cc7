package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class PhotosTest extends RunningService {

    @Test
    void areChangedFieldByField() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("One", false);
        JsonNode other = owner.gallery("Two", false);
        JsonNode photo = owner.photo(gallery.get("id").asString(), "a.jpg", picture());
        String path = "/api/images/" + photo.get("id").asString();
        JsonNode edited = owner.patch(
                        path,
                        Map.of("title", "<script>", "description", "d", "rating", 5, "archived", true, "locked", true))
                .expect(200);
        assertThat(edited.get("title").asString()).isEqualTo("<script>");
        assertThat(edited.get("rating").asInt()).isEqualTo(5);
        assertThat(edited.get("gallery_id")).isEqualTo(photo.get("gallery_id"));
        owner.delete(path).expectProblem(409, "conflict");
        owner.delete(path).expectProblem(409, "conflict");
        var noTitle = new HashMap<String, Object>();
        noTitle.put("title", null);
        noTitle.put("gallery_id", other.get("id").asString());
        JsonNode cleared = owner.patch(path, noTitle).expect(200);
        assertThat(cleared.get("title").isNull()).isTrue();
        assertThat(cleared.get("description").asString()).isEqualTo("d");
        assertCounts(owner, gallery, 0, 0, 0);
        assertCounts(owner, other, 1, 1, 0);
        noTitle.put("gallery_id", null);
        assertThat(owner.patch(path, noTitle).expect(200).get("gallery_id").isNull())
                .isTrue();
        owner.patch(path, Map.of("locked", false)).expect(200);
        owner.delete(path).expect(204);
        owner.get(path).expectProblem(404, "not-found");
        owner.delete("/api/bin?everything=true").expect(204);
        var last = heard.awaitLast(Api.id(photo.get("id")), "photo.deleted.v1", 1);
        var saved = heard.of(Api.id(photo.get("id")), "photo.saved.v1");
        assertThat(saved.get(1).data().get("hidden").asBoolean()).isTrue();
        assertThat(last.version()).isGreaterThan(saved.getLast().version());
    }

    @Test
    void countVisitsExactlyOnce() {
        Person owner = photographer();
        JsonNode photo = owner.photo(null, "a.jpg", picture());
        UUID id = Api.id(photo.get("id"));
        UUID first = newId();
        for (UUID event : List.of(first, newId(), first, first)) {
            send(event, "share.photo.viewed.v1", id, 1, Map.of("photo_id", id, "link_id", newId()));
        }
        send(newId(), "share.photo.downloaded.v1", id, 1, Map.of("photo_id", id, "link_id", newId()));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> owner.get("/api/images/" + id)
                                .expect(200)
                                .get("downloads")
                                .asInt()
                        == 1);
        assertThat(owner.get("/api/images/" + id).expect(200).get("views").asInt())
                .isEqualTo(2);
        // Counting does not undo what a person changes, nor the other way round.
        assertThat(owner.patch("/api/images/" + id, Map.of("rating", 1))
                        .expect(200)
                        .get("views")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void comeExactlyOncePageByPageWhileOthersAreAdded() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Long", true);
        UUID id = Api.id(gallery.get("id"));
        var expected = new HashSet<String>();
        insert(owner, id, 1000).forEach(photo -> expected.add(photo.toString()));
        for (String list : List.of(
                "/api/galleries/" + id + "/photos",
                "/api/images",
                "/api/images/",
                "/api/public/galleries/" + id + "/photos")) {
            var seen = new ArrayList<String>();
            String cursor = null;
            do {
                JsonNode page = owner.get(list + "?limit=73" + (cursor == null ? "" : "&cursor=" + cursor))
                        .expect(200);
                page.get("items").forEach(photo -> seen.add(photo.get("id").asString()));
                cursor = page.get("next_cursor").isNull()
                        ? null
                        : page.get("next_cursor").asString();
                insert(owner, id, 3);
            } while (cursor != null);
            assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
        }
    }

    private List<UUID> insert(Person owner, UUID gallery, int number) {
        var ids = new ArrayList<UUID>();
        var rows = new ArrayList<Object[]>();
        for (int n = 0; n < number; n++) {
            UUID id = newId();
            ids.add(id);
            rows.add(new Object[] {
                id,
                owner.studio(),
                owner.account(),
                gallery,
                "long/" + id,
                id.toString().replace("-", "")
            });
        }
        template.batchUpdate("""
                insert into photos (id, studio_id, owner_id, gallery_id, key, filename, status, content_type, width,
                                    height, size_bytes, position, version, created_at, updated_at, taken_at, terms)
                values (?, ?, ?, ?, ?, 'a.jpg', 'ready', 'image/jpeg', 30, 20, 1, ?, 1, now(), now(), now(), '')""", rows);
        return ids;
    }

    @org.springframework.beans.factory.annotation.Autowired
    JdbcTemplate template;
}
