package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an account made goes with it, and everybody hears of that. */
class AccountDeletionTest extends RunningService {

    @Test
    void takesGalleriesAndPhotosAlongAndTellsOthers() {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Wedding", true);
        String id = gallery.get("id").asString();
        JsonNode photo = owner.photo(id, "a.jpg", picture());
        JsonNode locked = owner.photo(id, "b.jpg", picture());
        owner.patch("/api/images/" + locked.get("id").asString(), Map.of("locked", true))
                .expect(200);
        JsonNode loose = owner.photo(null, "c.jpg", picture());
        becomesReady(owner, photo);
        Person stranger = photographer();
        JsonNode theirs = stranger.photo(null, "d.jpg", picture());

        deleted(owner, 5, true);

        for (JsonNode each : new JsonNode[] {photo, locked, loose}) {
            var event = heard.awaitLast(Api.id(each.get("id")), "photo.deleted.v1", 1);
            assertThat(event.data().get("key").asString())
                    .isEqualTo(each.get("key").asString());
        }
        heard.awaitLast(UUID.fromString(id), "gallery.unpublished.v1", 1);
        heard.awaitLast(UUID.fromString(id), "gallery.deleted.v1", 1);
        assertThat(rows("galleries", owner)).isZero();
        assertThat(rows("photos", owner)).isZero();
        assertThat(jdbc.sql("select count(*) from studios where id = ?")
                        .param(owner.studio())
                        .query(Long.class)
                        .single())
                .isZero();
        guest().get("/api/public/galleries/" + id).expectProblem(404, "not-found");
        stranger.get("/api/images/" + theirs.get("id").asString()).expect(200);
    }

    @Test
    void leavesColleaguesTheirPhotosAndGalleries() {
        UUID studio = newId();
        Person owner = member("owner", studio, "photographer");
        Person colleague = member("colleague", studio, "photographer");
        String going = owner.gallery("Going", false).get("id").asString();
        String staying = colleague.gallery("Staying", false).get("id").asString();
        JsonNode theirs = colleague.photo(going, "theirs.jpg", picture());
        JsonNode cover = owner.photo(staying, "cover.jpg", picture());
        JsonNode other = colleague.photo(staying, "other.jpg", picture());
        becomesReady(owner, cover);
        colleague
                .put(
                        "/api/galleries/" + staying,
                        Map.of(
                                "name",
                                "S",
                                "is_public",
                                false,
                                "cover_photo_id",
                                cover.get("id").asString()))
                .expect(200);
        int saved = heard.of(UUID.fromString(staying), "gallery.saved.v1").size();

        deleted(owner, 5, false);

        heard.awaitLast(UUID.fromString(going), "gallery.deleted.v1", 1);
        assertThat(heard.awaitLast(UUID.fromString(staying), "gallery.saved.v1", saved + 1)
                        .data()
                        .get("cover_photo_id")
                        .isNull())
                .isTrue();
        assertThat(heard.awaitLast(Api.id(theirs.get("id")), "photo.saved.v1", 2)
                        .data()
                        .get("gallery_id")
                        .isNull())
                .isTrue();
        assertThat(colleague
                        .get("/api/images/" + theirs.get("id").asString())
                        .expect(200)
                        .get("gallery_id")
                        .isNull())
                .isTrue();
        colleague.get("/api/images/" + cover.get("id").asString()).expectProblem(404, "not-found");
        colleague.get("/api/images/" + other.get("id").asString()).expect(200);
        assertCounts(colleague, colleague.get("/api/galleries/" + staying).expect(200), 1, 1, 0);
    }

    @Test
    void endsUploadsUnderWayWithoutPuzzlingAnybodyLater() {
        Person owner = photographer();
        byte[] bytes = picture();
        JsonNode ticket = owner.ticket(null, "late.jpg", bytes);
        UUID photo = Api.id(ticket.get("photo_id"));

        deleted(owner, 5, true);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> jdbc.sql("select arrived_at is not null from uploads where photo_id = ?")
                        .param(photo)
                        .query(Boolean.class)
                        .single());
        send(
                newId(),
                "media.asset.stored.v1",
                photo,
                1,
                Map.of(
                        "content_type",
                        "image/jpeg",
                        "size_bytes",
                        600,
                        "key",
                        ticket.get("key").asString()));
        send(newId(), "media.asset.ready.v1", photo, 2, readyData(ticket));
        Person marker = photographer();
        becomesReady(marker, marker.photo(null, "m.jpg", picture()));

        assertThat(rows("photos", owner)).isZero();
        assertThat(heard.of(photo, "photo.saved.v1")).isEmpty();
    }

    @Test
    void happensOnceHoweverOftenAndLateItIsHeard() {
        Person owner = photographer();
        String id = owner.gallery("Once", false).get("id").asString();
        deleted(owner, 5, true);
        deleted(owner, 5, true);
        heard.awaitLast(UUID.fromString(id), "gallery.deleted.v1", 1);
        var late = new HashMap<String, Object>();
        late.put("account_id", owner.account());
        late.put("studio_id", owner.studio());
        late.put("studio_name", "Back again");
        send(newId(), "account.changed.v1", owner.account(), 4, late);
        Person next = photographer();
        String other = next.gallery("Next", false).get("id").asString();
        deleted(next, 2, true);
        heard.awaitLast(UUID.fromString(other), "gallery.deleted.v1", 1);

        assertThat(heard.of(UUID.fromString(id), "gallery.deleted.v1")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from studios where id = ?")
                        .param(owner.studio())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void understandsWhatAuthServicePublishes() throws IOException {
        Person owner = photographer();
        String id = owner.gallery("By the book", false).get("id").asString();
        String example = Files.readString(
                Path.of("..", "auth-service", "contracts", "events", "account.deleted.v1.example.json"));
        JsonNode event = Api.JSON.readTree(example);
        UUID eventId = newId();
        send(
                "account.deleted.v1",
                eventId,
                example.replace(event.get("event_id").asString(), eventId.toString())
                        .replace(
                                event.get("subject").asString(), owner.account().toString())
                        .replace(
                                event.get("data").get("studio_id").asString(),
                                owner.studio().toString())
                        .getBytes(StandardCharsets.UTF_8));
        heard.awaitLast(UUID.fromString(id), "gallery.deleted.v1", 1);
    }

    private void deleted(Person person, long version, boolean withStudio) {
        send(
                newId(),
                "account.deleted.v1",
                person.account(),
                version,
                Map.of(
                        "account_id", person.account(),
                        "studio_id", person.studio(),
                        "studio_deleted", withStudio));
    }

    private long rows(String table, Person owner) {
        return jdbc.sql("select count(*) from " + table + " where owner_id = ?")
                .param(owner.account())
                .query(Long.class)
                .single();
    }
}
