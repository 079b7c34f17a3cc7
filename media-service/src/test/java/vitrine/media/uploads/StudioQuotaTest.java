package vitrine.media.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;

@TestPropertySource(
        properties = {
            "media.uploads.studio-max-photos=5",
            "media.uploads.studio-max-bytes=100000",
            "media.uploads.studio-max-waiting=3"
        })
class StudioQuotaTest extends MediaTest {

    private final Account account = new Account();

    @Autowired
    private UploadSweeping sweeping;

    @Test
    void exactlyAsManyAsMayBeGetInAtOnce() throws Exception {
        List<Callable<HttpResponse<byte[]>>> wishes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            wishes.add(() -> reserveRaw(account.token, newId(), "image/jpeg", 10));
        }
        int let = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(wishes)) {
                if (answer.get().statusCode() == 200) {
                    let++;
                } else {
                    assertProblem(answer.get(), 413, "quota-exceeded");
                    assertThat(json(answer.get()).get("max_photos").asInt()).isEqualTo(5);
                }
            }
        }
        assertThat(let).isEqualTo(5);
        assertThat(reserveRaw(new Account().token, newId(), "image/jpeg", 10).statusCode())
                .isEqualTo(200);
    }

    @Test
    void bytesCountAndComeBack() throws Exception {
        byte[] picture = Pictures.jpeg(30, 20);
        store(account, newId(), "image/jpeg", picture);
        UUID large = newId();
        assertProblem(reserveRaw(account.token, large, "image/jpeg", 100_001 - picture.length), 413, "quota-exceeded");
        assertThat(reserveRaw(account.token, large, "image/jpeg", 100_000 - picture.length)
                        .statusCode())
                .isEqualTo(200);
        assertThat(usage()).isEqualTo("2 photos, 100000 bytes");
        assertProblem(reserveRaw(account.token, newId(), "image/jpeg", 1), 413, "quota-exceeded");

        jdbc.sql("update reservations set reserved_at = now() - interval '25 hours' where photo_id = ?")
                .param(large)
                .update();
        sweeping.sweep();

        assertThat(usage()).isEqualTo("1 photos, " + picture.length + " bytes");
        assertThat(reserveRaw(account.token, newId(), "image/jpeg", 1).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLongLineSlowsItsStudioDown() {
        byte[] picture = Pictures.jpeg(30, 20);
        for (int i = 0; i < 4; i++) {
            store(account, newId(), "image/jpeg", picture);
        }

        var busy = reserveRaw(account.token, newId(), "image/jpeg", 10);

        assertProblem(busy, 429, "studio-busy");
        assertThat(busy.headers().firstValue("Retry-After")).contains("15");
        assertThat(reserveRaw(new Account().token, newId(), "image/jpeg", 10).statusCode())
                .isEqualTo(200);
        jdbc.sql("update assets set status = 'ready' where studio_id = ?")
                .param(account.id)
                .update();
        assertThat(reserveRaw(account.token, newId(), "image/jpeg", 10).statusCode())
                .isEqualTo(200);
    }

    private String usage() {
        return jdbc.sql("select photos || ' photos, ' || bytes || ' bytes' from studio_usage where studio_id = ?")
                .param(account.id)
                .query(String.class)
                .single();
    }
}
