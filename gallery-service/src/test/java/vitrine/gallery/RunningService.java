package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;
import vitrine.devservices.TestMailbox;

/** The service on a port, with PostgreSQL and a broker; all tests share one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestDatabase
@TestBroker
@TestMailbox
@Import({HeardEvents.class, OpenApiForTests.class})
abstract class RunningService {

    static final FakeSuite SUITE = FakeSuite.INSTANCE;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    HeardEvents heard;

    @DynamicPropertySource
    static void suite(DynamicPropertyRegistry properties) {
        properties.add("vitrine.auth.url", SUITE::url);
        properties.add("vitrine.media.url", SUITE::url);
        properties.add("vitrine.dns.server", NameServer.INSTANCE::url);
        properties.add(
                "vitrine.media.signing-keys",
                () -> "v1:dml0cmluZSBzaWduZWQgdXJsIHRlc3QgdmVjdG9yczoga2V5IG51bWJlciBvbmU=");
        properties.add("springdoc.default-flat-param-object", () -> "true");
        properties.add("vitrine.mail.every", () -> "50ms");
        properties.add("vitrine.mail.gather", () -> "500ms");
        properties.add("logging.structured.format.console", () -> "");
    }

    @AfterEach
    void recover() {
        SUITE.recover();
    }

    static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    Api api() {
        return new Api(port);
    }

    Person guest() {
        return new Person("guest", api(), null, null, null);
    }

    Person photographer() {
        return member("photographer", newId(), "photographer");
    }

    Person member(String name, UUID studio, String... roles) {
        UUID account = newId();
        return new Person(name, api(), account, studio, SUITE.token(account, studio, roles));
    }

    Person admin() {
        return member("admin", null, "admin");
    }

    static byte[] picture() {
        byte[] bytes = new byte[600];
        new java.util.Random().nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return bytes;
    }

    // ---- events of others, sent through the real broker

    void send(UUID eventId, String type, UUID subject, long version, Object data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("event_id", eventId);
        envelope.put("type", type);
        envelope.put("occurred_at", Instant.now().toString());
        envelope.put("subject", subject);
        envelope.put("version", version);
        envelope.put("data", data);
        send(type, eventId, Api.JSON.writeValueAsBytes(envelope));
    }

    void send(String type, UUID eventId, byte[] body) {
        rabbit.send(
                "vitrine.events",
                type,
                MessageBuilder.withBody(body)
                        .setContentType("application/json")
                        .setMessageId(eventId.toString())
                        .setType(type)
                        .build());
    }

    void ready(JsonNode photo, long version) {
        send(newId(), "media.asset.ready.v1", Api.id(photo.get("id")), version, readyData(photo));
    }

    static Map<String, Object> readyData(JsonNode photo) {
        return Map.of(
                "photo_id", photo.get(photo.has("id") ? "id" : "photo_id").asString(),
                "key", photo.get("key").asString(),
                "width", 3000,
                "height", 2000,
                "placeholder", "3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
                "metadata",
                        Map.of(
                                "camera_make",
                                "Vitrine\0 Optics",
                                "iso",
                                200,
                                "title",
                                "From the file",
                                "captured_at",
                                "2026-05-01T10:11:12Z",
                                "keywords",
                                List.of("wedding"),
                                "unknown_field",
                                1),
                "renditions", List.of(Map.of("name", "thumbnail", "width", 400, "height", 267, "bytes", 20000)));
    }

    JsonNode becomesReady(Person person, JsonNode photo) {
        ready(photo, 2);
        return awaitStatus(person, photo.get("id").asString(), "ready");
    }

    JsonNode awaitStatus(Person person, String photoId, String status) {
        return await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> person.get("/api/images/" + photoId).expect(200),
                        photo -> photo.get("status").asString().equals(status));
    }

    void assertCounts(Person person, JsonNode gallery, int photos, int pending, int failed) {
        JsonNode now =
                person.get("/api/galleries/" + gallery.get("id").asString()).expect(200);
        assertThat(List.of(
                        now.get("photo_count").asInt(),
                        now.get("pending_count").asInt(),
                        now.get("failed_count").asInt()))
                .containsExactly(photos, pending, failed);
    }
}
