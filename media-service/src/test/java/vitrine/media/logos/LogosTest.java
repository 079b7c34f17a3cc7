package vitrine.media.logos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.rendering.LogoImage;
import vitrine.media.rendering.UnreadablePicture;

class LogosTest extends MediaTest {

    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    private final UUID studio = newId();
    private final String owner = member("owner");

    @Autowired
    private Logos logos;

    private String member(String role) {
        return ISSUER.token(
                newId(),
                "photographer",
                claims -> claims.claim("studio", studio.toString()).claim("studio_role", role));
    }

    private HttpResponse<byte[]> store(String token, String ground, byte[] file) {
        return send(
                "POST",
                "/internal/logos/" + ground,
                BodyPublishers.ofByteArray(file),
                Map.of("Content-Type", "application/octet-stream", "Authorization", "Bearer " + token));
    }

    private HttpResponse<byte[]> shown(String id) {
        return get("/l/" + studio + "/" + id + ".png");
    }

    private static byte[] seeThrough(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < width / 2; x++) {
            image.setRGB(x, height / 2, Color.RED.getRGB());
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void isDrawnAnewAndGivenOutForEver() throws IOException {
        byte[] hidden = "<script>alert(1)</script>".getBytes(UTF_8);
        byte[] given = seeThrough(400, 100);
        byte[] polyglot = Arrays.copyOf(given, given.length + hidden.length);
        System.arraycopy(hidden, 0, polyglot, given.length, hidden.length);
        var stored = store(owner, "light", polyglot);
        assertThat(stored.statusCode()).isEqualTo(201);
        assertThat(json(stored).get("width").asInt()).isEqualTo(400);

        var logo = shown(json(stored).get("id").asString());
        assertThat(logo.statusCode()).isEqualTo(200);
        assertThat(new String(logo.body(), UTF_8)).doesNotContain("script");
        assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(logo.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(logo.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable", "public");
        assertThat(logo.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
        assertThat(logo.headers().firstValue("Set-Cookie")).isEmpty();
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(logo.body()));
        assertThat(drawn.getRGB(0, 0) >>> 24).isZero();
        assertThat(new Color(drawn.getRGB(10, 50))).isEqualTo(Color.RED);
    }

    @Test
    void takesThreeKindsAndNoMorePixelsThanArePageShows() {
        var jpeg = store(owner, "dark", Pictures.jpeg(2400, 1200));
        assertThat(json(jpeg).get("width").asInt()).isEqualTo(800);
        assertThat(json(jpeg).get("height").asInt()).isEqualTo(400);
        assertThat(store(owner, "light", WEBP).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesWhatIsNoLogo() throws IOException {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(UTF_8);
        assertProblem(store(owner, "light", svg), 415, "unsupported-type");
        assertProblem(store(owner, "light", "<html>".getBytes(UTF_8)), 415, "unsupported-type");
        assertProblem(store(owner, "light", Pictures.gifDeclaring(10, 10)), 415, "unsupported-type");
        assertProblem(store(owner, "light", new byte[0]), 422, "unprocessable");
        assertProblem(store(owner, "light", Pictures.pngDeclaring(30_000, 30_000)), 422, "unprocessable");
        assertProblem(store(owner, "light", Pictures.brokenPng(100, 100)), 422, "unprocessable");
        assertProblem(store(owner, "light", Arrays.copyOf(Pictures.png(300, 300), 200)), 422, "unprocessable");
        var nothing = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB), "png", nothing);
        assertProblem(store(owner, "light", nothing.toByteArray()), 422, "unprocessable");
        assertProblem(
                store(owner, "light", Arrays.copyOf(Pictures.png(20, 20), LogoImage.MAX_BYTES + 1)),
                413,
                "upload-too-large");
        assertProblem(store(owner, "sideways", Pictures.png(20, 20)), 404, "not-found");
        assertThat(jdbc.sql("select count(*) from logos where studio_id = ?")
                        .param(studio)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void isForOwnersAndManagersToGive() {
        byte[] logo = Pictures.png(20, 20);
        assertThat(store(member("manager"), "light", logo).statusCode()).isEqualTo(201);
        assertProblem(store(member("member"), "light", logo), 403, "forbidden");
        assertProblem(store(ISSUER.token(newId(), "user"), "light", logo), 403, "forbidden");
        assertProblem(post(null, "/internal/logos/light", "{}"), 401, "unauthorized");
    }

    @Test
    void belongsToItsStudioAndGoesWithIt() {
        String id = json(store(owner, "light", Pictures.png(20, 20))).get("id").asString();
        assertProblem(get("/l/" + newId() + "/" + id + ".png"), 404, "not-found");
        assertProblem(shown("0".repeat(64)), 404, "not-found");
        UUID account = newId();
        announce("account.deleted.v1", account, 9, """
                {"account_id": "%s", "studio_id": "%s", "studio_deleted": true}""".formatted(account, studio));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertProblem(shown(id), 404, "not-found"));
    }

    @Test
    void keepsTheNewestOfEachKind() throws UnreadablePicture {
        String dark = json(store(owner, "dark", Pictures.png(50, 50))).get("id").asString();
        String last = "";
        for (int side = 10; side < 40; side++) {
            var image = LogoImage.read(Pictures.png(side, side));
            logos.add(studio, "light", image);
            last = image.sha256();
        }
        assertThat(shown(last).statusCode()).isEqualTo(200);
        assertThat(shown(dark).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from logos where studio_id = ?")
                        .param(studio)
                        .query(Integer.class)
                        .single())
                .isEqualTo(21);
    }
}
