package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;

/** Services that are down or hang; the others are not affected. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestDatabase
@TestBroker
class OutageTest {

    @LocalServerPort
    int port;

    /** Accepts connections in its backlog and never says a word. */
    private static final ServerSocket HANGING = listening();

    @DynamicPropertySource
    static void outage(DynamicPropertyRegistry properties) {
        var up = new Upstream();
        properties.add("vitrine.services.auth", up::url);
        properties.add("vitrine.services.gallery", up::url);
        properties.add("vitrine.gateway.client-secret", () -> "a-secret-of-tests-only-0123456789abcdef");
        properties.add("vitrine.services.share", () -> "http://127.0.0.1:" + unusedPort());
        properties.add("vitrine.services.media", () -> "http://127.0.0.1:" + HANGING.getLocalPort());
    }

    @Test
    void saysSoWithinTwoSecondsWhenAServiceIsDown() {
        for (int i = 0; i < 8; i++) {
            var started = Instant.now();
            var answer = new Browser(port, "photos.localhost").get("/api/shares", "Authorization", "Bearer x");

            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(2));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("urn:vitrine:problem:unavailable", "trace_id");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        }
        assertThat(new Browser(port, "photos.localhost")
                        .post("/api/share-links", "{}", "Authorization", "Bearer x")
                        .status())
                .isEqualTo(503);
        assertThat(new Browser(port, "photos.localhost").get("/api/galleries").status())
                .isEqualTo(200);
    }

    @Test
    void saysSoWithinTwoSecondsWhenAServiceHangsAndAtOnceAfterSomeTime() {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < 6; i++) {
            var started = Instant.now();
            var answer = new Browser(port, "media.localhost").get("/a/1/2.jpg/preview");
            times.add(Duration.between(started, Instant.now()));
            assertThat(answer.status()).isEqualTo(503);
        }

        assertThat(times).allMatch(time -> time.compareTo(Duration.ofMillis(2400)) < 0);
        assertThat(times.getLast()).isLessThan(Duration.ofMillis(500));
        assertThat(new Browser(port, "photos.localhost").get("/api/galleries").status())
                .isEqualTo(200);
    }

    @Test
    void letsOurPagesReadTheRefusal() {
        var answer = new Browser(port, "media.localhost")
                .get("/a/1/2.jpg/preview", "Origin", "http://photos.localhost:8080");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://photos.localhost:8080");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    }

    @Test
    void showsPeopleAPage() {
        var answer = new Browser(port, "photos.localhost")
                .get(
                        "/api/view/abc/photos/1/download",
                        "Accept",
                        "text/html",
                        "Sec-Fetch-Mode",
                        "navigate",
                        "Accept-Language",
                        "de");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("Gleich wieder da");
    }

    @Test
    void tellsWhichServiceIsMissing() {
        var started = Instant.now();
        Awaitility.await()
                .untilAsserted(() -> assertThat(new Browser(port, "photos.localhost")
                                .get("/health")
                                .text())
                        .contains(
                                "\"status\":\"degraded\"",
                                "\"share\":{\"status\":\"down\"}",
                                "\"media\":{\"status\":\"down\"}",
                                "\"gallery\":{\"status\":\"up\"}"));
        assertThat(new Browser(port, "photos.localhost").get("/health").status())
                .isEqualTo(200);
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int unusedPort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
