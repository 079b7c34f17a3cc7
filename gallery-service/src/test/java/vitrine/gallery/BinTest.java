package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

/** What was deleted: nowhere to be seen, and as it was when it comes back. */
class BinTest extends RunningService {

    @Autowired
    ScheduledAnnotationBeanPostProcessor scheduled;

    @Test
    void hidesAPhotoEverywhereAndBringsItBackToItsPlace() {
        Person owner = photographer();
        String gallery = owner.gallery("Public", true).get("id").asString();
        List<JsonNode> p = photos(owner, gallery, 3);
        p.forEach(photo -> becomesReady(owner, photo));
        String id = p.get(1).get("id").asString();
        String set = owner.post("/api/galleries/" + gallery + "/sets", Map.of("name", "Set"))
                .expect(201)
                .get("id")
                .asString();
        owner.post("/api/images/move", Map.of("photo_ids", List.of(id), "gallery_id", gallery, "set_id", set))
                .expect(204);
        owner.put("/api/galleries/" + gallery + "/cover", Map.of("photo_id", id, "focus_x", 0.1, "focus_y", 0.9))
                .expect(200);
        JsonNode before = owner.get("/api/galleries/" + gallery).expect(200);
        List<String> order = shown(owner, gallery);
        int told = heard.of(UUID.fromString(id), "photo.saved.v1").size();

        owner.delete("/api/images/" + id).expect(204);
        owner.delete("/api/images/" + id).expectProblem(404, "not-found");
        owner.get("/api/images/" + id).expectProblem(404, "not-found");
        owner.patch("/api/images/" + id, Map.of("rating", 1)).expectProblem(404, "not-found");
        assertThat(shown(owner, gallery)).doesNotContain(id).hasSize(2);
        assertThat(ids(owner.get("/api/images").expect(200))).doesNotContain(id);
        assertThat(ids(guest().get("/api/public/galleries/" + gallery + "/photos")
                        .expect(200)))
                .doesNotContain(id)
                .hasSize(2);
        assertThat(ids(guest().get("/api/public/photos").expect(200))).doesNotContain(id);
        assertThat(guest().get("/api/public/galleries/" + gallery)
                        .expect(200)
                        .get("photo_count")
                        .asInt())
                .isEqualTo(2);
        JsonNode without = owner.get("/api/galleries/" + gallery).expect(200);
        assertCounts(owner, without, 2, 0, 0);
        assertThat(without.get("cover").get("id").asString()).isNotEqualTo(id);
        owner.post("/api/images/downloads", Map.of("photo_ids", List.of(id), "size", "web"))
                .expectProblem(404, "not-found");
        owner.put("/api/galleries/" + gallery + "/cover", Map.of("photo_id", id, "focus_x", 0, "focus_y", 0))
                .expectProblem(422, "unprocessable");
        owner.post("/api/galleries/" + gallery + "/order", Map.of("photo_ids", List.of(id)))
                .expectProblem(404, "not-found");
        Event hidden = heard.awaitLast(UUID.fromString(id), "photo.saved.v1", told + 1);
        assertThat(hidden.data().get("hidden").asBoolean()).isTrue();
        assertThat(heard.awaitLast(UUID.fromString(id), "asset.shown.v1", 1)
                        .data()
                        .get("shown")
                        .asBoolean())
                .isFalse();
        JsonNode item = owner.get("/api/bin").expect(200).get("items").get(0);
        assertThat(item.get("id").asString()).isEqualTo(id);
        assertThat(item.get("kind").asString()).isEqualTo("photo");
        assertThat(item.get("gallery_name").asString()).isEqualTo("Public");
        assertThat(item.get("urls").get("thumbnail").asString()).contains("?g=b." + owner.account());

        Person stranger = photographer();
        assertThat(stranger.get("/api/bin").expect(200).get("items")).isEmpty();
        restore(stranger, id).expectProblem(404, "not-found");
        stranger.delete("/api/bin?everything=true").expect(204);
        restore(owner, id).expect(204);
        restore(owner, id).expectProblem(404, "not-found");
        assertThat(shown(owner, gallery)).isEqualTo(order);
        JsonNode after = owner.get("/api/galleries/" + gallery).expect(200);
        assertThat(after.get("cover").get("focus_x"))
                .isEqualTo(before.get("cover").get("focus_x"));
        assertThat(after.get("cover_photo_id").asString()).isEqualTo(id);
        assertCounts(owner, after, 3, 0, 0);
        assertThat(owner.get("/api/images/" + id).expect(200).get("set_id").asString())
                .isEqualTo(set);
        Event back = heard.awaitLast(UUID.fromString(id), "photo.saved.v1", told + 2);
        assertThat(back.data().get("hidden").asBoolean()).isFalse();
        heard.awaitLast(UUID.fromString(id), "asset.shown.v1", 2);
        List<Event> assets = heard.of(UUID.fromString(id), "asset.shown.v1");
        assertThat(assets.get(1).data().get("shown").asBoolean()).isTrue();
        assertThat(assets.get(1).version()).isGreaterThan(assets.get(0).version());
    }

    @Test
    void takesAGalleryWithItsPhotosAndGivesBackBoth() {
        Person owner = photographer();
        JsonNode made = owner.gallery("Wedding", true);
        String gallery = made.get("id").asString();
        List<JsonNode> p = photos(owner, gallery, 3);
        p.forEach(photo -> becomesReady(owner, photo));
        String alone = p.get(0).get("id").asString();
        owner.delete("/api/images/" + alone).expect(204);
        String grant = thumbnail(guest().get("/api/public/galleries/" + gallery).expect(200));
        owner.delete("/api/galleries/" + gallery).expect(204);
        for (String path : List.of("/api/galleries/", "/api/public/galleries/")) {
            owner.get(path + gallery).expectProblem(404, "not-found");
            owner.get(path + gallery + "/photos").expectProblem(404, "not-found");
        }
        assertThat(owner.get("/api/galleries").expect(200).get("items")).isEmpty();
        assertThat(owner.get("/api/images").expect(200).get("items")).isEmpty();
        owner.post("/api/images/downloads", Map.of("gallery_id", gallery, "size", "web"))
                .expectProblem(404, "not-found");
        owner.put("/api/galleries/" + gallery, Map.of("name", "N", "is_public", false))
                .expectProblem(404, "not-found");
        JsonNode loose = owner.photo(null, "loose.jpg", picture());
        owner.patch("/api/images/" + loose.get("id").asString(), Map.of("gallery_id", gallery))
                .expectProblem(404, "not-found");
        heard.awaitLast(UUID.fromString(gallery), "gallery.unpublished.v1", 1);
        List<JsonNode> items =
                owner.get("/api/bin").expect(200).get("items").values().stream().toList();
        assertThat(items).hasSize(2);
        assertThat(items.get(0).get("kind").asString()).isEqualTo("gallery");
        assertThat(items.get(0).get("photo_count").asInt()).isEqualTo(2);
        JsonNode page = owner.get("/api/bin?limit=1").expect(200);
        assertThat(ids(owner.get("/api/bin?limit=1&cursor="
                                + page.get("next_cursor").asString())
                        .expect(200)))
                .containsExactly(alone);
        owner.get("/api/bin?cursor=Zm9v").expectProblem(400, "malformed-request");
        // One that went with it comes back only with it; one whose gallery is away comes back to the library.
        restore(owner, p.get(1).get("id").asString()).expectProblem(404, "not-found");
        restore(owner, alone).expect(204);
        assertThat(owner.get("/api/images/" + alone)
                        .expect(200)
                        .get("gallery_id")
                        .isNull())
                .isTrue();

        owner.post("/api/bin/restore", Map.of("gallery_ids", List.of(gallery))).expect(204);
        JsonNode back = owner.get("/api/galleries/" + gallery).expect(200);
        assertCounts(owner, back, 2, 0, 0);
        assertThat(shown(owner, gallery))
                .containsExactly(
                        p.get(1).get("id").asString(), p.get(2).get("id").asString());
        assertThat(thumbnail(guest().get("/api/public/galleries/" + gallery).expect(200)))
                .isNotEqualTo(grant);
        Event told = heard.awaitLast(UUID.fromString(gallery), "gallery.saved.v1", 3);
        assertThat(told.data().get("binned").asBoolean()).isFalse();
        assertThat(told.data().get("is_public").asBoolean()).isTrue();
        assertThat(owner.get("/api/bin").expect(200).get("items")).isEmpty();
    }

    @Test
    void isAllOrNothingAndKeepsLockedPhotosOut() {
        Person owner = photographer();
        List<JsonNode> p = photos(owner, null, 2);
        String one = p.get(0).get("id").asString();
        String locked = p.get(1).get("id").asString();
        owner.patch("/api/images/" + locked, Map.of("locked", true)).expect(200);
        put(owner, one, locked).expectProblem(409, "conflict");
        put(owner, one, newId().toString()).expectProblem(404, "not-found");
        owner.get("/api/images/" + one).expect(200);
        owner.api()
                .request(owner.token(), "DELETE", "/api/bin", Map.of("photo_ids", List.of(one)))
                .expectProblem(404, "not-found");
        owner.delete("/api/bin").expectProblem(400, "validation");
        put(owner, one).expect(204);
        // The same picture may be put in again meanwhile.
        assertThat(owner.get("/api/images").expect(200).get("items")).hasSize(1);
    }

    /** However many instances do it at once, each is deleted for good exactly once, and the younger ones stay. */
    @Test
    void isEmptiedOfWhatIsOldByOneOfManyInstances() throws Exception {
        Person owner = photographer();
        String gallery = owner.gallery("Old", true).get("id").asString();
        List<JsonNode> old = photos(owner, gallery, 6);
        List<JsonNode> loose = photos(owner, null, 6);
        JsonNode young = photos(owner, null, 1).getFirst();
        JsonNode colleagues = photos(owner, gallery, 1).getFirst();
        String[] looseIds =
                loose.stream().map(photo -> photo.get("id").asString()).toArray(String[]::new);
        put(owner, looseIds).expect(204);
        put(owner, young.get("id").asString(), colleagues.get("id").asString()).expect(204);
        owner.delete("/api/galleries/" + gallery).expect(204);
        jdbc.sql("update galleries set binned_at = binned_at - interval '31 days' where id = ?::uuid")
                .param(gallery)
                .update();
        jdbc.sql("update photos set binned_at = binned_at - interval '31 days' where id = any(?::uuid[])")
                .param(looseIds)
                .update();
        Runnable purge = scheduled.getScheduledTasks().stream()
                .filter(task -> task.toString().contains("purgeOld"))
                .findFirst()
                .orElseThrow()
                .getTask()
                .getRunnable();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(IntStream.range(0, 4)
                    .<Callable<Object>>mapToObj(n -> Executors.callable(purge))
                    .toList())) {
                done.get();
            }
        }
        for (JsonNode photo :
                java.util.stream.Stream.concat(old.stream(), loose.stream()).toList()) {
            Event gone = heard.awaitLast(Api.id(photo.get("id")), "photo.deleted.v1", 1);
            assertThat(gone.data().get("bytes_kept").asBoolean()).isFalse();
        }
        heard.awaitLast(UUID.fromString(gallery), "gallery.deleted.v1", 1);
        assertThat(heard.all().stream()
                        .filter(e -> e.type().equals("photo.deleted.v1")
                                && e.data()
                                        .get("studio_id")
                                        .asString()
                                        .equals(owner.studio().toString()))
                        .count())
                .isEqualTo(12);
        assertThat(ids(owner.get("/api/bin").expect(200)))
                .containsExactlyInAnyOrder(
                        young.get("id").asString(), colleagues.get("id").asString());
        restore(owner, colleagues.get("id").asString()).expect(204);
        owner.delete("/api/bin?everything=true").expect(204);
        heard.awaitLast(Api.id(young.get("id")), "photo.deleted.v1", 1);
        assertThat(ids(owner.get("/api/images").expect(200)))
                .containsExactly(colleagues.get("id").asString());
    }

    private static String thumbnail(JsonNode gallery) {
        return gallery.get("cover").get("urls").get("thumbnail").asString().replaceFirst("&e=.*", "");
    }

    private static Api.Answer put(Person person, String... photos) {
        return person.post("/api/bin", Map.of("photo_ids", List.of(photos)));
    }

    private static Api.Answer restore(Person person, String... photos) {
        return person.post("/api/bin/restore", Map.of("photo_ids", List.of(photos)));
    }

    private static List<JsonNode> photos(Person owner, String gallery, int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> owner.photo(gallery, n + ".jpg", picture()))
                .toList();
    }

    private static List<String> shown(Person person, String gallery) {
        return ids(person.get("/api/galleries/" + gallery + "/photos").expect(200));
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").values().stream()
                .map(item -> item.get("id").asString())
                .toList();
    }
}
