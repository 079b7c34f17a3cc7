package vitrine.share.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Person;

/** Open pages of a studio hear what visitors do, through the database and so at every instance. */
@RunningShareService
class LiveTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final World world;
    private final LinkNotices notices;
    private final URI address;

    LiveTest(World world, LinkNotices notices, @Value("${local.server.port}") int port) {
        this.world = world;
        this.notices = notices;
        this.address = URI.create("http://127.0.0.1:" + port + "/api/shares/events");
    }

    /** A page that listens until it is closed. */
    private final class Page implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> stream;
        volatile boolean ended;

        Page(Person person) throws Exception {
            var response = HTTP.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + person.token())
                            .build(),
                    BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            stream = response.body();
            Thread.ofVirtual().start(() -> {
                try {
                    stream.forEach(lines::add);
                } catch (UncheckedIOException e) {
                    lines.add(": broken");
                }
                ended = true;
            });
            await().atMost(30, SECONDS).until(() -> !lines.isEmpty());
        }

        boolean heard(UUID link) {
            return lines.stream().anyMatch(line -> line.startsWith("data:") && line.contains(link.toString()));
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    @Test
    void aStudioHearsOfItsLinksAndNobodyElseDoes() throws Exception {
        await().atMost(30, SECONDS).until(notices::isListening);
        var owner = Person.photographer();
        var link = world.share(world.scene(owner, 1), Map.of());
        try (var page = new Page(owner);
                var colleague = new Page(Person.with(owner.studio(), "photographer"));
                var stranger = new Page(Person.photographer());
                var homeless = new Page(Person.with(null, "photographer"))) {
            world.browser()
                    .post(
                            link.path() + "/changes",
                            Map.of(
                                    "changes",
                                    List.of(Map.of(
                                            "id",
                                            UUID.randomUUID(),
                                            "at",
                                            Instant.now().toString(),
                                            "kind",
                                            "choose",
                                            "photo_id",
                                            link.scene().photos().getFirst()))));
            await().atMost(30, SECONDS).until(() -> page.heard(link.id()) && colleague.heard(link.id()));
            assertThat(stranger.heard(link.id())).isFalse();
            assertThat(homeless.heard(link.id())).isFalse();

            world.announce(
                    "account.changed.v1",
                    owner.id(),
                    9,
                    Map.of(
                            "account_id",
                            owner.id(),
                            "username",
                            "gone",
                            "roles",
                            List.of("photographer"),
                            "studio_id",
                            owner.studio(),
                            "active",
                            false));
            await().atMost(30, SECONDS).until(() -> page.ended);
            assertThat(stranger.ended).isFalse();
        }
    }

    @Test
    void onlyForStudiosAndNotForEverMorePages() throws Exception {
        assertThat(world.as(null, "GET", "/api/shares/events").status()).isEqualTo(401);
        assertThat(world.as(Person.with(World.id(), "user"), "GET", "/api/shares/events")
                        .status())
                .isEqualTo(403);
        var keen = Person.photographer();
        var pages = new CopyOnWriteArrayList<Page>();
        try {
            for (int number = 0; number < 20; number++) {
                pages.add(new Page(keen));
            }
            assertThat(world.as(keen, "GET", "/api/shares/events").type()).isEqualTo("rate-limited");
        } finally {
            pages.forEach(Page::close);
        }
    }
}
