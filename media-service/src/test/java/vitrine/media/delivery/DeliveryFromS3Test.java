package vitrine.media.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.signing.SignedUrls;
import vitrine.media.storage.S3Server;

class DeliveryFromS3Test extends MediaTest {

    private final byte[] picture = Pictures.jpeg(320, 200);
    private final Account account = new Account();

    @DynamicPropertySource
    static void bucket(DynamicPropertyRegistry registry) throws IOException {
        S3Server.start().bucket("delivery");
        registry.add("media.storage.backend", () -> "s3");
        registry.add("media.storage.s3.delivery", () -> "redirect");
        S3Server.settings(registry, "delivery");
    }

    @Test
    void whatPagesShowPassesThrough() {
        String key = store(account, newId(), "image/jpeg", picture);

        var whole = get(url(key, "original", account.grant));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(picture);
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(get(url(key, "original", account.grant), "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
        var part = get(url(key, "original", account.grant), "Range", "bytes=5-24");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(picture, 5, 25));
        assertProblem(get(url(key, "preview", account.grant)), 404, "not-found");
    }

    @Test
    void downloadsLeaveFromTheBucketWithTheirName() throws Exception {
        String key = store(account, newId(), "image/jpeg", picture);
        String named =
                urls.reading(key, "original", account.grant, SignedUrls.expiry(Instant.now()), "bride & groom.jpg");

        var answer = get(named);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
        URI link = URI.create(answer.headers().firstValue("Location").orElseThrow());
        try (HttpClient http = HttpClient.newHttpClient()) {
            var file = http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isEqualTo(picture);
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment")
                    .contains("bride");
        }
        assertProblem(get(named.replaceFirst("s=.", "s=~")), 404, "not-found");
    }
}
