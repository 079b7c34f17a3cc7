package vitrine.media.watermarks;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.rendering.WatermarkSpec;

class WatermarksTest extends MediaTest {

    private final UUID studio = newId();
    private final UUID account = newId();
    private final String owner = ISSUER.token(
            account,
            "photographer",
            claims -> claims.claim("studio", studio.toString()).claim("studio_role", "owner"));

    @Autowired
    private Watermarks watermarks;

    private static Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put("text", "Studio Nord");
        settings.put("position", "bottom_right");
        settings.put("opacity", 80);
        settings.put("size", 150);
        return settings;
    }

    private HttpResponse<byte[]> send(String token, String method, String path, byte[] body, String type) {
        return send(
                method,
                "/api/studio/watermark" + path,
                BodyPublishers.ofByteArray(body),
                Map.of("Content-Type", type, "Authorization", "Bearer " + token));
    }

    private HttpResponse<byte[]> send(String method, String path, Object body) {
        return send(owner, method, path, JSON.writeValueAsBytes(body), "application/json");
    }

    private JsonNode current() {
        return json(get("/api/studio/watermark", "Authorization", "Bearer " + owner));
    }

    private static byte[] png(int width, int height, Color colour) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = height / 4; y < height / 2; y++) {
            for (int x = width / 4; x < width / 2; x++) {
                image.setRGB(x, y, colour.getRGB());
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void aStudioChoosesItsOwn() {
        assertThat(current().get("own").asBoolean()).isFalse();
        assertThat(current().get("text").asString()).isEqualTo("PROOF");
        JsonNode saved = json(send("PUT", "", settings()));
        assertThat(saved.get("own").asBoolean()).isTrue();
        assertThat(saved).isEqualTo(current());
        assertThat(saved.get("text").asString()).isEqualTo("Studio Nord");
        assertThat(saved.get("position").asString()).isEqualTo("bottom_right");
        assertThat(saved.get("opacity").asInt()).isEqualTo(80);
        assertThat(saved.get("size").asInt()).isEqualTo(150);
    }

    @Test
    void everySettingIsSeenInThePreview() throws IOException {
        var seen = new HashSet<Integer>();
        for (String position :
                "tiled top_left top top_right left center right bottom_left bottom bottom_right".split(" ")) {
            Map<String, Object> settings = settings();
            settings.put("position", position);
            seen.add(Arrays.hashCode(preview(settings)));
        }
        for (var change :
                Map.of("opacity", (Object) 30, "size", 60, "text", "Other").entrySet()) {
            Map<String, Object> settings = settings();
            settings.put(change.getKey(), change.getValue());
            seen.add(Arrays.hashCode(preview(settings)));
        }
        assertThat(seen).hasSize(13);
        assertThat(current().get("own").asBoolean()).isFalse();
    }

    private byte[] preview(Map<String, Object> settings) throws IOException {
        var preview = send("POST", "/preview", settings);
        assertThat(preview.statusCode())
                .as(() -> new String(preview.body(), UTF_8))
                .isEqualTo(200);
        assertThat(preview.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(preview.body())).getWidth())
                .isEqualTo(1200);
        return preview.body();
    }

    @Test
    void aPictureMarksInItsColours() throws IOException {
        var uploaded = send(owner, "POST", "/images", png(400, 200, Color.RED), "text/plain");
        assertThat(uploaded.statusCode()).isEqualTo(201);
        assertThat(json(uploaded).get("width").asInt()).isEqualTo(400);
        Map<String, Object> settings = settings();
        settings.put("text", "");
        settings.put("image_id", json(uploaded).get("id").asString());
        settings.put("position", "center");
        settings.put("opacity", 100);
        settings.put("size", 400);
        BufferedImage marked = ImageIO.read(new ByteArrayInputStream(preview(settings)));
        // The red block lies left of and above the middle of the picture.
        var red = new Color(marked.getRGB(1200 / 2 - 120, 800 / 2 - 60));
        assertThat(red.getRed()).isGreaterThan(200);
        assertThat(red.getGreen()).isLessThan(70);
        assertThat(red.getBlue()).isLessThan(70);
        assertThat(send("PUT", "", settings).statusCode()).isEqualTo(200);
        assertThat(current().at("/image/width").asInt()).isEqualTo(400);

        // Another studio cannot use it.
        String other = ISSUER.token(
                newId(),
                "photographer",
                claims -> claims.claim("studio", newId().toString()).claim("studio_role", "owner"));
        assertProblem(send(other, "PUT", "", JSON.writeValueAsBytes(settings), "application/json"), 400, "validation");
    }

    @Test
    void onlyPngsThatShowSomethingAreTaken() throws IOException {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(UTF_8);
        assertProblem(send(owner, "POST", "/images", svg, "image/png"), 415, "unsupported-type");
        assertProblem(send(owner, "POST", "/images", Pictures.jpeg(30, 30), "image/png"), 415, "unsupported-type");
        assertProblem(send(owner, "POST", "/images", new byte[0], "image/png"), 415, "unsupported-type");
        assertProblem(
                send(owner, "POST", "/images", Pictures.pngDeclaring(100_000, 100_000), "image/png"),
                422,
                "unprocessable");
        assertProblem(send(owner, "POST", "/images", Pictures.brokenPng(300, 300), "image/png"), 422, "unprocessable");
        assertProblem(
                send(owner, "POST", "/images", png(100, 100, new Color(0, 0, 0, 0)), "image/png"),
                422,
                "unprocessable");
        byte[] large = Arrays.copyOf(png(100, 100, Color.RED), 2 * 1024 * 1024 + 1);
        assertProblem(send(owner, "POST", "/images", large, "image/png"), 413, "upload-too-large");
    }

    @Test
    void wrongSettingsAreRefused() {
        for (var wrong : Map.<String, Object>of(
                        "text",
                        "x".repeat(61),
                        "position",
                        "middle",
                        "opacity",
                        5,
                        "size",
                        1000,
                        "image_id",
                        "../etc/passwd")
                .entrySet()) {
            Map<String, Object> settings = settings();
            settings.put(wrong.getKey(), wrong.getValue());
            assertThat(send("PUT", "", settings).statusCode())
                    .as(wrong.getKey())
                    .isEqualTo(400);
        }
        for (String text : new String[] {"", "   ", "a\nb", "a\u202eb", "\u2003"}) {
            Map<String, Object> settings = settings();
            settings.put("text", text);
            assertThat(send("PUT", "", settings).statusCode()).as(text).isEqualTo(400);
        }
        assertThat(current().get("own").asBoolean()).isFalse();
    }

    @Test
    void onlyTheOwnerDecides() {
        byte[] body = JSON.writeValueAsBytes(settings());
        String member = ISSUER.token(
                newId(),
                "photographer",
                claims -> claims.claim("studio", studio.toString()).claim("studio_role", "member"));
        assertProblem(send(member, "PUT", "", body, "application/json"), 403, "forbidden");
        assertProblem(get("/api/studio/watermark", "Authorization", "Bearer " + member), 403, "forbidden");
        String client = ISSUER.token(newId(), "user");
        assertProblem(send(client, "PUT", "", body, "application/json"), 403, "forbidden");
        assertProblem(get("/api/studio/watermark"), 401, "unauthorized");
        String script = ISSUER.token(
                account,
                "photographer",
                claims -> claims.claim("studio", studio.toString())
                        .claim("studio_role", "owner")
                        .claim("token_id", newId().toString())
                        .claim("scope", "galleries:read"));
        assertThat(get("/api/studio/watermark", "Authorization", "Bearer " + script)
                        .statusCode())
                .isEqualTo(200);
        assertProblem(send(script, "PUT", "", body, "application/json"), 403, "insufficient-scope");
    }

    @Test
    void aPreviewIsMarkedOrNotShown() throws IOException {
        var person = new Account();
        String key = store(person, newId(), "image/jpeg", Pictures.jpeg(600, 400));
        String url = url(key, "watermarked/" + studio, "l." + newId() + ".1");
        assertProblem(get(url), 404, "not-found");
        byte[] clean = Pictures.jpeg(800, 600);
        Path folder = DATA.resolve("renditions/" + key.substring(0, key.indexOf('.')));
        Files.createDirectories(folder);
        Files.write(folder.resolve("preview.jpg"), clean);
        var marked = get(url);
        assertThat(marked.statusCode()).isEqualTo(200);
        assertThat(marked.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(marked.body()).isNotEqualTo(clean);
        String etag = marked.headers().firstValue("ETag").orElseThrow();
        assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);

        // Changed: another picture at the same address, at once.
        watermarks.save(studio, new WatermarkSpec("Other", null, WatermarkSpec.Position.TOP, 1, 1));
        var changed = get(url, "If-None-Match", etag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isNotEqualTo(marked.body());

        // What the database holds cannot be drawn: nothing is shown, neither clean nor as before.
        jdbc.sql("update watermarks set text = ? where studio_id = ?")
                .params("\u2003\u2003x", studio)
                .update();
        jdbc.sql("update watermarks set text = ? where studio_id = ?")
                .params("\u2003\u2028", studio)
                .update();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertProblem(get(url), 503, "watermark-unavailable"));
    }

    @Test
    void theNameIsThatOfTheUrlAndOnlyThat() throws IOException {
        String key = store(new Account(), newId(), "image/jpeg", Pictures.jpeg(600, 400));
        Path folder = DATA.resolve("renditions/" + key.substring(0, key.indexOf('.')));
        Files.createDirectories(folder);
        Files.write(folder.resolve("preview.jpg"), Pictures.jpeg(800, 600));
        String grant = "l." + newId() + ".1";
        String named = url(key, "watermarked/" + studio + "/SsOzbg", grant);
        byte[] jon = get(named).body();
        assertThat(jon)
                .isNotEqualTo(get(url(key, "watermarked/" + studio, grant)).body());
        assertProblem(get(named.replace("SsOzbg", "QW5uYQ")), 404, "not-found");
        assertProblem(get(named.replace("/SsOzbg", "")), 404, "not-found");
        assertProblem(get(url(key, "watermarked/" + studio + "/_w", grant)), 404, "not-found");
    }

    @Test
    void goesWithItsStudio() {
        send("PUT", "", settings());
        announce("account.deleted.v1", account, 9, """
                {"account_id": "%s", "studio_id": "%s", "studio_deleted": true}""".formatted(account, studio));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql("select count(*) from watermarks where studio_id = ?")
                                .param(studio)
                                .query(Long.class)
                                .single())
                        .isZero());
    }
}
