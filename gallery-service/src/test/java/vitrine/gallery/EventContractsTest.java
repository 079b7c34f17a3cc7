package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

/** What is announced fits the published schemas; what others publish is understood. */
class EventContractsTest extends RunningService {

    private static final Path OWN = Path.of("contracts", "events");
    private static final Path MEDIA = Path.of("..", "media-service", "contracts", "events");

    private static List<String> violations(String type, String envelope) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(OWN.resolve(type + ".schema.json")));
        return schema.validate(envelope, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gallery.saved.v1",
                "gallery.deleted.v1",
                "gallery.unpublished.v1",
                "photo.saved.v1",
                "photo.deleted.v1",
                "asset.shown.v1",
                "gallery.replay.begun.v1",
                "gallery.replay.ended.v1",
                "permission.withdrawn.v1",
                "photo.copied.v1",
                "studio.branded.v1"
            })
    void hasAnExampleThatFits(String type) throws IOException {
        String example = Files.readString(OWN.resolve(type + ".example.json"));
        assertThat(violations(type, example)).isEmpty();
        assertThat(Api.JSON.readTree(example).get("type").asString()).isEqualTo(type);
        assertThat(violations(type, example.replace("\"data\"", "\"other\""))).isNotEmpty();
    }

    @Test
    void isKeptByWhatIsAnnounced() throws IOException {
        Person owner = photographer();
        JsonNode gallery = owner.gallery("Contract", true);
        String id = gallery.get("id").asString();
        JsonNode photo = owner.photo(id, "a.jpg", picture());
        becomesReady(owner, photo);
        JsonNode loose = owner.photo(null, "b.jpg", picture());
        owner.put(
                        "/api/galleries/" + id,
                        Map.of(
                                "name",
                                "C",
                                "is_public",
                                true,
                                "cover_photo_id",
                                photo.get("id").asString()))
                .expect(200);
        owner.delete("/api/images/" + loose.get("id").asString()).expect(204);
        owner.delete("/api/galleries/" + id).expect(204);
        owner.delete("/api/bin?everything=true").expect(204);
        heard.awaitLast(UUID.fromString(id), "gallery.deleted.v1", 1);
        heard.awaitLast(Api.id(photo.get("id")), "photo.deleted.v1", 1);
        JsonNode told = admin().post("/actuator/replay", Map.of()).expect(200);
        heard.awaitLast(Api.id(told.get("replay_id")), "gallery.replay.ended.v1", 1);
        List<Event> announced = heard.all().stream()
                .filter(e -> e.data().get("studio_id") == null
                        || e.data()
                                .get("studio_id")
                                .asString()
                                .equals(owner.studio().toString()))
                .toList();
        assertThat(announced.stream().map(Event::type))
                .contains(
                        "gallery.saved.v1",
                        "gallery.deleted.v1",
                        "gallery.unpublished.v1",
                        "photo.saved.v1",
                        "photo.deleted.v1",
                        "asset.shown.v1",
                        "gallery.replay.begun.v1",
                        "gallery.replay.ended.v1");
        for (Event event : announced) {
            String envelope = Api.JSON.writeValueAsString(Map.of(
                    "event_id", event.eventId(),
                    "type", event.type(),
                    "occurred_at", event.occurredAt().toString(),
                    "subject", event.subject(),
                    "version", event.version(),
                    "data", event.data()));
            assertThat(violations(event.type(), envelope)).as(envelope).isEmpty();
        }
    }

    @Test
    void understandsWhatMediaServicePublishes() throws IOException {
        Person owner = photographer();
        for (String outcome : List.of("ready", "failed")) {
            JsonNode photo = owner.photo(null, "a.jpg", picture());
            String id = photo.get("id").asString();
            for (String name : List.of("stored", outcome)) {
                String example = Files.readString(MEDIA.resolve("media.asset." + name + ".v1.example.json"))
                        .replace("0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b", id)
                        .replaceAll("0199a1b3-0000-7000-8000-[0-9a-f]{12}", newId().toString());
                JsonNode event = Api.JSON.readTree(example);
                send(
                        event.get("type").asString(),
                        UUID.fromString(event.get("event_id").asString()),
                        example.getBytes(StandardCharsets.UTF_8));
            }
            JsonNode known = awaitStatus(owner, id, outcome);
            if (outcome.equals("ready")) {
                assertThat(known.get("metadata").get("camera_model").asString()).isEqualTo("Canon EOS R5");
                assertThat(known.get("captured_at").asString()).isEqualTo("2026-06-20T13:04:05Z");
                assertThat(known.get("rating").asInt()).isEqualTo(4);
            } else {
                assertThat(known.get("reason").get("code").asString()).isEqualTo("unreadable");
            }
        }
    }

    @Test
    void understandsWhatShareServicePublishes() throws IOException {
        Person owner = photographer();
        String id = owner.photo(null, "a.jpg", picture()).get("id").asString();
        for (String visit : List.of("viewed", "downloaded")) {
            String example = Files.readString(
                    Path.of("..", "share-service", "contracts", "events", "share.photo." + visit + ".v1.example.json"));
            publish(example.replace(Api.JSON.readTree(example).get("subject").asString(), id));
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            JsonNode photo = owner.get("/api/images/" + id).expect(200);
            return photo.get("views").asInt() == 1 && photo.get("downloads").asInt() == 1;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"share.comment.written.v1", "share.photo.chosen.v1", "share.selection.signed.v1"})
    void tellsWhatVisitorsOfALinkDo(String type) throws IOException {
        Person maker = photographer();
        String example =
                Files.readString(Path.of("..", "share-service", "contracts", "events", type + ".example.json"));
        JsonNode data = Api.JSON.readTree(example).get("data");
        publish(example.replace(
                        data.get("created_by").asString(), maker.account().toString())
                .replace(data.get("studio_id").asString(), maker.studio().toString())
                .replace(data.get("link_id").asString(), newId().toString()));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        maker.get("/api/notifications").expect(200).get("items").size() == 1);
    }

    @Test
    void understandsWhatAuthServicePublishes() throws IOException {
        for (String type : List.of("account.activated.v1", "account.changed.v1")) {
            String example =
                    Files.readString(Path.of("..", "auth-service", "contracts", "events", type + ".example.json"));
            JsonNode event = Api.JSON.readTree(example);
            UUID studio = newId();
            publish(example.replace(event.get("data").get("studio_id").asString(), studio.toString())
                    .replace(event.get("subject").asString(), newId().toString()));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> jdbc.sql("select name from studios where id = ?")
                            .param(studio)
                            .query(String.class)
                            .optional()
                            .equals(java.util.Optional.of(
                                    event.get("data").get("studio_name").asString())));
        }
    }

    private void publish(String example) {
        JsonNode event = Api.JSON.readTree(example);
        send(
                event.get("type").asString(),
                newId(),
                example.replace(event.get("event_id").asString(), newId().toString())
                        .getBytes(StandardCharsets.UTF_8));
    }
}
