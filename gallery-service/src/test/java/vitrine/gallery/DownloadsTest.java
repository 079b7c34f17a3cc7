package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DownloadsTest extends RunningService {

    record Saved(String downloadNames) {}

    private Person studioOwner() {
        UUID account = newId();
        UUID studio = newId();
        return new Person(
                "owner",
                api(),
                account,
                studio,
                SUITE.token(account, studio, claims -> claims.claim("studio_role", "owner"), "photographer"));
    }

    private FakeSuite.ZipOrder orderOf(JsonNode download) {
        return SUITE.zipOrders.stream()
                .filter(order -> order.id().toString().equals(download.get("id").asString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGalleryIsOrderedForWhoAsks() {
        Person me = photographer();
        JsonNode gallery = me.gallery("Anna & Jón", false);
        String id = gallery.get("id").asString();
        JsonNode first = me.photo(id, "a.jpg", picture());
        me.photo(id, "b.jpg", picture());
        me.photo(null, "elsewhere.jpg", picture());

        JsonNode download = me.post("/api/images/downloads", Map.of("gallery_id", id, "size", "original"))
                .expect(201);
        assertThat(download.get("photo_count").asInt()).isEqualTo(2);
        assertThat(download.get("size_bytes").asLong()).isEqualTo(4711);
        var order = orderOf(download);
        assertThat(order.query()).startsWith("g=u." + me.account() + "&e=");
        assertThat(order.body().get("filename").asString()).isEqualTo("Anna & Jón.zip");
        assertThat(order.body().at("/photos/0/key").asString())
                .isEqualTo(first.get("key").asString());
        assertThat(order.body().at("/photos/0/name").asString()).isEqualTo("a.jpg");

        String path = "/api/images/downloads/" + download.get("id").asString();
        assertThat(download.get("url").asString()).isEqualTo("http://photos.localhost:8080" + path);
        var fetched = me.get(path);
        assertThat(fetched.status()).isEqualTo(303);
        assertThat(fetched.raw().headers().firstValue("Location").orElseThrow())
                .startsWith("http://media.localhost:8080/z/"
                        + download.get("id").asString() + "?g=u." + me.account() + "&e=");
    }

    @Test
    void aSelectionKeepsItsOrderAndHasNothingOfOthers() {
        Person me = photographer();
        JsonNode one = me.photo(null, "1.jpg", picture());
        JsonNode two = me.photo(null, "2.jpg", picture());
        JsonNode download = me.post(
                        "/api/images/downloads",
                        Map.of("photo_ids", List.of(two.get("id"), one.get("id"), two.get("id")), "size", "web"))
                .expect(201);
        var order = orderOf(download);
        assertThat(order.body().get("photos").size()).isEqualTo(2);
        assertThat(order.body().at("/photos/0/name").asString()).isEqualTo("2.jpg");
        assertThat(order.body().get("size").asString()).isEqualTo("web");

        Person stranger = photographer();
        stranger.post("/api/images/downloads", Map.of("photo_ids", List.of(one.get("id")), "size", "web"))
                .expectProblem(404, "not-found");
        JsonNode gallery = me.gallery("Mine", false);
        stranger.post("/api/images/downloads", Map.of("gallery_id", gallery.get("id"), "size", "web"))
                .expectProblem(404, "not-found");
        me.post(
                        "/api/images/downloads",
                        Map.of("gallery_id", gallery.get("id"), "photo_ids", List.of(one.get("id")), "size", "web"))
                .expectProblem(404, "not-found");
        me.post("/api/images/downloads", Map.of("gallery_id", gallery.get("id"), "size", "web"))
                .expectProblem(422, "unprocessable");
        me.post("/api/images/downloads", Map.of("size", "web")).expectProblem(400, "validation");
        me.post("/api/images/downloads", Map.of("gallery_id", gallery.get("id")))
                .expectProblem(400, "validation");
    }

    @Test
    void saysSoWhenMediaServiceIsAway() {
        Person me = photographer();
        JsonNode one = me.photo(null, "1.jpg", picture());
        SUITE.mood = FakeSuite.Mood.BROKEN;
        me.post("/api/images/downloads", Map.of("photo_ids", List.of(one.get("id")), "size", "web"))
                .expectProblem(503, "unavailable");
    }

    @Test
    void namesAreTheOwnersToDecide() {
        Person me = studioOwner();
        JsonNode gallery = me.gallery("Wedding", false);
        JsonNode photo = becomesReady(me, me.photo(gallery.get("id").asString(), "IMG_1.JPG", picture()));
        assertThat(me.get("/api/studio/downloads")
                        .expect(200)
                        .get("download_names")
                        .asString())
                .isEqualTo("original");
        assertThat(photo.at("/urls/original").asString()).contains("&n=IMG_1.JPG&");

        me.put("/api/studio/downloads", Map.of("download_names", "dated")).expect(200);
        String dated = me.get("/api/images/" + photo.get("id").asString())
                .expect(200)
                .at("/urls/original")
                .asString();
        // The picture says it was taken on 1 May 2026 at 10:11.
        assertThat(dated).containsPattern("&n=050126_1011_[0-9A-HJKMNP-TV-Z]{4}\\.jpg&");
        JsonNode download = me.post(
                        "/api/images/downloads", Map.of("photo_ids", List.of(photo.get("id")), "size", "original"))
                .expect(201);
        assertThat(dated).contains(orderOf(download).body().at("/photos/0/name").asString());
        assertThat(heard.awaitLast(Api.id(gallery.get("id")), "gallery.saved.v1", 2)
                        .dataAs(Saved.class)
                        .downloadNames())
                .isEqualTo("dated");

        Person member = member("member", me.studio(), "photographer");
        assertThat(member.get("/api/studio/downloads")
                        .expect(200)
                        .get("download_names")
                        .asString())
                .isEqualTo("dated");
        member.put("/api/studio/downloads", Map.of("download_names", "original"))
                .expectProblem(403, "forbidden");
        assertThat(photographer()
                        .get("/api/studio/downloads")
                        .expect(200)
                        .get("download_names")
                        .asString())
                .isEqualTo("original");
        me.put("/api/studio/downloads", Map.of("download_names", "mine")).expect(400);
        me.put("/api/studio/downloads", Map.of()).expectProblem(400, "validation");
        assertThat(guest().get("/api/studio/downloads").status()).isEqualTo(401);
    }

    @Test
    void aZipFromALinkCountsEachPhotoOnce() {
        Person me = photographer();
        JsonNode one = me.photo(null, "1.jpg", picture());
        JsonNode two = me.photo(null, "2.jpg", picture());
        UUID event = newId();
        UUID zip = newId();
        var data = Map.of(
                "download_id", zip,
                "link_id", newId(),
                "gallery_id", newId(),
                "photo_ids", List.of(one.get("id").asString(), two.get("id").asString()));
        send(event, "share.zip.downloaded.v1", zip, 1, data);
        send(event, "share.zip.downloaded.v1", zip, 1, data);
        for (JsonNode photo : List.of(one, two)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(
                                    me.get("/api/images/" + photo.get("id").asString())
                                            .expect(200)
                                            .get("downloads")
                                            .asLong())
                            .isEqualTo(1));
        }
    }
}
