package vitrine.media.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;

class AccountDeletionsTest extends MediaTest {

    private static final byte[] JPEG = Pictures.jpeg(300, 200);

    private final Account account = new Account();

    @Test
    void takeAllBytesAlongConfirmedOrNot() {
        UUID stored = newId();
        UUID put = newId();
        UUID reserved = newId();
        String key = store(account, stored, "image/jpeg", JPEG);
        JsonNode ticket = reserve(account, put, "image/jpeg", JPEG.length);
        put(ticket.get("upload_url").asString(), JPEG, "Content-Type", "image/jpeg");
        String received = jdbc.sql("select received_id::text from reservations where photo_id = ?")
                .param(put)
                .query(String.class)
                .single();
        String late = reserve(account, reserved, "image/jpeg", JPEG.length)
                .get("upload_url")
                .asString();
        Account stranger = new Account();
        UUID theirs = newId();
        String theirKey = store(stranger, theirs, "image/jpeg", JPEG);

        deleted(account.id, 7);

        await().atMost(Duration.ofSeconds(20)).until(() -> rows("assets") + rows("reservations") == 0);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(names("incoming")).doesNotContain(received);
            assertThat(files(".").stream().map(Path::toString)).noneMatch(file -> file.contains(account.id.toString()));
        });
        assertThat(put(late, JPEG, "Content-Type", "image/jpeg").statusCode()).isEqualTo(404);
        // Refused for what it is, or for its token, whichever is known first.
        assertThat(confirm(account.token, put, JPEG.length).statusCode()).isIn(401, 404);
        assertThat(get(url(theirKey, "original", stranger.grant)).statusCode()).isEqualTo(200);
        assertThat(get(url(key, "original", account.grant)).statusCode()).isEqualTo(403);
    }

    @Test
    void urlsGivenOutDieAndStayDead() {
        Account other = new Account();
        String key = store(other, newId(), "image/jpeg", JPEG);
        deleted(account.id, 7);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(url(key, "original", account.grant)).statusCode() == 403);
        announce("account.changed.v1", account.id, 6, "{\"account_id\": \"" + account.id + "\", \"active\": true}");
        deleted(account.id, 7);
        Account marker = new Account();
        deleted(marker.id, 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(url(key, "original", marker.grant)).statusCode() == 403);
        assertThat(get(url(key, "original", account.grant)).statusCode()).isEqualTo(403);
        assertThat(get(url(key, "original", other.grant)).statusCode()).isEqualTo(200);
    }

    private void deleted(UUID id, long version) {
        announce(
                "account.deleted.v1",
                id,
                version,
                "{\"account_id\": \"" + id + "\", \"studio_id\": null, \"studio_deleted\": false}");
    }

    private long rows(String table) {
        return jdbc.sql("select count(*) from " + table + " where owner_id = ?")
                .param(account.id)
                .query(Long.class)
                .single();
    }

    private static List<String> names(String folder) {
        return files(folder).stream().map(file -> file.getFileName().toString()).toList();
    }
}
