package vitrine.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;
import vitrine.media.signing.SignedUrls;

/** The running service over HTTP, on a real database, broker and folder. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestDatabase
@TestBroker
@Import(MediaTest.Time.class)
public abstract class MediaTest {

    protected static final TokenIssuer ISSUER = new TokenIssuer();
    protected static final Path DATA = temporaryFolder();
    protected static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @DynamicPropertySource
    public static void settings(DynamicPropertyRegistry registry) {
        JsonNode vectors = contractVectors();
        registry.add("media.signing.keys", () -> vectors.get("signing_keys").asString());
        registry.add("media.storage.directory", DATA::toString);
        registry.add("media.uploads.max-bytes", () -> 20_000_000);
        registry.add("vitrine.auth-url", ISSUER::url);
    }

    private static JsonNode contractVectors() {
        try {
            return vectors();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected MovableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected SignedUrls urls;

    @Autowired
    protected RabbitTemplate rabbit;

    @AfterEach
    void now() {
        clock.reset();
    }

    protected static JsonNode vectors() throws IOException {
        return JSON.readTree(Files.readString(Path.of("contracts/signed-urls.json")));
    }

    protected static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    protected final HttpResponse<byte[]> send(
            String method, String path, @Nullable BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : body);
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected final HttpResponse<byte[]> get(String url, String... headers) {
        return send("GET", path(url), null, pairs(headers));
    }

    protected final HttpResponse<byte[]> put(String url, byte[] bytes, String... headers) {
        return send("PUT", path(url), BodyPublishers.ofByteArray(bytes), pairs(headers));
    }

    protected final HttpResponse<byte[]> post(@Nullable String token, String path, String json) {
        var headers = new java.util.HashMap<>(Map.of("Content-Type", "application/json"));
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return send("POST", path, BodyPublishers.ofString(json), headers);
    }

    private static Map<String, String> pairs(String... headers) {
        var pairs = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            pairs.put(headers[i], headers[i + 1]);
        }
        return pairs;
    }

    /** Path and query of a public URL, as the gateway hands them on. */
    protected static String path(String url) {
        return url.startsWith("http") ? url.substring(url.indexOf('/', 8)) : url;
    }

    protected static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    protected static void assertProblem(HttpResponse<byte[]> response, int status, String slug) {
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), UTF_8))
                .isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("type").asString()).isEqualTo("urn:vitrine:problem:" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.get("trace_id").asString()).matches("[0-9a-f]{32}");
    }

    /** A photographer of their own. */
    public static final class Account {
        public final UUID id = newId();
        public final String token = ISSUER.token(id, "photographer");
        public final String grant = "u." + id;
    }

    protected final JsonNode reserve(Account account, UUID photo, String type, long size) {
        var response = reserveRaw(account.token, photo, type, size);
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), UTF_8))
                .isEqualTo(200);
        return json(response);
    }

    protected final HttpResponse<byte[]> reserveRaw(@Nullable String token, UUID photo, String type, long size) {
        return post(token, "/internal/uploads", """
                {"photo_id": "%s", "studio_id": "%s", "content_type": "%s", "size_bytes": %d}""".formatted(photo, studio(token), type, size));
    }

    /** Accounts of these tests are alone in a studio that bears their id. */
    protected static String studio(@Nullable String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.");
        if (parts.length != 3) {
            return newId().toString();
        }
        String subject = JSON.readTree(java.util.Base64.getUrlDecoder().decode(parts[1]))
                .get("sub")
                .asString();
        return subject.contains("-") ? subject : newId().toString();
    }

    protected final HttpResponse<byte[]> confirm(@Nullable String token, UUID photo, long size) {
        return post(token, "/internal/uploads/" + photo + "/confirm", "{\"size_bytes\": " + size + "}");
    }

    /** Reserve, put and confirm; the key. */
    protected final String store(Account account, UUID photo, String type, byte[] bytes) {
        JsonNode ticket = reserve(account, photo, type, bytes.length);
        assertThat(put(ticket.get("upload_url").asString(), bytes, "Content-Type", type)
                        .statusCode())
                .isEqualTo(200);
        var confirmed = confirm(account.token, photo, bytes.length);
        assertThat(confirmed.statusCode())
                .as(() -> new String(confirmed.body(), UTF_8))
                .isEqualTo(200);
        return ticket.get("key").asString();
    }

    protected final String url(String key, String variant, String grant) {
        return urls.reading(key, variant, grant, SignedUrls.expiry(Instant.now()), null);
    }

    /** As another service would announce it. */
    protected final void announce(String type, UUID subject, long version, String data) {
        UUID id = newId();
        String envelope = """
                {"event_id": "%s", "type": "%s", "occurred_at": "%s", "subject": "%s", "version": %d, "data": %s}""".formatted(id, type, Instant.now(), subject, version, data);
        rabbit.send(
                "vitrine.events",
                type,
                MessageBuilder.withBody(envelope.getBytes(UTF_8))
                        .setMessageId(id.toString())
                        .setContentType("application/json")
                        .build());
    }

    protected static List<Path> files(String folder) {
        var found = new ArrayList<Path>();
        try (Stream<Path> walk = Files.walk(DATA.resolve(folder))) {
            walk.filter(Files::isRegularFile).forEach(found::add);
        } catch (java.io.UncheckedIOException | IOException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("vitrine-media-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try (Stream<Path> all = Files.walk(folder)) {
                    all.sorted(Comparator.reverseOrder())
                            .forEach(path -> path.toFile().delete());
                } catch (IOException e) {
                    System.err.println("Left behind: " + folder);
                }
            }));
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
