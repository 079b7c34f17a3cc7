package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vitrine.journeys.Suite.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.journeys.Studio.Reservation;

/** A photo travels from the camera to the gallery: three steps, or one for scripts. */
class UploadJourneyTest {

    private static Studio studio;
    private static String gallery;

    @BeforeAll
    static void aStudio() {
        studio = Studio.fresh();
        gallery = studio.gallery("Harbour", false);
    }

    @Test
    void threeStepsMakeAPhotoWithFourRenditions() throws IOException {
        byte[] bytes = Pictures.jpeg(3000, 2000, 1);
        Reservation reservation = studio.reserve(gallery, "DSC_0001.JPG", "image/jpeg", bytes.length);
        assertThat(reservation.key()).startsWith(studio.owner().id() + "/").endsWith(".jpg");
        Studio.putBytes(reservation, bytes).is(200);
        String id = studio.confirm(reservation).is(201).json().path("id").asString();
        studio.confirm(reservation).is(200);

        JsonNode photo = studio.settled(id);
        assertThat(photo.path("status").asString()).isEqualTo("ready");
        assertThat(photo.path("width").asInt()).isEqualTo(3000);
        assertThat(photo.path("height").asInt()).isEqualTo(2000);
        assertThat(photo.path("placeholder").asString()).isNotBlank();
        assertThat(photo.path("filename").asString()).isEqualTo("DSC_0001.JPG");
        assertThat(longestSide(photo, "thumbnail")).isEqualTo(400);
        assertThat(longestSide(photo, "preview")).isEqualTo(2048);
        var original = Visitor.guest()
                .get(photo.path("urls").path("original").asString())
                .is(200);
        assertThat(original.bytes()).isEqualTo(bytes);
        assertThat(original.header("Content-Disposition")).contains("DSC_0001.JPG");
        assertThat(studio.allPhotos(gallery))
                .extracting(p -> p.path("id").asString())
                .containsOnlyOnce(id);
    }

    @Test
    void aLargeFileGoesOnWhereItStopped() {
        byte[] bytes = Arrays.copyOf(Pictures.jpeg(1600, 1200, 77), 9 << 20);
        JsonNode first = studio.reserveInParts(gallery, "large.jpg", bytes.length);
        int size = first.path("parts").path("size").asInt();
        Studio.putPart(first, 2, Arrays.copyOfRange(bytes, size, bytes.length)).is(200);

        JsonNode again = studio.resume(first.path("key").asString()).is(200).json();
        assertThat(again.path("parts").path("received").toString()).isEqualTo("[2]");
        Studio.putPart(again, 1, Arrays.copyOf(bytes, size)).is(200);
        Studio.completeParts(again).is(200);
        String id = studio.confirm(first.path("key").asString(), "large.jpg", bytes.length)
                .is(201)
                .json()
                .path("id")
                .asString();
        assertThat(studio.settled(id).path("status").asString()).isEqualTo("ready");
    }

    @Test
    void deliveryKnowsRangesAndConditions() {
        JsonNode photo = studio.readyPhoto(gallery, 2);
        String url = photo.path("urls").path("preview").asString();
        var whole = Visitor.guest().get(url).is(200);
        assertThat(whole.header("Cache-Control")).contains("immutable");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.header("Set-Cookie")).isEmpty();
        Visitor.guest().get(url, Map.of("If-None-Match", whole.header("ETag"))).is(304);
        var part = Visitor.guest().get(url, Map.of("Range", "bytes=100-199")).is(206);
        assertThat(part.bytes()).hasSize(100);
        assertThat(part.header("Content-Range")).startsWith("bytes 100-199/");
        Visitor.guest().get(url, Map.of("Range", "bytes=99999999-")).is(416);
        assertThat(Visitor.guest()
                        .send("HEAD", url, BodyPublishers.noBody(), Map.of())
                        .is(200)
                        .header("Content-Length"))
                .isEqualTo(String.valueOf(whole.bytes().length));
    }

    @Test
    void browsersMayPutFromTheirPagesAndFromNowhereElse() {
        Reservation reservation = studio.reserve(gallery, "page.jpg", "image/jpeg", 1000);
        var ask = Map.of("Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "content-type");
        var allowed = Visitor.guest()
                .with("Origin", Suite.origin("photos"))
                .send("OPTIONS", reservation.uploadUrl(), BodyPublishers.noBody(), ask);
        assertThat(allowed.status()).isIn(200, 204);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(Suite.origin("photos"));
        assertThat(allowed.header("Access-Control-Allow-Methods")).contains("PUT");
        assertThat(allowed.header("Access-Control-Allow-Headers")).containsIgnoringCase("content-type");
        var foreign = Visitor.guest()
                .with("Origin", "https://evil.example")
                .send("OPTIONS", reservation.uploadUrl(), BodyPublishers.noBody(), ask);
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void scriptsUploadManyAtOnce() {
        var answer = multipart(List.of(
                new Part("eins.jpg", Pictures.jpeg(800, 600, 3)),
                new Part("zwei.png", Pictures.png(640, 480, 4)),
                new Part("notes.jpg", "just text".getBytes(StandardCharsets.UTF_8))));
        answer.is(201);
        JsonNode items = answer.json().path("items");
        assertThat(items).hasSize(3);
        assertThat(studio.settled(items.get(0).path("id").asString())
                        .path("status")
                        .asString())
                .isEqualTo("ready");
        assertThat(studio.settled(items.get(1).path("id").asString())
                        .path("status")
                        .asString())
                .isEqualTo("ready");
        assertThat(items.get(2).path("status").asString()).isEqualTo("rejected");
    }

    @Test
    void openPagesHearThatAPhotoIsReady() throws Exception {
        try (var events = LiveEvents.of(studio.owner())) {
            String id = studio.upload(gallery, "live.jpg", Pictures.jpeg(900, 600, 5));
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            events.data().stream().anyMatch(data -> data.contains(id) && data.contains("\"ready\"")));
        }
    }

    @Test
    void deletingAPhotoTakesItsBytesAway() {
        JsonNode photo = studio.readyPhoto(gallery, 6);
        String url = photo.path("urls").path("thumbnail").asString();
        Visitor.guest().get(url).is(200);
        studio.script()
                .delete(photos("/api/images/" + photo.path("id").asString()))
                .is(204);
        studio.script()
                .get(photos("/api/images/" + photo.path("id").asString()))
                .isProblem(404, "not-found");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Visitor.guest().get(url).status() == 404);
    }

    record Part(String filename, byte[] bytes) {}

    private Visitor.Answer multipart(List<Part> parts) {
        String boundary = "vitrine-journey";
        var body = new ByteArrayOutputStream();
        for (Part part : parts) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                            + part.filename() + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.bytes());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"gallery_id\"\r\n\r\n" + gallery
                        + "\r\n--" + boundary + "--\r\n")
                .getBytes(StandardCharsets.UTF_8));
        return studio.script()
                .send(
                        "POST",
                        photos("/api/upload"),
                        BodyPublishers.ofByteArray(body.toByteArray()),
                        Map.of("Content-Type", "multipart/form-data; boundary=" + boundary));
    }

    private static int longestSide(JsonNode photo, String rendition) throws IOException {
        byte[] bytes = Visitor.guest()
                .get(photo.path("urls").path(rendition).asString())
                .is(200)
                .bytes();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        return Math.max(image.getWidth(), image.getHeight());
    }
}
