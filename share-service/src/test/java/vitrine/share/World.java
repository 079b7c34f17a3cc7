package vitrine.share;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What surrounds the service in tests: people with tokens, other services' events, browsers with cookies. */
@TestComponent
@Lazy
public class World {

    public static final JsonMapper JSON = new JsonMapper();

    private static final String LISTENING = "test.listening";

    private final List<JsonNode> published = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final RabbitTemplate rabbit;
    private final JdbcClient jdbc;
    private final String origin;

    World(RabbitTemplate rabbit, AmqpAdmin admin, JdbcClient jdbc, @Value("${local.server.port}") int port) {
        admin.declareQueue(new Queue(LISTENING));
        admin.declareBinding(
                new Binding(LISTENING, Binding.DestinationType.QUEUE, "vitrine.events", "share.#", Map.of()));
        this.rabbit = rabbit;
        this.jdbc = jdbc;
        this.origin = "http://127.0.0.1:" + port;
    }

    public static UUID id() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    // ---- people

    public record Person(UUID id, UUID studio, List<String> roles) {

        public static Person photographer() {
            return new Person(World.id(), World.id(), List.of("photographer"));
        }

        public static Person with(UUID studio, String... roles) {
            return new Person(World.id(), studio, List.of(roles));
        }

        public String token() {
            return TestKeys.sign(
                    TestKeys.claims(id, studio, roles.toArray(String[]::new)).build());
        }
    }

    // ---- requests

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        public String type() {
            return body.path("type").asString("").replace("urn:vitrine:problem:", "");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    public Answer send(String method, String path, Object body, Consumer<HttpRequest.Builder> more) {
        var text = body == null ? "" : body instanceof String raw ? raw : JSON.writeValueAsString(body);
        var request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(20));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(text));
        }
        more.accept(request);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var json = response.headers().firstValue("Content-Type").orElse("").contains("json")
                    ? JSON.readTree(response.body())
                    : JSON.createObjectNode();
            return new Answer(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer as(Person person, String method, String path, Object body) {
        return send(method, path, body, request -> {
            if (person != null) {
                request.header("Authorization", "Bearer " + person.token());
            }
        });
    }

    public Answer as(Person person, String method, String path) {
        return as(person, method, path, null);
    }

    /** A browser of a client: keeps cookies by path as browsers do. */
    public final class Browser {

        public final Map<String, String> cookies = new LinkedHashMap<>();
        private final Map<String, String> paths = new LinkedHashMap<>();

        public Answer get(String path) {
            return request("GET", path, null);
        }

        public Answer post(String path, Object body) {
            return request("POST", path, body);
        }

        public Answer request(String method, String path, Object body) {
            var answer = send(method, path, body, request -> {
                var sent = new ArrayList<String>();
                cookies.forEach((name, value) -> {
                    if (path.startsWith(paths.getOrDefault(name, "/"))) {
                        sent.add(name.replaceFirst("@.*", "") + "=" + value);
                    }
                });
                if (!sent.isEmpty()) {
                    request.header("Cookie", String.join("; ", sent));
                }
            });
            for (var header : answer.response().headers().allValues("Set-Cookie")) {
                var pair = header.substring(0, header.indexOf(';')).split("=", 2);
                var cookiePath = header.replaceFirst(".*[Pp]ath=([^;]*).*", "$1");
                cookies.put(pair[0] + "@" + cookiePath, pair[1]);
                paths.put(pair[0] + "@" + cookiePath, cookiePath);
            }
            return answer;
        }

        /** Carries a value to another path, as a forger would. */
        public void forge(String name, String value) {
            cookies.put(name + "@/", value);
            paths.put(name + "@/", "/");
        }

        public String cookie(String name) {
            return cookies.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(name + "@"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }

    public Browser browser() {
        return new Browser();
    }

    // ---- events of other services

    public void announce(String type, UUID subject, long version, Map<String, Object> data) {
        announce(World.id(), type, subject, version, data);
    }

    public void announce(UUID eventId, String type, UUID subject, long version, Map<String, Object> data) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("event_id", eventId);
        envelope.put("type", type);
        envelope.put("occurred_at", Instant.now().toString());
        envelope.put("subject", subject);
        envelope.put("version", version);
        envelope.put("data", data);
        announce(type, eventId, JSON.writeValueAsString(envelope));
    }

    public void announce(String type, UUID eventId, String envelope) {
        Message message = MessageBuilder.withBody(envelope.getBytes(StandardCharsets.UTF_8))
                .setContentType("application/json")
                .setMessageId(eventId.toString())
                .build();
        var taken = new CorrelationData();
        rabbit.send("vitrine.events", type, message, taken);
        try {
            // One after the other: the template sends on several channels, between which there is no order.
            taken.getFuture().get(20, SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The broker did not take " + type, e);
        }
    }

    /** All announced so far was taken in, in whatever way. */
    public void settle() {
        var marker = World.id();
        announce("gallery.deleted.v1", marker, 1, Map.of("gallery_id", marker, "studio_id", World.id()));
        var account = World.id();
        announce(
                "account.changed.v1",
                account,
                1,
                Map.of("account_id", account, "username", "marker", "roles", List.of(), "active", true));
        await().atMost(20, SECONDS)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> rows("galleries", marker) == 1 && rows("accounts", account) == 1);
    }

    private long rows(String table, UUID id) {
        return jdbc.sql("select count(*) from " + table + " where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    public Map<String, Object> gallery(UUID gallery, Person owner, String name) {
        var data = new LinkedHashMap<String, Object>();
        data.put("gallery_id", gallery);
        data.put("studio_id", owner.studio());
        data.put("owner_id", owner.id());
        data.put("name", name);
        data.put("description", "A description");
        data.put("is_public", false);
        data.put("public_epoch", 1);
        data.put("cover_photo_id", null);
        data.put("studio_name", "Studio Nord");
        data.put("sets", List.of());
        data.put("event_date", null);
        data.put("binned", false);
        data.put("cover_focus_x", 0.5);
        data.put("cover_focus_y", 0.5);
        return data;
    }

    public Map<String, Object> photo(UUID photo, UUID gallery, Person owner, int place) {
        var data = new LinkedHashMap<String, Object>();
        data.put("photo_id", photo);
        data.put("gallery_id", gallery);
        data.put("studio_id", owner.studio());
        data.put("owner_id", owner.id());
        data.put("key", owner.id() + "/" + photo + ".jpg");
        data.put("filename", "DSC_%04d.jpg".formatted(place));
        data.put("title", null);
        data.put("status", "ready");
        data.put("width", 6000);
        data.put("height", 4000);
        data.put("placeholder", "1QcSHQRnh493V4dIh4eXh1h4kJUI");
        data.put("content_type", "image/jpeg");
        data.put("size_bytes", 1_000_000);
        data.put("position", "a%05d".formatted(place));
        data.put("captured_at", null);
        data.put("hidden", false);
        data.put("set_id", null);
        return data;
    }

    /** A gallery with so many photos, taken in. */
    public Scene scene(Person owner, int photos) {
        var gallery = World.id();
        announce("gallery.saved.v1", gallery, 1, gallery(gallery, owner, "Wedding"));
        var ids = new ArrayList<UUID>();
        for (int place = 0; place < photos; place++) {
            var photo = World.id();
            ids.add(photo);
            announce("photo.saved.v1", photo, 1, photo(photo, gallery, owner, place));
        }
        settle();
        return new Scene(owner, gallery, ids);
    }

    public record Scene(Person owner, UUID gallery, List<UUID> photos) {}

    public Link share(Scene scene, Map<String, Object> options) {
        var body = new LinkedHashMap<String, Object>();
        body.put("gallery_id", scene.gallery());
        body.put("access_level", "full");
        body.put("expires_in_days", 7);
        body.putAll(options);
        var answer = as(scene.owner(), "POST", "/api/share-links", body);
        if (answer.status() != 201) {
            throw new AssertionError("Not issued: " + answer.response().body());
        }
        return new Link(UUID.fromString(answer.text("id")), answer.text("token"), scene);
    }

    public record Link(UUID id, String token, Scene scene) {

        public String path() {
            return "/api/view/" + token;
        }

        public String photo(int number, String action) {
            return path() + "/photos/" + scene.photos().get(number) + "/" + action;
        }
    }

    // ---- what the service announces

    /** The events with this type and subject so far, waiting for at least one. */
    public List<JsonNode> published(String type, UUID subject) {
        return published(type, subject, 1);
    }

    public List<JsonNode> published(String type, UUID subject, int atLeast) {
        await().atMost(20, SECONDS).pollInterval(Duration.ofMillis(10)).until(() -> {
            collect();
            return heard(type, subject).size() >= atLeast;
        });
        return heard(type, subject);
    }

    private List<JsonNode> heard(String type, UUID subject) {
        return published.stream()
                .filter(event -> event.get("type").asString().equals(type)
                        && event.get("subject").asString().equals(subject.toString()))
                .toList();
    }

    private void collect() {
        for (var message = rabbit.receive(LISTENING); message != null; message = rabbit.receive(LISTENING)) {
            published.add(JSON.readTree(message.getBody()));
        }
    }

    public JdbcClient database() {
        return jdbc;
    }
}
