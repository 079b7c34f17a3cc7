package vitrine.auth.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.TestParties.Others;

@AuthTest
class StatusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    People people;

    @Autowired
    Others others;

    @Test
    void eachPartIsAskedAndSilentOnesHoldNobodyUp() {
        JsonNode status = people.get("/api/admin/status", people.adminToken()).body();

        JsonNode gallery = part(status, "gallery");
        assertThat(gallery.get("state").asString()).isEqualTo("up");
        assertThat(gallery.get("version").asString()).isEqualTo("0.1.0");
        assertThat(gallery.get("dead_letters").asLong()).isEqualTo(3);
        assertThat(gallery.get("events_waiting").asLong()).isEqualTo(4);
        assertThat(gallery.get("disk_free_bytes").asLong()).isEqualTo(15_000_000_000L);
        assertThat(gallery.get("disk_total_bytes").isNull()).isTrue();
        assertThat(part(status, "share").get("state").asString()).isEqualTo("silent");
        assertThat(part(status, "media").get("state").asString()).isEqualTo("silent");
        assertThat(status.get("letters_waiting").isNumber()).isTrue();
    }

    @Test
    void aPartThatSaysItIsDownIsShownDown() {
        others.down(true);
        try {
            assertThat(states(new Suite(new Suite.Parts(Map.of("gallery", URI.create(others.uri())), PATIENCE))))
                    .containsExactly("down");
        } finally {
            others.down(false);
        }
    }

    /** Nothing is answered before everything is asked: asked one after the other, the parts would be silent. */
    @Test
    void allPartsAreAskedAllQuestionsAtOnce() throws IOException {
        var unasked = new CountDownLatch(6);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            unasked.countDown();
            try {
                unasked.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            var parts = Map.of("gallery", address, "media", address, "share", address);
            assertThat(states(new Suite(new Suite.Parts(parts, PATIENCE)))).containsExactly("up", "up", "up");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void onlyAdminsSeeIt() {
        assertThat(people.get("/api/admin/status", "").status()).isEqualTo(401);
        assertThat(people.get("/api/admin/status", people.token(people.photographer()))
                        .status())
                .isEqualTo(403);
    }

    private static List<String> states(Suite suite) {
        return suite.ask().stream().map(Suite.Part::state).toList();
    }

    private static JsonNode part(JsonNode status, String name) {
        for (JsonNode part : status.get("parts")) {
            if (part.get("name").asString().equals(name)) {
                return part;
            }
        }
        throw new AssertionError("No " + name + " in " + status);
    }
}
