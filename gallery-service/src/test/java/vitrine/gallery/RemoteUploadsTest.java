package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fetching as it is by default: off. What it does when it is on is tested beside it. */
class RemoteUploadsTest extends RunningService {

    @Test
    void sayThatTheyAreOff() {
        Person me = photographer();
        me.post("/api/images/import", Map.of("url", "https://pictures.example.org/a.jpg"))
                .expectProblem(501, "not-configured");
        me.get("/api/images/fetch?url=https://pictures.example.org/a.jpg").expectProblem(501, "not-configured");
        me.post("/api/images/import", Map.of()).expectProblem(400, "validation");
        me.post("/api/images/import", Map.of("url", "https://a.test/a.jpg", "gallery_id", newId()))
                .expectProblem(404, "not-found");
        assertThat(me.get("/api/images/fetch").status()).isEqualTo(400);
    }

    @Test
    void areForPhotographers() {
        var request = Map.of("url", "https://pictures.example.org/a.jpg");
        assertThat(guest().post("/api/images/import", request).status()).isEqualTo(401);
        Person client = member("client", null, "user");
        client.post("/api/images/import", request).expectProblem(403, "forbidden");
        client.get("/api/images/fetch?url=https://pictures.example.org/a.jpg").expectProblem(403, "forbidden");
    }
}
