package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static vitrine.journeys.Suite.photos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.journeys.Studio.Reservation;

/** Rows 12 to 19 of the threats: hostile names, types, sizes and orders of doing things. */
class FilesTest {

    private static Studio studio;
    private static String gallery;

    @BeforeAll
    static void aStudio() {
        studio = Studio.fresh();
        gallery = studio.gallery("Files", false);
    }

    @Test
    void row12HostileNamesAreKeptReadableAndHarmless() {
        for (String name : List.of(
                "../../etc/passwd.jpg",
                "/absolute.jpg",
                "C:\\boot.jpg",
                "a\r\nSet-Cookie: x=1.jpg",
                "\u202Egnp.exe.jpg",
                "\uD83C\uDF05 Sonnenaufgang.jpg",
                "n".repeat(300) + ".jpg",
                "quote\";x=y.jpg",
                "nul\u0000.jpg")) {
            byte[] bytes = Pictures.jpeg(300, 200, name.hashCode());
            Reservation reservation = studio.reserve(gallery, name, "image/jpeg", bytes.length);
            assertThat(reservation.key()).matches("[0-9a-f-]{36}/[0-9a-f-]{36}\\.jpg");
            Studio.putBytes(reservation, bytes).is(200);
            JsonNode photo = studio.settled(
                    studio.confirm(reservation).is(201).json().path("id").asString());
            assertThat(photo.path("status").asString()).isEqualTo("ready");
            String shown = photo.path("filename").asString();
            assertThat(shown)
                    .doesNotContain("/", "\\", "\r", "\n", "\u202E", "..")
                    .hasSizeLessThanOrEqualTo(256)
                    .endsWith(".jpg");
            var original = Visitor.guest()
                    .get(photo.path("urls").path("original").asString())
                    .is(200);
            assertThat(original.header("Set-Cookie")).isEmpty();
            assertThat(original.header("Content-Disposition")).startsWith("attachment");
        }
    }

    @Test
    void row13AndRow16OnlyPicturesAreTaken() {
        refused("<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8), "image/jpeg");
        refused(
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8),
                "image/png");
        refused("%PDF-1.7".getBytes(StandardCharsets.UTF_8), "image/jpeg");
        assertThat(studio.askToUpload(gallery, "a.svg", "image/svg+xml", 100).status())
                .isEqualTo(415);
        assertThat(studio.askToUpload(gallery, "a.jpg", "text/html", 100).status())
                .isEqualTo(415);
    }

    @Test
    void row14MarkupInNamesStaysText() {
        String name = "<script>alert(1)</script>{{7*7}}${7*7}";
        String id = studio.gallery(name, true);
        JsonNode saved =
                studio.script().get(photos("/api/galleries/" + id)).is(200).json();
        assertThat(saved.path("name").asString()).isEqualTo(name);
        assertThat(Visitor.guest().get(photos("/api/public/galleries/" + id)).header("Content-Type"))
                .startsWith("application/json");
    }

    @Test
    void row15BombsAreRefusedFromTheHeader() {
        refused(
                HexFormat.of().parseHex("474946383961ffffff7f80000000000000ffffff2c00000000ffffff7f000002024c01003b"),
                "image/gif");
        refused(pngHeader(100_000, 100_000), "image/png");
        refused(jpegWithScans(1_600), "image/jpeg");
    }

    @Test
    void row16DamagedPicturesAreShownAsFarAsTheyGoOrSaidToBeBroken() {
        byte[] whole = Pictures.jpeg(1600, 1200, 31);
        byte[] truncated = Arrays.copyOf(whole, whole.length / 2);
        JsonNode photo = studio.settled(studio.upload(gallery, "cut.jpg", truncated));
        assertThat(photo.path("status").asString()).isIn("ready", "failed");
        if (photo.path("status").asString().equals("failed")) {
            assertThat(photo.path("reason").path("message").asString()).isNotBlank();
        }
        JsonNode png = studio.settled(studio.upload(gallery, "really-a.png", Pictures.png(500, 400, 32)));
        assertThat(png.path("status").asString()).isEqualTo("ready");
        assertThat(png.path("content_type").asString()).isEqualTo("image/png");
        assertThat(studio.askToUpload(gallery, "empty.jpg", "image/jpeg", 0).status())
                .isEqualTo(400);
    }

    @Test
    void row17SizesAreTakenByTheirWord() {
        byte[] bytes = Pictures.jpeg(800, 600, 33);
        Reservation announced = studio.reserve(gallery, "big.jpg", "image/jpeg", bytes.length - 10);
        assertThat(Studio.putBytes(announced, bytes).status()).isEqualTo(413);
        studio.confirm(announced).isProblem(422, "upload-missing");
        studio.askToUpload(gallery, "huge.jpg", "image/jpeg", 1L << 40).isProblem(413, "upload-too-large");
        studio.askToUpload(gallery, "negative.jpg", "image/jpeg", -1).isProblem(400, "validation");
    }

    @Test
    void row18ConfirmingIsIdempotentAndOnlyForTheOwner() {
        byte[] bytes = Pictures.jpeg(700, 500, 34);
        Reservation reservation = studio.reserve(gallery, "twice.jpg", "image/jpeg", bytes.length);
        studio.confirm(reservation).isProblem(422, "upload-missing");
        Studio.putBytes(reservation, bytes).is(200);
        Studio.fresh().confirm(reservation).isProblem(404, "not-found");
        studio.confirm(reservation.key(), reservation.filename(), bytes.length + 1)
                .isProblem(422, "upload-mismatch");
        String id = studio.confirm(reservation).is(201).json().path("id").asString();
        assertThat(studio.confirm(reservation).is(200).json().path("id").asString())
                .isEqualTo(id);
        assertThat(Studio.putBytes(reservation, bytes).status()).isEqualTo(409);

        byte[] other = Pictures.jpeg(700, 500, 35);
        Reservation sameName = studio.reserve(gallery, "twice.jpg", "image/jpeg", other.length);
        Studio.putBytes(sameName, other).is(200);
        String otherId = studio.confirm(sameName).is(201).json().path("id").asString();
        assertThat(otherId).isNotEqualTo(id);
        assertThat(original(id)).isEqualTo(bytes);
        assertThat(original(otherId)).isEqualTo(other);
    }

    @Test
    void row19AnUploadThatBrokeOffCanBeRepeated() {
        byte[] bytes = Pictures.jpeg(900, 700, 36);
        Reservation reservation = studio.reserve(gallery, "again.jpg", "image/jpeg", bytes.length);
        assertThat(Studio.putBytes(reservation, Arrays.copyOf(bytes, bytes.length / 3))
                        .status())
                .isGreaterThanOrEqualTo(400);
        Studio.putBytes(reservation, bytes).is(200);
        assertThat(original(
                        studio.confirm(reservation).is(201).json().path("id").asString()))
                .isEqualTo(bytes);
    }

    @Test
    void aSignedUploadUrlServesItsKeyAlone() {
        byte[] bytes = Pictures.jpeg(400, 300, 37);
        Reservation a = studio.reserve(gallery, "a.jpg", "image/jpeg", bytes.length);
        Reservation b = studio.reserve(gallery, "b.jpg", "image/jpeg", bytes.length);
        String crossed = b.uploadUrl().substring(0, b.uploadUrl().indexOf('?'))
                + a.uploadUrl().substring(a.uploadUrl().indexOf('?'));
        var forged = new Reservation(crossed, b.key(), a.headers(), "b.jpg", bytes.length);
        assertThat(Studio.putBytes(forged, bytes).status()).isIn(403, 404);
        String unsigned = a.uploadUrl().substring(0, a.uploadUrl().indexOf('?'));
        assertThat(Studio.putBytes(new Reservation(unsigned, a.key(), a.headers(), "a.jpg", bytes.length), bytes)
                        .status())
                .isIn(401, 403);
    }

    private byte[] original(String photoId) {
        JsonNode photo = studio.settled(photoId);
        return Visitor.guest()
                .get(photo.path("urls").path("original").asString())
                .is(200)
                .bytes();
    }

    private void refused(byte[] bytes, String contentType) {
        Reservation reservation = studio.reserve(gallery, "hostile.bin", contentType, bytes.length);
        Studio.putBytes(reservation, bytes).is(200);
        var answer = studio.confirm(reservation);
        assertThat(answer.status()).as(answer.text()).isIn(415, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        studio.confirm(reservation).isProblem(422, "upload-missing");
    }

    private static byte[] pngHeader(int width, int height) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452"));
        out.writeBytes(HexFormat.of().parseHex("%08x%08x0802000000".formatted(width, height)));
        out.writeBytes(HexFormat.of().parseHex("00000000"));
        return out.toByteArray();
    }

    /** A valid progressive start followed by very many start-of-scan markers. */
    private static byte[] jpegWithScans(int scans) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000"));
        out.writeBytes(HexFormat.of().parseHex("ffc2000b080100010001011100"));
        byte[] scan = HexFormat.of().parseHex("ffda0008010100000000" + "3f");
        for (int i = 0; i < scans; i++) {
            out.writeBytes(scan);
        }
        out.writeBytes(HexFormat.of().parseHex("ffd9"));
        return out.toByteArray();
    }
}
