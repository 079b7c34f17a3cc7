package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

class PublicSiteTest extends RunningService {

    @Test
    void showsWhatIsReadyAndNotArchivedOfPublicGalleries() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Open day", true);
        String id = gallery.get("id").asString();
        JsonNode shown = owner.photo(id, "1.jpg", picture());
        JsonNode archived = owner.photo(id, "2.jpg", picture());
        owner.photo(id, "3.jpg", picture());
        JsonNode failed = owner.photo(id, "4.jpg", picture());
        JsonNode loose = owner.photo(null, "5.jpg", picture());
        becomesReady(owner, shown);
        becomesReady(owner, archived);
        becomesReady(owner, loose);
        send(
                newId(),
                "media.asset.failed.v1",
                Api.id(failed.get("id")),
                2,
                Map.of("reason", Map.of("code", "unreadable", "message", "No")));
        awaitStatus(owner, failed.get("id").asString(), "failed");
        owner.patch("/api/images/" + archived.get("id").asString(), Map.of("archived", true))
                .expect(200);

        JsonNode page = guest().get("/api/public/galleries/" + id + "/photos").expect(200);
        assertThat(ids(page)).containsExactly(shown.get("id").asString());
        JsonNode photo = page.get("items").get(0);
        assertThat(photo.get("urls").get("preview").asString())
                .startsWith(
                        "http://media.localhost:8080/a/" + shown.get("key").asString() + "/preview?g=g." + id + ".1&e=")
                .doesNotContain("&n=");
        assertThat(photo.get("urls").has("original")).isFalse();
        assertThat(photo.get("gallery").get("name").asString()).isEqualTo("Open day");
        JsonNode newest = guest().get("/api/public/photos").expect(200);
        assertThat(ids(newest))
                .contains(shown.get("id").asString())
                .doesNotContain(
                        archived.get("id").asString(),
                        failed.get("id").asString(),
                        loose.get("id").asString());
        JsonNode asGuest = guest().get("/api/public/galleries/" + id).expect(200);
        assertThat(asGuest.get("photo_count").asInt()).isEqualTo(1);
        assertThat(asGuest.get("cover").get("id").asString())
                .isEqualTo(shown.get("id").asString());
        assertThat(ids(guest().get("/api/public/galleries?q=open").expect(200))).contains(id);
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").values().stream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    @Test
    void losesAGalleryThatBecomesPrivateAndItsUrlsToo() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Was open", true);
        String id = gallery.get("id").asString();
        JsonNode photo = owner.photo(id, "1.jpg", picture());
        becomesReady(owner, photo);
        owner.put("/api/galleries/" + id, Map.of("name", "Closed", "is_public", false))
                .expect(200);
        guest().get("/api/public/galleries/" + id).expectProblem(404, "not-found");
        guest().get("/api/public/galleries/" + id + "/photos").expectProblem(404, "not-found");
        assertThat(ids(guest().get("/api/public/photos?limit=200").expect(200)))
                .doesNotContain(photo.get("id").asString());
        Event unpublished = heard.awaitLast(UUID.fromString(id), "gallery.unpublished.v1", 1);
        assertThat(unpublished.data().get("grant").asString()).isEqualTo("g." + id + ".1");
        owner.put("/api/galleries/" + id, Map.of("name", "Open again", "is_public", true))
                .expect(200);
        JsonNode again = guest().get("/api/public/galleries/" + id).expect(200);
        assertThat(again.get("cover").get("urls").get("thumbnail").asString()).contains("?g=g." + id + ".2&");
        // Saving it without a change of that withdraws nothing.
        owner.put("/api/galleries/" + id, Map.of("name", "Still open", "is_public", true))
                .expect(200);
        assertThat(heard.of(UUID.fromString(id), "gallery.unpublished.v1")).hasSize(1);
    }
}
