package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

class UploadsTest extends RunningService {

    @Test
    void goInThreeSteps() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Steps", false);
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(gallery.get("id").asString(), "dir/Ünï.jpg", bytes);
        UUID id = Api.id(ticket.get("photo_id"));
        assertThat(ticket.get("key").asString()).isEqualTo(owner.account() + "/" + id + ".jpg");
        assertThat(ticket.get("public_url").asString()).isEqualTo("http://photos.localhost:8080/photo/" + id);
        assertThat(ticket.get("method").asString()).isEqualTo("PUT");
        owner.confirm(ticket, "Ünï.jpg", 600).expectProblem(422, "upload-missing");
        SUITE.put(id, bytes);
        owner.confirm(ticket, "Ünï.jpg", 601).expectProblem(422, "upload-mismatch");
        assertCounts(owner, gallery, 0, 0, 0);
        JsonNode photo = owner.confirm(ticket, "../\u202EÜnï.jpg", 600).expect(201);
        assertThat(photo.get("id").asString()).isEqualTo(id.toString());
        assertThat(photo.get("status").asString()).isEqualTo("pending");
        assertThat(photo.get("filename").asString()).isEqualTo("Ünï.jpg");
        assertThat(photo.get("width").asInt()).isEqualTo(300);
        assertThat(photo.get("urls").isNull()).isTrue();
        assertThat(owner.confirm(ticket, "other.jpg", 600).expect(200)).isEqualTo(photo);
        assertCounts(owner, gallery, 1, 1, 0);

        JsonNode ready = becomesReady(owner, photo);
        assertThat(ready.get("width").asInt()).isEqualTo(3000);
        assertThat(ready.get("title").asString()).isEqualTo("From the file");
        assertThat(ready.get("captured_at").asString()).isEqualTo("2026-05-01T10:11:12Z");
        assertThat(ready.get("metadata").get("camera_make").asString()).isEqualTo("Vitrine Optics");
        String original = ready.get("urls").get("original").asString();
        assertThat(original)
                .startsWith("http://media.localhost:8080/a/" + ticket.get("key").asString() + "/original?g=u."
                        + owner.account())
                .contains("&n=%C3%9Cn%C3%AF.jpg&");
        Event event = heard.awaitLast(id, "photo.saved.v1", 2);
        assertThat(event.data().get("status").asString()).isEqualTo("ready");
        assertThat(event.data().get("hidden").asBoolean()).isFalse();
    }

    @Test
    void areTheirOwnersAlone() {
        Person owner = photographer();
        Person colleague = member("colleague", owner.studio(), "photographer");
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(null, "a.jpg", bytes);
        SUITE.put(Api.id(ticket.get("photo_id")), bytes);
        int asked = SUITE.confirmations.get();
        photographer().confirm(ticket, "a.jpg", 600).expectProblem(404, "not-found");
        colleague.confirm(ticket, "a.jpg", 600).expectProblem(404, "not-found");
        assertThat(SUITE.confirmations.get()).isEqualTo(asked);
        owner.confirm(ticket, "a.jpg", 600).expect(201);
        photographer().confirm(ticket, "a.jpg", 600).expectProblem(404, "not-found");
    }

    @Test
    void makeOnePhotoHoweverOftenConfirmed() throws Exception {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Once", false);
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(gallery.get("id").asString(), "a.jpg", bytes);
        UUID id = Api.id(ticket.get("photo_id"));
        SUITE.put(id, bytes);
        Callable<Integer> confirm = () -> owner.confirm(ticket, "a.jpg", 600).status();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Integer> statuses = threads
                    .invokeAll(IntStream.range(0, 16).mapToObj(n -> confirm).toList())
                    .stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 200);
        }
        assertCounts(owner, gallery, 1, 1, 0);
    }

    @Test
    void arriveByEventWhenTheConfirmationDied() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Died", false);
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(gallery.get("id").asString(), "a.jpg", bytes);
        UUID id = Api.id(ticket.get("photo_id"));
        send(newId(), "media.asset.stored.v1", id, 1, stored(ticket, bytes));
        JsonNode photo = awaitStatus(owner, "pending", owner, id);
        assertThat(photo.get("filename").asString()).isEqualTo("a.jpg");
        SUITE.put(id, bytes);
        JsonNode confirmed = owner.confirm(ticket, "renamed.jpg", 600).expect(201);
        assertThat(confirmed.get("filename").asString()).isEqualTo("renamed.jpg");
        owner.confirm(ticket, "again.jpg", 600).expect(200);
        assertCounts(owner, gallery, 1, 1, 0);
    }

    private JsonNode awaitStatus(Person person, String status, Person ignored, UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> person.get("/api/images/" + id),
                        answer -> answer.status() == 200
                                && answer.body().get("status").asString().equals(status))
                .body();
    }

    private static Map<String, Object> stored(JsonNode ticket, byte[] bytes) {
        return Map.of(
                "photo_id",
                ticket.get("photo_id").asString(),
                "key",
                ticket.get("key").asString(),
                "content_type",
                "image/png",
                "size_bytes",
                bytes.length,
                "sha256",
                FakeSuite.sha256(bytes),
                "width",
                30,
                "height",
                20);
    }

    @Test
    void goOnOrAreGivenUpByTheirOwnerOnly() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Interrupted", false);
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(gallery.get("id").asString(), "a.jpg", bytes);
        Map<String, Object> upload = Map.of("key", ticket.get("key").asString());

        JsonNode again = owner.post("/api/images/resume", upload).expect(200);
        assertThat(again.get("key")).isEqualTo(ticket.get("key"));
        assertThat(again.get("photo_id")).isEqualTo(ticket.get("photo_id"));
        Person stranger = photographer();
        stranger.post("/api/images/resume", upload).expectProblem(404, "not-found");
        stranger.post("/api/images/abandon", upload).expect(204);

        FakeSuite.INSTANCE.put(Api.id(ticket.get("photo_id")), bytes);
        owner.confirm(ticket, "a.jpg", bytes.length).expect(201);
        owner.post("/api/images/resume", upload).expectProblem(409, "conflict");
        owner.post("/api/images/abandon", upload).expect(204);

        JsonNode unwanted = owner.ticket(gallery.get("id").asString(), "b.jpg", picture());
        owner.post("/api/images/abandon", Map.of("key", unwanted.get("key").asString()))
                .expect(204);
        owner.confirm(unwanted, "b.jpg", bytes.length).expectProblem(422, "upload-missing");
    }

    @Test
    void endTheSameInWhateverOrderTheEventsCome() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Orders", false);
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(gallery.get("id").asString(), "a.jpg", bytes);
        UUID id = Api.id(ticket.get("photo_id"));
        UUID once = newId();
        // Ready before anybody confirmed, twice, then what should have come before it.
        send(once, "media.asset.ready.v1", id, 3, readyData(ticket));
        send(once, "media.asset.ready.v1", id, 3, readyData(ticket));
        send(newId(), "media.asset.failed.v1", id, 2, Map.of("reason", Map.of("code", "timeout", "message", "Late")));
        send(newId(), "media.asset.stored.v1", id, 1, stored(ticket, bytes));
        // Several consumers take them: which of them comes first is anybody's guess.
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            Event last = heard.of(id, "photo.saved.v1").getLast();
            assertThat(last.data().get("content_type").asString()).isEqualTo("image/png");
            assertThat(last.data().get("status").asString()).isEqualTo("ready");
        });
        List<Long> versions =
                heard.of(id, "photo.saved.v1").stream().map(Event::version).toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates().hasSizeBetween(2, 3);
        JsonNode photo = owner.confirm(ticket, "a.jpg", 600).expect(201);
        assertThat(photo.get("status").asString()).isEqualTo("ready");
        assertThat(photo.get("width").asInt()).isEqualTo(3000);
        assertCounts(owner, gallery, 1, 0, 0);
        // A deleted photo does not come back.
        owner.delete("/api/images/" + id).expect(204);
        send(newId(), "media.asset.ready.v1", id, 4, readyData(ticket));
        UUID marker = newId();
        send(newId(), "account.changed.v1", marker, 1, Map.of());
        JsonNode other = owner.photo(null, "other.jpg", bytes);
        becomesReady(owner, other);
        owner.get("/api/images/" + id).expectProblem(404, "not-found");
        owner.confirm(ticket, "a.jpg", 600).expectProblem(404, "not-found");
    }

    @Test
    void ofAFailedPictureSayWhy() {
        Person owner = photographer();
        JsonNode photo = owner.photo(null, "a.jpg", picture());
        send(
                newId(),
                "media.asset.failed.v1",
                Api.id(photo.get("id")),
                2,
                Map.of("reason", Map.of("code", "too-many-pixels", "message", "More than 150 megapixels.")));
        JsonNode failed = awaitStatus(owner, photo.get("id").asString(), "failed");
        assertThat(failed.get("reason").get("code").asString()).isEqualTo("too-many-pixels");
        assertThat(failed.get("urls").isNull()).isTrue();
        // Rendered again with success later on.
        ready(photo, 3);
        assertThat(awaitStatus(owner, photo.get("id").asString(), "ready")
                        .get("reason")
                        .isNull())
                .isTrue();
    }

    @Test
    void ofTheSamePictureAreNoticed() {
        Person owner = photographer();
        String gallery = owner.gallery("Twice", false).get("id").asString();
        String other = owner.gallery("Elsewhere", false).get("id").asString();
        byte[] bytes = picture();
        JsonNode photo = owner.photo(gallery, "a.jpg", bytes);
        var again = new HashMap<String, Object>(Map.of(
                "filename",
                "b.jpg",
                "content_type",
                "image/jpeg",
                "size_bytes",
                600,
                "gallery_id",
                gallery,
                "sha256",
                FakeSuite.sha256(bytes).toUpperCase(java.util.Locale.ROOT)));
        JsonNode problem = owner.post("/api/images/upload-url", again).expectProblem(409, "duplicate-photo");
        assertThat(problem.get("photo_id")).isEqualTo(photo.get("id"));
        again.put("gallery_id", other);
        owner.post("/api/images/upload-url", again).expect(200);
    }

    @Test
    void areRefusedClearly() {
        Person owner = photographer();
        var request = new HashMap<String, Object>(
                Map.of("filename", "a.jpg", "content_type", "image/jpeg", "size_bytes", 52428801));
        owner.post("/api/images/upload-url", request).expectProblem(413, "upload-too-large");
        request.put("size_bytes", 0);
        JsonNode problem = owner.post("/api/images/upload-url", request).expectProblem(400, "validation");
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("size_bytes");
        request.put("size_bytes", 10);
        request.put("content_type", "text/html");
        owner.post("/api/images/upload-url", request).expectProblem(415, "unsupported-type");
    }

    @Test
    void answerWithinTwoSecondsWhenMediaServiceDoesNot() {
        Person owner = photographer();
        owner.get("/api/images").expect(200);
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(null, "a.jpg", bytes);
        SUITE.put(Api.id(ticket.get("photo_id")), bytes);
        SUITE.mood = FakeSuite.Mood.FULL;
        owner.confirm(ticket, "a.jpg", 600).expectProblem(507, "insufficient-storage");
        for (var mood : List.of(FakeSuite.Mood.HANGING, FakeSuite.Mood.BROKEN)) {
            SUITE.mood = mood;
            Instant start = Instant.now();
            owner.confirm(ticket, "a.jpg", 600).expectProblem(503, "unavailable");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(2500));
        }
        SUITE.recover();
        // Nothing was lost; it goes on once the circuit lets it.
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> owner.confirm(ticket, "a.jpg", 600).status() == 201);
    }

    @Test
    void pauseWhileManyPhotosOfTheStudioWait() {
        Person owner = photographer();
        SUITE.mood = FakeSuite.Mood.BUSY;
        Map<String, Object> request = Map.of("filename", "a.jpg", "content_type", "image/jpeg", "size_bytes", 10);
        var busy = owner.post("/api/images/upload-url", request);
        busy.expectProblem(429, "studio-busy");
        assertThat(busy.raw().headers().firstValue("Retry-After")).contains("15");
        SUITE.recover();
        assertThat(owner.post("/api/images/upload-url", request).status()).isLessThan(300);
    }

    @Test
    void ofScriptsGoInOneRequest() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Plain", false);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("one.jpg", picture());
        files.put("page.jpg", "<!doctype html><html></html>".getBytes(StandardCharsets.UTF_8));
        files.put("empty.jpg", new byte[0]);
        files.put("grüße 📸.jpg", picture());
        JsonNode items = PlainUploads.upload(owner, gallery.get("id").asString(), files)
                .expect(201)
                .get("items");
        assertThat(items.values().stream()
                        .map(item -> item.get("status").asString())
                        .collect(Collectors.toList()))
                .containsExactly("pending", "rejected", "rejected", "pending");
        assertThat(items.get(1).get("problem").get("type").asString())
                .isEqualTo("urn:vitrine:problem:unsupported-type");
        assertThat(items.get(3).get("filename").asString()).isEqualTo("grüße 📸.jpg");
        assertThat(SUITE.received(Api.id(items.get(0).get("id")))).isEqualTo(files.get("one.jpg"));
        assertCounts(owner, gallery, 2, 2, 0);
        PlainUploads.upload(owner, null, Map.of("page.jpg", files.get("page.jpg")))
                .expectProblem(415, "unsupported-type");
        PlainUploads.upload(owner, null, Map.of()).expectProblem(400, "validation");
        PlainUploads.upload(owner, "not-an-id", Map.of("one.jpg", picture())).expectProblem(400, "validation");
        var many = IntStream.range(0, 51).boxed().collect(Collectors.toMap(n -> n + ".jpg", n -> picture()));
        PlainUploads.upload(owner, null, many).expectProblem(413, "too-large");
        var far = IntStream.range(0, 80).boxed().collect(Collectors.toMap(n -> n + ".jpg", n -> picture()));
        PlainUploads.upload(owner, null, far).expectProblem(413, "too-large");
    }
}
