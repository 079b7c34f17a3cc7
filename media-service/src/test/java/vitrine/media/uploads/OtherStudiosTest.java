package vitrine.media.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.beans.factory.annotation.Autowired;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;

/** What somebody stores for a studio that lets them, and what one studio lets another have. */
class OtherStudiosTest extends MediaTest {

    private static final byte[] JPEG = Pictures.jpeg(300, 200);
    private static final String PATH = "/internal/uploads/shared";

    @Autowired
    private AmqpAdmin broker;

    private final Account account = new Account();
    private final UUID studio = newId();
    private final UUID photo = newId();
    private final String grant = "s." + newId() + ".1";

    private String wish() {
        return """
                {"photo_id": "%s", "studio_id": "%s", "content_type": "image/jpeg", "size_bytes": %d}""".formatted(photo, studio, JPEG.length);
    }

    private String call(String path, String body) {
        return urls.call(path, grant, Instant.now().plusSeconds(60), body.getBytes(UTF_8));
    }

    @Test
    void takeWhatGalleryServiceLetIn() {
        HttpResponse<byte[]> ticket = post(account.token, call(PATH, wish()), wish());
        assertThat(ticket.statusCode()).isEqualTo(200);
        assertThat(put(json(ticket).get("upload_url").asString(), JPEG, "Content-Type", "image/jpeg")
                        .statusCode())
                .isEqualTo(200);
        assertThat(confirm(account.token, photo, JPEG.length).statusCode()).isEqualTo(200);
        assertThat(studioOf(photo)).isEqualTo(studio);
        assertThat(json(ticket).get("key").asString()).startsWith(account.id.toString());
    }

    @Test
    void takeNothingElse() {
        String other = wish().replace(studio.toString(), newId().toString());
        assertProblem(post(account.token, PATH, wish()), 403, "forbidden");
        assertProblem(post(account.token, call(PATH, other), wish()), 404, "not-found");
        assertProblem(post(account.token, call("/internal/uploads", wish()), wish()), 404, "not-found");
        assertProblem(post(null, call(PATH, wish()), wish()), 401, "unauthorized");
        assertProblem(post(account.token, call(PATH, "{}"), "{}"), 400, "malformed-request");
        assertProblem(post(account.token, call(PATH, "x"), "x"), 400, "malformed-request");
        announce("permission.withdrawn.v1", newId(), 1, "{\"grant\": \"" + grant + "\"}");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertProblem(post(account.token, call(PATH, wish()), wish()), 403, "grant-revoked"));
    }

    @Test
    void haveBytesOfTheirOwn() {
        UUID original = newId();
        store(account, original, "image/jpeg", JPEG);
        Account other = new Account();
        String key = other.id + "/" + photo + ".jpg";
        copied(original, key);
        copied(original, key);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(url(key, "original", other.grant)).statusCode() == 200);
        assertThat(studioOf(photo)).isEqualTo(studio);
        assertThat(jdbc.sql("select photos from studio_usage where studio_id = ?")
                        .param(studio)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        announce("account.deleted.v1", account.id, 9, "{\"account_id\": \"" + account.id + "\"}");
        await().atMost(Duration.ofSeconds(20)).until(() -> rows(original) == 0);
        assertThat(get(url(key, "original", other.grant)).body()).isEqualTo(JPEG);
    }

    @Test
    void areToldWhenThereIsNothingToCopy() {
        var queue = new Queue("test.copies", false, false, true);
        broker.declareQueue(queue);
        broker.declareBinding(new Binding(
                queue.getName(), Binding.DestinationType.QUEUE, "vitrine.events", "media.asset.failed.v1", null));
        try {
            copied(newId(), account.id + "/" + photo + ".jpg");
            Message failed = await().atMost(Duration.ofSeconds(20))
                    .until(() -> rabbit.receive(queue.getName()), Objects::nonNull);
            assertThat(new String(failed.getBody(), UTF_8)).contains("original-missing", photo.toString());
            assertThat(rows(photo)).isZero();
        } finally {
            broker.deleteQueue(queue.getName());
        }
    }

    private void copied(UUID original, String key) {
        announce("photo.copied.v1", photo, 1, """
                {"photo_id": "%s", "key": "%s", "source_asset_id": "%s", "source_key": "%s", "studio_id": "%s", "owner_id": "%s"}""".formatted(
                        photo, key, original, account.id + "/" + original + ".jpg", studio, account.id));
    }

    private UUID studioOf(UUID id) {
        return jdbc.sql("select studio_id from assets where photo_id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }

    private int rows(UUID id) {
        return jdbc.sql("select count(*) from assets where photo_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }
}
