package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

/** Photos made of the same bytes. */
class CopiesTest extends RunningService {

    @Test
    void arePhotosOfTheirOwnMadeOfTheSameBytes() {
        Person owner = photographer();
        String gallery = owner.gallery("From", false).get("id").asString();
        String other = owner.gallery("To", true).get("id").asString();
        JsonNode photo = owner.photo(gallery, "a.jpg", picture());
        String id = photo.get("id").asString();
        owner.patch("/api/images/" + id, Map.of("title", "Kiss", "rating", 4, "locked", true))
                .expect(200);
        String copy = copy(owner, other, id);
        assertThat(copy).isNotEqualTo(id);
        // What media-service says of the bytes reaches both, as do URLs.
        JsonNode ready = becomesReady(owner, photo);
        JsonNode known = awaitStatus(owner, copy, "ready");
        assertThat(known.get("key")).isEqualTo(photo.get("key"));
        assertThat(known.get("title").asString()).isEqualTo("Kiss");
        assertThat(known.get("rating").asInt()).isEqualTo(4);
        assertThat(known.get("locked").asBoolean()).isFalse();
        assertThat(known.get("gallery_id").asString()).isEqualTo(other);
        assertThat(known.get("metadata")).isEqualTo(ready.get("metadata"));
        assertThat(known.get("urls").get("thumbnail").asString())
                .contains(photo.get("key").asString(), "?g=u." + owner.account());
        assertThat(guest().get("/api/public/galleries/" + other + "/photos")
                        .expect(200)
                        .get("items"))
                .hasSize(1);
        Event told = heard.awaitLast(UUID.fromString(copy), "photo.saved.v1", 2);
        assertThat(told.data().get("key")).isEqualTo(photo.get("key"));
        assertThat(told.data().get("status").asString()).isEqualTo("ready");
        // What is changed on one is not on the other.
        owner.patch("/api/images/" + copy, Map.of("title", "Other")).expect(200);
        assertThat(owner.get("/api/images/" + id).expect(200).get("title").asString())
                .isEqualTo("Kiss");
        Person stranger = photographer();
        String theirs = stranger.gallery("Theirs", false).get("id").asString();
        ask(stranger, theirs, id).expectProblem(404, "not-found");
        ask(owner, theirs, id).expectProblem(404, "not-found");
        ask(admin(), theirs, id).expectProblem(422, "unprocessable");
        assertThat(stranger.get("/api/images").expect(200).get("items")).isEmpty();
    }

    @Test
    void keepTheBytesUntilTheLastOfThemIsGone() {
        Person owner = photographer();
        String gallery = owner.gallery("Bytes", false).get("id").asString();
        String id = owner.photo(gallery, "a.jpg", picture()).get("id").asString();
        UUID asset = UUID.fromString(id);
        String copy = copy(owner, gallery, id);
        String copyOfCopy = copy(owner, gallery, copy);
        owner.delete("/api/images/" + id).expect(204);
        assertThat(shown(asset, 1)).isTrue();
        owner.delete("/api/bin?everything=true").expect(204);
        assertThat(kept(id)).isTrue();
        // Not that any of this makes the others less than photos.
        String late = copy(owner, gallery, copyOfCopy);
        owner.post("/api/bin", Map.of("photo_ids", List.of(copy, copyOfCopy))).expect(204);
        assertThat(shown(asset, 2)).isTrue();
        owner.delete("/api/images/" + late).expect(204);
        assertThat(shown(asset, 3)).isFalse();
        owner.post("/api/bin/restore", Map.of("photo_ids", List.of(copy))).expect(204);
        assertThat(shown(asset, 4)).isTrue();
        owner.delete("/api/bin?everything=true").expect(204);
        assertThat(kept(late)).isTrue();
        owner.delete("/api/images/" + copy).expect(204);
        owner.delete("/api/bin?everything=true").expect(204);
        assertThat(kept(copy)).isFalse();
        assertThat(heard.of(UUID.fromString(copy), "photo.deleted.v1")
                        .getFirst()
                        .data()
                        .get("asset_id")
                        .asString())
                .isEqualTo(id);
    }

    /** Of any number who take away the last photos of some bytes, or copy them meanwhile, exactly the last one takes the bytes along. */
    @Test
    void loseTheirBytesExactlyOnceHoweverManyDeleteThemAtOnce() throws Exception {
        Person owner = photographer();
        String gallery = owner.gallery("Race", false).get("id").asString();
        for (int round = 0; round < 6; round++) {
            String id = owner.photo(gallery, "a.jpg", picture()).get("id").asString();
            List<String> all = new ArrayList<>(List.of(id));
            for (int n = 0; n < 4; n++) {
                all.add(copy(owner, gallery, id));
            }
            String source = all.get(2);
            List<Callable<List<String>>> tasks = new ArrayList<>();
            for (String each : all) {
                tasks.add(() -> {
                    owner.delete("/api/images/" + each).expect(204);
                    owner.api()
                            .request(owner.token(), "DELETE", "/api/bin", Map.of("photo_ids", List.of(each)))
                            .expect(204);
                    return List.of();
                });
            }
            tasks.add(() -> {
                Api.Answer answer = ask(owner, gallery, source);
                return answer.status() == 201
                        ? List.of(answer.body().get("ids").get(0).asString())
                        : List.of();
            });
            List<String> left = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(6)) {
                for (var done : threads.invokeAll(tasks)) {
                    left.addAll(done.get());
                }
            }
            long taken = all.stream().filter(each -> !kept(each)).count();
            assertThat(taken).isEqualTo(left.isEmpty() ? 1 : 0);
            for (String copy : left) {
                owner.delete("/api/images/" + copy).expect(204);
                owner.delete("/api/bin?everything=true").expect(204);
                assertThat(kept(copy)).isFalse();
            }
        }
    }

    private boolean shown(UUID asset, int events) {
        return heard.awaitLast(asset, "asset.shown.v1", events)
                .data()
                .get("shown")
                .asBoolean();
    }

    private boolean kept(String photo) {
        return heard.awaitLast(UUID.fromString(photo), "photo.deleted.v1", 1)
                .data()
                .get("bytes_kept")
                .asBoolean();
    }

    private static String copy(Person person, String gallery, String photo) {
        return ask(person, gallery, photo).expect(201).get("ids").get(0).asString();
    }

    private static Api.Answer ask(Person person, String gallery, String photo) {
        return person.post("/api/images/copy", Map.of("photo_ids", List.of(photo), "gallery_id", gallery));
    }
}
