package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Two instances on one database; what one does is heard at the other. */
class LiveTest extends RunningService {

    @Autowired
    Environment environment;

    private record Heard(String event, JsonNode data) {}

    /** A page that listens until it is closed. */
    private static final class Page implements AutoCloseable {

        private final List<Heard> heard = new CopyOnWriteArrayList<>();
        private final List<String> comments = new CopyOnWriteArrayList<>();
        private final Stream<String> lines;
        private final Thread reader;
        volatile boolean ended;

        Page(Person person, int port) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(new Api(port).uri("/api/events"))
                    .header("Accept", "text/event-stream")
                    .header("Authorization", "Bearer " + person.token());
            HttpResponse<Stream<String>> response = Api.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            lines = response.body();
            reader = Thread.ofVirtual().start(this::read);
            await().atMost(Duration.ofSeconds(10)).until(() -> !comments.isEmpty());
        }

        private void read() {
            String[] event = {""};
            try {
                lines.forEach(line -> {
                    if (line.startsWith(":")) {
                        comments.add(line);
                    } else if (line.startsWith("event:")) {
                        event[0] = line.substring(6);
                    } else if (line.startsWith("data:")) {
                        heard.add(new Heard(event[0], Api.JSON.readTree(line.substring(5))));
                    }
                });
            } catch (java.io.UncheckedIOException e) {
                comments.add(": broken");
            }
            ended = true;
        }

        Heard awaits(String event, String id) {
            return await().atMost(Duration.ofSeconds(15))
                    .until(
                            () -> heard.stream()
                                    .filter(h -> h.event().equals(event)
                                            && h.data().get("id").asString().equals(id))
                                    .reduce((first, last) -> last),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        }

        @Override
        public void close() {
            lines.close();
            reader.interrupt();
        }
    }

    @Test
    void endsWithTheTokenThatOpenedIt() throws Exception {
        var leaving = photographer();
        var staying = photographer();
        try (var closed = new Page(leaving, port);
                var open = new Page(staying, port)) {
            send(
                    newId(),
                    "account.changed.v1",
                    leaving.account(),
                    2,
                    java.util.Map.of("roles", List.of("photographer"), "active", false));
            await().atMost(Duration.ofSeconds(2)).until(() -> closed.ended);
            assertThat(open.ended).isFalse();
        }
    }

    @Test
    void reachesEveryInstanceAndNoStranger() throws Exception {
        Person owner = photographer();
        try (ConfigurableApplicationContext second = secondInstance()) {
            int otherPort =
                    ((WebServerApplicationContext) second).getWebServer().getPort();
            awaitListeners(2);
            try (var here = new Page(owner, port);
                    var there = new Page(owner, otherPort);
                    var stranger = new Page(photographer(), otherPort);
                    var user = new Page(member("user", null, "user"), port);
                    var admin = new Page(admin(), otherPort)) {
                JsonNode photo = owner.photo(null, "a.jpg", picture());
                String id = photo.get("id").asString();
                for (Page page : List.of(here, there, admin)) {
                    assertThat(page.awaits("photo", id).data().get("status").asString())
                            .isEqualTo("pending");
                }
                becomesReady(owner, photo);
                for (Page page : List.of(here, there)) {
                    JsonNode ready = await().atMost(Duration.ofSeconds(15))
                            .until(
                                    () -> page.awaits("photo", id).data(),
                                    p -> p.get("status").asString().equals("ready"));
                    assertThat(ready.get("urls").get("thumbnail").asString()).contains("g=u." + owner.account());
                }
                owner.delete("/api/images/" + id).expect(204);
                for (Page page : List.of(here, there, admin)) {
                    assertThat(page.awaits("photo-deleted", id).data().has("gallery_id"))
                            .isTrue();
                }
                assertThat(stranger.heard).isEmpty();
                assertThat(user.heard).isEmpty();
            }
        }
    }

    @Test
    void reachesThoseAGalleryIsSharedWithUntilItIsNot() throws Exception {
        Person owner = photographer();
        Person viewer = photographer();
        Person editor = photographer();
        String gallery = owner.gallery("Event", false).get("id").asString();
        String other = owner.gallery("Other", false).get("id").asString();
        for (Person person : List.of(viewer, editor)) {
            jdbc.sql("insert into people (account_id, email, language, active) values (?, ?, 'en', true)")
                    .params(person.account(), person.account() + "@localhost")
                    .update();
        }
        String path = "/api/galleries/" + gallery + "/permissions";
        JsonNode view = owner.post(path, java.util.Map.of("email", viewer.account() + "@localhost", "level", "view"))
                .expect(201);
        owner.post(path, java.util.Map.of("email", editor.account() + "@localhost", "level", "edit"))
                .expect(201);
        try (var looking = new Page(viewer, port);
                var working = new Page(editor, port)) {
            JsonNode photo = owner.photo(gallery, "a.jpg", picture());
            String id = photo.get("id").asString();
            JsonNode seen = looking.awaits("photo", id).data();
            assertThat(seen.get("added_by").isNull()).isTrue();
            assertThat(seen.get("views").isNull()).isTrue();
            assertThat(working.awaits("photo", id).data().get("added_by").isNull())
                    .isFalse();
            String hidden = owner.photo(other, "b.jpg", picture()).get("id").asString();
            // What leaves the gallery is gone for those who share nothing else.
            owner.post("/api/images/move", java.util.Map.of("photo_ids", List.of(id), "gallery_id", other))
                    .expect(204);
            looking.awaits("photo-deleted", id);
            owner.delete(path + "/" + view.get("id").asString()).expect(204);
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            looking.heard.stream().anyMatch(each -> each.event().equals("galleries")));
            String late = owner.photo(gallery, "c.jpg", picture()).get("id").asString();
            working.awaits("photo", late);
            for (Page page : List.of(looking, working)) {
                assertThat(page.heard.toString()).doesNotContain(hidden);
            }
            assertThat(looking.heard.toString()).doesNotContain(late);
        }
    }

    @Test
    void goesOnAfterTheConnectionBroke() throws Exception {
        Person owner = photographer();
        awaitListeners(1);
        try (var page = new Page(owner, port)) {
            jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'gallery-service notices' and datname = current_database()")
                    .query((row, n) -> n)
                    .list();
            // Pages that may have missed something are let go, and come back.
            await().atMost(Duration.ofSeconds(15)).until(() -> page.ended);
        }
        awaitListeners(1);
        try (var page = new Page(owner, port)) {
            JsonNode photo = owner.photo(null, "a.jpg", picture());
            page.awaits("photo", photo.get("id").asString());
        }
    }

    @Test
    void endsWithItsToken() throws Exception {
        Person owner = photographer();
        String brief = SUITE.token(
                owner.account(),
                owner.studio(),
                claims ->
                        claims.expirationTime(java.util.Date.from(Instant.now().plusSeconds(2))),
                "photographer");
        try (var page = new Page(new Person("brief", api(), owner.account(), owner.studio(), brief), port)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> page.ended);
        }
        guest().get("/api/events").expectProblem(401, "unauthorized");
    }

    private void awaitListeners(int number) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        jdbc.sql("select count(*) from pg_stat_activity where (query like 'listen %' or query = '')"
                                                + " and application_name = 'gallery-service notices'"
                                                + " and datname = current_database()")
                                        .query(Integer.class)
                                        .single()
                                == number);
    }

    private ConfigurableApplicationContext secondInstance() {
        var properties = new java.util.LinkedHashMap<String, Object>(Map.of("server.port", 0));
        for (String name : List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.rabbitmq.host",
                "spring.rabbitmq.port",
                "spring.rabbitmq.username",
                "spring.rabbitmq.password",
                "spring.rabbitmq.virtual-host",
                "vitrine.auth.url",
                "vitrine.media.url",
                "vitrine.media.signing-keys")) {
            String value = environment.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        String[] arguments = properties.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(GalleryService.class).run(arguments);
    }
}
