package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

class GalleriesTest extends RunningService {

    @Test
    void areMadeReadChangedAndDeleted() {
        Person owner = photographer();
        JsonNode made = owner.post(
                        "/api/galleries", Map.of("name", "  <b>Anna & Jón</b> ", "description", "Summer", "extra", 1))
                .expect(201);
        assertThat(made.get("name").asString()).isEqualTo("<b>Anna & Jón</b>");
        assertThat(made.get("is_public").asBoolean()).isFalse();
        assertThat(made.get("cover").isNull()).isTrue();
        String path = "/api/galleries/" + made.get("id").asString();
        JsonNode changed =
                owner.put(path, Map.of("name", "Anna", "is_public", true)).expect(200);
        assertThat(changed.get("description").isNull()).isTrue();
        assertThat(changed.get("is_public").asBoolean()).isTrue();
        assertThat(owner.get(path).expect(200)).isEqualTo(changed);
        Event saved = heard.awaitLast(Api.id(made.get("id")), "gallery.saved.v1", 2);
        assertThat(saved.data().get("name").asString()).isEqualTo("Anna");
        assertThat(saved.data().get("public_epoch").asInt()).isEqualTo(1);
        owner.delete(path).expect(204);
        owner.get(path).expectProblem(404, "not-found");
        owner.delete(path).expectProblem(404, "not-found");
        Event binned = heard.awaitLast(Api.id(made.get("id")), "gallery.saved.v1", 3);
        assertThat(binned.data().get("binned").asBoolean()).isTrue();
        owner.delete("/api/bin?everything=true").expect(204);
        Event deleted = heard.awaitLast(Api.id(made.get("id")), "gallery.deleted.v1", 1);
        assertThat(deleted.version()).isGreaterThan(binned.version());
    }

    @Test
    void areFoundByName() {
        Person owner = photographer();
        owner.gallery("100% Wedding", false);
        owner.gallery("100 Weddings", false);
        owner.gallery("Party", false);
        assertThat(names(owner.get("/api/galleries?q=wedding").expect(200)))
                .containsExactly("100 Weddings", "100% Wedding");
        assertThat(names(owner.get("/api/galleries?q=100%25").expect(200))).containsExactly("100% Wedding");
        assertThat(names(owner.get("/api/galleries").expect(200)))
                .containsExactly("Party", "100 Weddings", "100% Wedding");
    }

    private static List<String> names(JsonNode page) {
        return page.get("items").values().stream()
                .map(gallery -> gallery.get("name").asString())
                .toList();
    }

    @Test
    void areListedInTheOrderOneWantsWithoutTheArchivedOnes() {
        Person owner = photographer();
        String b = dated(owner, "b", "2026-05-01");
        String a = dated(owner, "A", null);
        String c = dated(owner, "c", "2026-06-01");
        String old = dated(owner, "old", "2020-01-01");
        assertThat(listed(owner, "?sort=newest")).containsExactly("old", "c", "A", "b");
        assertThat(listed(owner, "?sort=event_date")).containsExactly("c", "b", "old", "A");
        assertThat(listed(owner, "?sort=name")).containsExactly("A", "b", "c", "old");
        owner.get("/api/galleries?sort=size").expectProblem(400, "validation");
        owner.put("/api/galleries/" + old, Map.of("name", "old", "is_public", true, "archived", true))
                .expect(200);
        assertThat(listed(owner, "?sort=name")).containsExactly("A", "b", "c");
        assertThat(listed(owner, "?archived=true&sort=event_date")).containsExactly("old");
        // What is not said about it stays; a date that is left out is taken away.
        JsonNode still = owner.put("/api/galleries/" + old, Map.of("name", "old", "is_public", true))
                .expect(200);
        assertThat(still.get("archived").asBoolean()).isTrue();
        assertThat(still.get("event_date").isNull()).isTrue();
        assertThat(owner.get("/api/galleries/" + b)
                        .expect(200)
                        .get("event_date")
                        .asString())
                .isEqualTo("2026-05-01");
        Event told = heard.awaitLast(UUID.fromString(c), "gallery.saved.v1", 1);
        assertThat(told.data().get("event_date").asString()).isEqualTo("2026-06-01");
        // A cursor that names the gallery of somebody else tells nothing about it.
        String theirs = owner.get("/api/galleries?limit=1&sort=name")
                .expect(200)
                .get("next_cursor")
                .asString();
        Person stranger = photographer();
        stranger.gallery("z", false);
        assertThat(names(stranger.get("/api/galleries?sort=name&cursor=" + theirs)
                        .expect(200)))
                .isEmpty();
        assertThat(a).isNotEqualTo(c);
    }

    private static String dated(Person owner, String name, String date) {
        var draft = new java.util.HashMap<String, Object>(Map.of("name", name));
        draft.put("event_date", date);
        return owner.post("/api/galleries", draft).expect(201).get("id").asString();
    }

    /** Page by page. */
    private static List<String> listed(Person owner, String query) {
        var names = new java.util.ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page =
                    owner.get("/api/galleries" + query + "&limit=1" + cursor).expect(200);
            names.addAll(names(page));
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);
        return names;
    }

    @Test
    void keepTheirPhotosAsTheyAreWhileLocked() {
        Person owner = photographer();
        String gallery = owner.gallery("Done", false).get("id").asString();
        String other = owner.gallery("Other", false).get("id").asString();
        String photo = owner.photo(gallery, "a.jpg", picture()).get("id").asString();
        String loose = owner.photo(other, "b.jpg", picture()).get("id").asString();
        String binned = owner.photo(gallery, "c.jpg", picture()).get("id").asString();
        owner.delete("/api/images/" + binned).expect(204);
        JsonNode before = owner.get("/api/galleries/" + gallery + "/photos").expect(200);
        lock(owner, gallery, true);
        String path = "/api/galleries/" + gallery;
        String image = "/api/images/" + photo;
        var in = Map.of("photo_ids", List.of(loose), "gallery_id", gallery);
        var out = Map.of("photo_ids", List.of(photo), "gallery_id", other);
        var upload =
                Map.of("filename", "x.jpg", "content_type", "image/jpeg", "size_bytes", 600, "gallery_id", gallery);
        for (Api.Answer refused : List.of(
                owner.patch(image, Map.of("title", "T")),
                owner.patch("/api/images/" + loose, Map.of("gallery_id", gallery)),
                owner.delete(image),
                owner.delete(path),
                owner.post("/api/bin", Map.of("photo_ids", List.of(photo))),
                owner.post("/api/bin/restore", Map.of("photo_ids", List.of(binned))),
                owner.post("/api/images/move", in),
                owner.post("/api/images/move", out),
                owner.post("/api/images/copy", in),
                owner.post("/api/images/upload-url", upload),
                PlainUploads.upload(owner, gallery, Map.of("p.jpg", picture())),
                owner.post(path + "/order", Map.of("photo_ids", List.of(photo))),
                owner.post(path + "/sort", Map.of("by", "name")),
                owner.post(path + "/sets", Map.of("name", "S")))) {
            refused.expectProblem(409, "gallery-locked");
        }
        photographer().post("/api/images/upload-url", upload).expectProblem(404, "not-found");
        assertThat(owner.get(path + "/photos")
                        .expect(200)
                        .get("items")
                        .get(0)
                        .get("title")
                        .isNull())
                .isTrue();
        assertThat(owner.get(path + "/photos").expect(200).get("items"))
                .hasSize(before.get("items").size());
        owner.post("/api/images/copy", out).expect(201);
        lock(owner, gallery, false);
        owner.patch(image, Map.of("title", "T")).expect(200);
        owner.post("/api/bin/restore", Map.of("photo_ids", List.of(binned))).expect(204);
    }

    private static void lock(Person owner, String gallery, boolean locked) {
        owner.put("/api/galleries/" + gallery, Map.of("name", "Done", "is_public", false, "locked", locked))
                .expect(200);
    }

    @Test
    void haveACover() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Covers", false);
        String id = gallery.get("id").asString();
        JsonNode first = owner.photo(id, "1.jpg", picture());
        JsonNode second = owner.photo(id, "2.jpg", picture());
        JsonNode elsewhere = owner.photo(null, "3.jpg", picture());
        assertThat(owner.get("/api/galleries/" + id).expect(200).get("cover").isNull())
                .isTrue();
        becomesReady(owner, first);
        becomesReady(owner, second);
        assertThat(cover(owner, id)).isEqualTo(first.get("id").asString());
        edit(owner, id, elsewhere.get("id").asString()).expectProblem(422, "unprocessable");
        edit(owner, id, newId().toString()).expectProblem(422, "unprocessable");
        edit(owner, id, second.get("id").asString()).expect(200);
        assertThat(cover(owner, id)).isEqualTo(second.get("id").asString());
        assertThat(focus(owner, id)).containsExactly(0.5, 0.5);
        String path = "/api/galleries/" + id;
        owner.put(path + "/cover", focused(elsewhere, 0, 1)).expectProblem(422, "unprocessable");
        owner.put(path + "/cover", focused(second, 1.01, 0)).expectProblem(400, "validation");
        owner.put(path + "/cover", Map.of("photo_id", second.get("id").asString()))
                .expectProblem(400, "validation");
        owner.put(path + "/cover", focused(second, 0.2, 1)).expect(200);
        assertThat(focus(owner, id)).containsExactly(0.2, 1.0);
        assertThat(heard.awaitLast(UUID.fromString(id), "gallery.saved.v1", 3)
                        .data()
                        .get("cover_focus_x")
                        .asDouble())
                .isEqualTo(0.2);
        edit(owner, id, second.get("id").asString()).expect(200);
        assertThat(focus(owner, id)).containsExactly(0.2, 1.0);
        edit(owner, id, first.get("id").asString()).expect(200);
        assertThat(focus(owner, id)).containsExactly(0.5, 0.5);
        owner.put(path + "/cover", focused(second, 0.2, 1)).expect(200);
        int events = 6;
        heard.awaitLast(UUID.fromString(id), "gallery.saved.v1", events);
        owner.delete("/api/images/" + second.get("id").asString()).expect(204);
        assertThat(cover(owner, id)).isEqualTo(first.get("id").asString());
        // It would be the cover again if it were put back.
        owner.delete("/api/bin?everything=true").expect(204);
        Event saved = heard.awaitLast(UUID.fromString(id), "gallery.saved.v1", events + 1);
        assertThat(saved.data().get("cover_photo_id").isNull()).isTrue();
    }

    private static Map<String, Object> focused(JsonNode photo, double x, double y) {
        return Map.of("photo_id", photo.get("id").asString(), "focus_x", x, "focus_y", y);
    }

    private static List<Double> focus(Person owner, String id) {
        JsonNode cover = owner.get("/api/galleries/" + id).expect(200).get("cover");
        return List.of(cover.get("focus_x").asDouble(), cover.get("focus_y").asDouble());
    }

    private static String cover(Person owner, String id) {
        return owner.get("/api/galleries/" + id)
                .expect(200)
                .get("cover")
                .get("id")
                .asString();
    }

    private static Api.Answer edit(Person owner, String id, String cover) {
        return owner.put("/api/galleries/" + id, Map.of("name", "C", "is_public", false, "cover_photo_id", cover));
    }

    @Test
    void countExactlyHoweverManyComeAtOnce() throws Exception {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Counted", false);
        JsonNode other = owner.gallery("Other", false);
        String id = gallery.get("id").asString();
        List<JsonNode> photos = inParallel(IntStream.range(0, 40)
                .<Callable<JsonNode>>mapToObj(n -> () -> owner.photo(id, n + ".jpg", picture()))
                .toList());
        assertCounts(owner, gallery, 40, 40, 0);
        for (int n = 0; n < 40; n++) {
            if (n % 2 == 0) {
                ready(photos.get(n), 2);
            } else {
                send(
                        newId(),
                        "media.asset.failed.v1",
                        Api.id(photos.get(n).get("id")),
                        2,
                        Map.of("reason", Map.of("code", "unreadable", "message", "The file ends too early.")));
            }
        }
        // Meanwhile some are moved there and back and some go away.
        inParallel(IntStream.range(0, 20)
                .<Callable<Object>>mapToObj(n -> () -> n < 10
                        ? owner.patch(
                                        "/api/images/" + photos.get(n).get("id").asString(),
                                        Map.of("gallery_id", other.get("id").asString()))
                                .expect(200)
                        : owner.delete("/api/images/" + photos.get(n).get("id").asString()))
                .toList());
        Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertCounts(owner, gallery, 20, 0, 10));
        assertCounts(owner, other, 10, 0, 5);
        owner.delete("/api/galleries/" + id).expect(204);
        assertThat(owner.get("/api/images").expect(200).get("items")).hasSize(10);
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            return threads.invokeAll(tasks).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void takeTheirPhotosWithThem() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Gone", true);
        String id = gallery.get("id").asString();
        JsonNode photo = owner.photo(id, "1.jpg", picture());
        JsonNode locked = owner.photo(id, "2.jpg", picture());
        byte[] late = picture();
        JsonNode ticket = owner.ticket(id, "late.jpg", late);
        owner.patch("/api/images/" + locked.get("id").asString(), Map.of("locked", true))
                .expect(200);
        owner.delete("/api/galleries/" + id).expectProblem(409, "conflict");
        assertCounts(owner, gallery, 2, 2, 0);
        owner.patch("/api/images/" + locked.get("id").asString(), Map.of("locked", false))
                .expect(200);
        owner.delete("/api/galleries/" + id).expect(204);
        owner.get("/api/images/" + photo.get("id").asString()).expectProblem(404, "not-found");
        heard.awaitLast(UUID.fromString(id), "gallery.unpublished.v1", 1);
        // What was on its way is not lost: it is found in the library.
        SUITE.put(Api.id(ticket.get("photo_id")), late);
        JsonNode arrived = owner.confirm(ticket, "late.jpg", late.length).expect(201);
        assertThat(arrived.get("gallery_id").isNull()).isTrue();
        owner.delete("/api/bin?everything=true").expect(204);
        Event deleted = heard.awaitLast(Api.id(photo.get("id")), "photo.deleted.v1", 1);
        assertThat(deleted.data().get("key")).isEqualTo(photo.get("key"));
        assertThat(deleted.data().get("gallery_id").asString()).isEqualTo(id);
        heard.awaitLast(Api.id(locked.get("id")), "photo.deleted.v1", 1);
        owner.get("/api/images/" + arrived.get("id").asString()).expect(200);
    }

    @Test
    void withThousandsOfPhotosGoAwayAsOne() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Huge", false);
        UUID id = Api.id(gallery.get("id"));
        jdbc.sql("""
                        insert into photos (id, studio_id, owner_id, gallery_id, key, filename, status, content_type,
                                            size_bytes, position, version, created_at, updated_at, taken_at, terms)
                        select gen_random_uuid(), :studio, :owner, :gallery, 'huge/' || n, n || '.jpg', 'pending',
                               'image/jpeg', 1, lpad(n::text, 10, '0'), 1, now(), now(), now(), ''
                          from generate_series(1, 2000) n""")
                .param("studio", owner.studio())
                .param("owner", owner.account())
                .param("gallery", id)
                .update();
        assertCounts(owner, gallery, 2000, 2000, 0);
        owner.delete("/api/galleries/" + id).expect(204);
        assertThat(owner.get("/api/images").expect(200).get("items")).isEmpty();
        owner.delete("/api/bin?everything=true").expect(204);
        assertThat(jdbc.sql("select count(*) from photos where key like 'huge/%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> heard.all().stream()
                                .filter(e -> e.type().equals("photo.deleted.v1")
                                        && e.data().get("key").asString().startsWith("huge/"))
                                .count()
                        == 2000);
    }

    @Test
    void bearTheNameOfTheirStudio() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Named", true);
        UUID id = Api.id(gallery.get("id"));
        UUID account = newId();
        send(newId(), "account.activated.v1", account, 1, account(account, owner.studio(), "Studio One"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> studioName(owner, id).equals("Studio One"));
        assertThat(heard.awaitLast(id, "gallery.saved.v1", 2)
                        .data()
                        .get("studio_name")
                        .asString())
                .isEqualTo("Studio One");
        send(newId(), "account.changed.v1", account, 3, account(account, owner.studio(), "Studio Three"));
        send(newId(), "account.changed.v1", account, 2, account(account, owner.studio(), "Studio Two"));
        heard.awaitLast(id, "gallery.saved.v1", 3);
        UUID marker = newId();
        send(newId(), "account.changed.v1", marker, 1, account(marker, marker, "After the others"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> jdbc.sql("select count(*) from studios where id = ?")
                                .param(marker)
                                .query(Integer.class)
                                .single()
                        == 1);
        assertThat(studioName(owner, id)).isEqualTo("Studio Three");
    }

    private static Map<String, Object> account(UUID account, UUID studio, String name) {
        return Map.of(
                "account_id",
                account,
                "username",
                "u",
                "email",
                "u@localhost",
                "roles",
                List.of("photographer"),
                "studio_id",
                studio,
                "studio_name",
                name);
    }

    private static String studioName(Person owner, UUID gallery) {
        return owner.get("/api/galleries/" + gallery)
                .expect(200)
                .get("studio")
                .get("name")
                .asString();
    }
}
