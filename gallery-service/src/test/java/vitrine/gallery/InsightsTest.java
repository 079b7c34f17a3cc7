package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

class InsightsTest extends RunningService {

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext context;

    private static Map<String, Object> photoSeen(UUID link, Object gallery, UUID photo) {
        return Map.of("photo_id", photo, "link_id", link, "gallery_id", gallery);
    }

    private static List<Long> bucket(JsonNode row) {
        return List.of(
                row.get("views").asLong(),
                row.get("visitors").asLong(),
                row.get("photo_views").asLong(),
                row.get("downloads").asLong());
    }

    /** Over all days shown, so that no test minds midnight. */
    private static long sum(JsonNode rows, String field) {
        return rows.values().stream().mapToLong(row -> row.get(field).asLong()).sum();
    }

    private static JsonNode views(Person owner, String query) {
        return owner.get("/api/stats/views?" + query).expect(200).get("items");
    }

    private static List<String> activity(Person owner) {
        return owner.get("/api/activity?limit=200").expect(200).get("items").values().stream()
                .map(item ->
                        item.get("kind").asString() + " " + item.get("amount").asLong())
                .toList();
    }

    private List<String> counts(Person owner) {
        return jdbc.sql("""
                        select concat_ws(' ', scope, scope_id, day, views, visitors, photo_views, downloads, photos)
                          from daily_counts where studio_id = :studio
                        union all
                        select concat_ws(' ', kind, gallery_id, link_id, account_id, visitor_name, hour, at, last_at,
                                         amount, words)
                          from activities where studio_id = :studio order by 1""").param("studio", owner.studio()).query(String.class).list();
    }

    @Test
    void areExactWhenEventsComeTwiceLateAndInAnyOrderAndTheSameWhenSummedAnew() {
        Person owner = photographer();
        String gallery = owner.gallery("Wedding", false).get("id").asString();
        String photo = owner.photo(gallery, "a.jpg", picture()).get("id").asString();
        UUID link = newId();
        UUID other = newId();
        Instant at = Instant.parse("2026-03-10T23:30:00Z");
        record Sent(UUID event, String type, UUID subject, long version, Map<String, Object> data) {}
        var events = new ArrayList<Sent>();
        for (int n = 1; n <= 20; n++) {
            // The second half is on the next day, and of the other link.
            UUID which = n <= 10 ? link : other;
            events.add(new Sent(
                    newId(),
                    "share.link.viewed.v1",
                    which,
                    n,
                    CustomersTest.linkViewed(
                            which,
                            owner,
                            gallery,
                            n <= 10 ? "ada@localhost" : null,
                            n,
                            n,
                            n % 2 == 0,
                            at.plusSeconds(n * 170L).toString())));
            events.add(new Sent(
                    newId(),
                    "share.photo.viewed.v1",
                    UUID.fromString(photo),
                    n,
                    photoSeen(which, gallery, UUID.fromString(photo))));
        }
        events.add(new Sent(
                newId(),
                "share.photo.downloaded.v1",
                UUID.fromString(photo),
                30,
                photoSeen(link, gallery, UUID.fromString(photo))));
        events.add(new Sent(
                newId(),
                "share.zip.downloaded.v1",
                newId(),
                1,
                Map.of(
                        "download_id",
                        newId(),
                        "link_id",
                        link,
                        "gallery_id",
                        gallery,
                        "photo_ids",
                        List.of(UUID.fromString(photo), newId()))));
        events.add(new Sent(
                newId(),
                "share.link.created.v1",
                link,
                1,
                CustomersTest.linkCreated(link, owner, gallery, "ada@localhost")));
        for (var order : List.of(events, events.reversed())) {
            order.forEach(sent -> send(sent.event(), sent.type(), sent.subject(), sent.version(), sent.data()));
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode stats = owner.get("/api/stats").expect(200);
            assertThat(List.of(
                            stats.get("views").asLong(),
                            stats.get("visitors").asLong(),
                            stats.get("photo_views").asLong(),
                            stats.get("downloads").asLong(),
                            stats.get("customers").asLong(),
                            stats.get("photos").asLong()))
                    .containsExactly(20L, 10L, 20L, 2L, 1L, 1L);
            assertThat(activity(owner)).contains("uploaded 1", "shared 1");
        });
        afterAllOf(owner, gallery);

        String days = "from=2026-03-10&to=2026-03-11";
        assertThat(bucket(views(owner, days).get(0))).containsExactly(10L, 5L, 0L, 0L);
        assertThat(bucket(views(owner, days).get(1))).containsExactly(10L, 5L, 0L, 0L);
        assertThat(bucket(views(owner, days + "&by=month").get(0))).containsExactly(20L, 10L, 0L, 0L);
        assertThat(bucket(views(owner, days + "&by=week&link=" + link).get(0))).containsExactly(10L, 5L, 0L, 0L);
        assertThat(views(owner, "gallery=" + gallery)).hasSize(30);
        JsonNode lately = views(owner, "gallery=" + gallery);
        assertThat(List.of(sum(lately, "views"), sum(lately, "photo_views"), sum(lately, "downloads")))
                .containsExactly(1L, 20L, 2L);
        String ada =
                owner.get("/api/customers?q=ada").expect(200).at("/items/0/id").asString();
        assertThat(bucket(views(owner, days + "&by=month&customer=" + ada).get(0)))
                .containsExactly(10L, 5L, 0L, 0L);

        List<String> heardOneByOne = counts(owner);
        jdbc.sql("update daily_counts set views = views + 7 where studio_id = ?")
                .param(owner.studio())
                .update();
        jdbc.sql("delete from activities where studio_id = ?")
                .param(owner.studio())
                .update();
        assertThat(counts(owner)).isNotEqualTo(heardOneByOne);
        admin().post("/actuator/counters", Map.of()).expect(200);
        assertThat(counts(owner)).isEqualTo(heardOneByOne);
    }

    /** Whatever was sent before this one is heard when this one is: the queue keeps the order. */
    private void afterAllOf(Person owner, String gallery) {
        UUID marker = newId();
        send(
                newId(),
                "share.link.viewed.v1",
                marker,
                1,
                CustomersTest.linkViewed(
                        marker, owner, gallery, null, 1, 1, true, Instant.now().toString()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/api/stats").expect(200).get("views").asLong() == 21);
    }

    @Test
    void loseNothingWhenManyAreCountedAtOnce() throws Exception {
        Person owner = photographer();
        UUID gallery = Api.id(owner.gallery("Busy", false).get("id"));
        UUID[] links = {newId(), newId(), newId()};
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var counting = new ArrayList<Callable<Void>>();
            for (int n = 0; n < 60; n++) {
                UUID link = links[n % 3];
                // As two instances do that were given the same event: by id it counts once.
                UUID id = n % 10 == 9 ? new UUID(owner.studio().getMostSignificantBits(), n / 10) : newId();
                counting.add(() -> count(owner, gallery, link, id));
                if (n % 10 == 9) {
                    counting.add(() -> count(owner, gallery, link, id));
                }
            }
            for (var each : people.invokeAll(counting)) {
                each.get();
            }
        }
        assertThat(owner.get("/api/stats").expect(200).get("views").asLong()).isEqualTo(60);
        assertThat(views(owner, "gallery=" + gallery).get(29).get("views").asLong())
                .isEqualTo(60);
    }

    private Void count(Person owner, UUID gallery, UUID link, UUID id) throws Exception {
        Object consumer = context.getBean("sharedFacts");
        var method = consumer.getClass().getDeclaredMethod("on", Event.class);
        method.setAccessible(true);
        var data = Api.JSON.valueToTree(Map.of(
                "link_id", link.toString(),
                "gallery_id", gallery.toString(),
                "studio_id", owner.studio().toString(),
                "visitor_is_new", true));
        transaction.executeWithoutResult(status -> {
            try {
                method.invoke(consumer, new Event(id, "share.link.viewed.v1", Instant.now(), link, 1, (JsonNode) data));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
        return null;
    }

    @Test
    void tellWhatHappenedInTheOwnStudioAlone() {
        Person owner = photographer();
        Person stranger = photographer();
        JsonNode gallery = owner.gallery("<b>Party</b>", false);
        String id = gallery.get("id").asString();
        for (int n = 0; n < 3; n++) {
            becomesReady(owner, owner.photo(id, n + ".jpg", picture()));
        }
        UUID link = newId();
        send(newId(), "share.link.created.v1", link, 1, CustomersTest.linkCreated(link, owner, id, "ada@localhost"));
        var proofing = Map.of(
                "link_id",
                link,
                "gallery_id",
                id,
                "studio_id",
                owner.studio(),
                "created_by",
                owner.account(),
                "visitor_name",
                "Ada\u202E",
                "at",
                "2026-03-14T10:00:00Z");
        for (int chosen : new int[] {3, 12}) {
            var data = new java.util.HashMap<String, Object>(proofing);
            data.put("chosen", chosen);
            data.put("at", "2026-03-14T10:0" + chosen % 10 + ":00Z");
            send(newId(), "share.photo.chosen.v1", link, chosen, data);
        }
        var comment = new java.util.HashMap<String, Object>(proofing);
        comment.put("photo_id", newId());
        comment.put("text_excerpt", "<script>x</script>" + "\uD83D\uDE00".repeat(300));
        send(newId(), "share.comment.written.v1", link, 20, comment);
        var signed = new java.util.HashMap<String, Object>(proofing);
        signed.put("chosen", 11);
        send(newId(), "share.selection.signed.v1", link, 21, signed);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(activity(owner))
                        .containsExactlyInAnyOrder("uploaded 3", "shared 1", "chosen 3", "commented 1", "signed 11"));
        assertThat(stranger.get("/api/activity").expect(200).get("items")).isEmpty();
        assertThat(stranger.get("/api/stats").expect(200).get("views").asLong()).isZero();
        stranger.get("/api/stats/views?link=" + link).expectProblem(404, "not-found");
        stranger.get("/api/stats/views?gallery=" + id).expectProblem(404, "not-found");

        JsonNode page = owner.get("/api/activity?limit=2").expect(200);
        var seen = new ArrayList<String>();
        page.get("items").values().forEach(item -> seen.add(item.get("id").asString()));
        while (!page.get("next_cursor").isNull()) {
            page = owner.get("/api/activity?limit=2&cursor="
                            + page.get("next_cursor").asString())
                    .expect(200);
            page.get("items").values().forEach(item -> seen.add(item.get("id").asString()));
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        JsonNode ada = await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/api/customers?q=ada").expect(200).get("items"), items -> !items.isEmpty())
                .get(0);
        String history = "/api/customers/" + ada.get("id").asString() + "/history";
        JsonNode items = owner.get(history).expect(200).get("items");
        assertThat(items.values().stream().map(item -> item.get("kind").asString()))
                .containsExactlyInAnyOrder("shared", "chosen", "commented", "signed");
        assertThat(items.get(0).at("/customer/name").asString()).isEqualTo("ada@localhost");
        stranger.get(history).expectProblem(404, "not-found");
        owner.get("/api/activity?cursor="
                        + owner.get("/api/galleries?limit=1")
                                .expect(200)
                                .get("items")
                                .get(0)
                                .get("id")
                                .asString())
                .expectProblem(400, "malformed-request");

        JsonNode stats = owner.get("/api/stats").expect(200);
        assertThat(stats.at("/storage/originals").asLong()).isEqualTo(1800);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/api/stats")
                                .expect(200)
                                .at("/storage/derivatives")
                                .asLong()
                        == 60_000);
        assertThat(stats.get("days")).hasSize(30);
        assertThat(sum(stats.get("days"), "photos")).isEqualTo(3);
    }

    @Test
    void areAskedForInSensibleSpansOnly() {
        Person owner = photographer();
        for (String query : List.of(
                "from=2026-02-30",
                "from=x",
                "from=2026-03-02&to=2026-03-01",
                "from=1900-01-01&to=2026-01-01",
                "from=-999999999-01-01",
                "to=9999-01-01",
                "by=hour",
                "gallery=x",
                "gallery=" + newId() + "&link=" + newId())) {
            owner.get("/api/stats/views?" + query).expectProblem(400, "validation");
        }
        owner.get("/api/activity?limit=0").expectProblem(400, "validation");
        for (String cursor : List.of("x", "%00", "AAAA")) {
            owner.get("/api/activity?cursor=" + cursor).expectProblem(400, "malformed-request");
        }
    }
}
