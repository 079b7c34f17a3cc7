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
        Event deleted = heard.awaitLast(Api.id(made.get("id")), "gallery.deleted.v1", 1);
        assertThat(deleted.version()).isGreaterThan(saved.version());
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
        int events = heard.of(UUID.fromString(id), "gallery.saved.v1").size();
        owner.delete("/api/images/" + second.get("id").asString()).expect(204);
        assertThat(cover(owner, id)).isEqualTo(first.get("id").asString());
        Event saved = heard.awaitLast(UUID.fromString(id), "gallery.saved.v1", events + 1);
        assertThat(saved.data().get("cover_photo_id").isNull()).isTrue();
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
        Event deleted = heard.awaitLast(Api.id(photo.get("id")), "photo.deleted.v1", 1);
        assertThat(deleted.data().get("key")).isEqualTo(photo.get("key"));
        assertThat(deleted.data().get("gallery_id").asString()).isEqualTo(id);
        heard.awaitLast(Api.id(locked.get("id")), "photo.deleted.v1", 1);
        heard.awaitLast(UUID.fromString(id), "gallery.unpublished.v1", 1);
        // What was on its way is not lost: it is found in the library.
        SUITE.put(Api.id(ticket.get("photo_id")), late);
        JsonNode arrived = owner.confirm(ticket, "late.jpg", late.length).expect(201);
        assertThat(arrived.get("gallery_id").isNull()).isTrue();
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
