package vitrine.media.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;

class UploadsTest extends MediaTest {

    private static final byte[] JPEG = Pictures.jpeg(300, 200);

    @Autowired
    private UploadSweeping sweeping;

    private final Account account = new Account();
    private final UUID photo = newId();

    @Nested
    class Callers {

        @Test
        void guestsAreUnknown() {
            assertProblem(reserveRaw(null, photo, "image/jpeg", 10), 401, "unauthorized");
            assertProblem(confirm(null, photo, 10), 401, "unauthorized");
        }

        @ParameterizedTest
        @CsvSource({"user,403", "viewer,403", "photographer,200", "admin,200"})
        void onlyThoseWhoUploadMayReserve(String role, int status) {
            assertThat(reserveRaw(ISSUER.token(account.id, role), photo, "image/jpeg", 10)
                            .statusCode())
                    .isEqualTo(status);
        }

        @Test
        void tokensOfAnyOtherKindAreRefused() {
            var refused = List.of(
                    "nonsense",
                    ISSUER.confusedToken(account.id, "photographer"),
                    ISSUER.token(account.id, "photographer", claims -> claims.issuer("http://evil.localhost")),
                    ISSUER.token(account.id, "photographer", claims -> claims.audience("another")),
                    ISSUER.token(account.id, "photographer", claims -> claims.expirationTime(null)),
                    ISSUER.token(
                            account.id,
                            "photographer",
                            claims -> claims.expirationTime(
                                    Date.from(Instant.now().minusSeconds(11)))));
            refused.forEach(token -> assertProblem(reserveRaw(token, photo, "image/jpeg", 10), 401, "unauthorized"));
        }

        @Test
        void aTokenOfNoPersonStoresNothing() {
            String token = ISSUER.token(account.id, "admin", claims -> claims.subject("gateway"));
            assertProblem(reserveRaw(token, photo, "image/jpeg", 10), 403, "forbidden");
        }

        @Test
        void onlyAdminsStoreForAnotherStudio() {
            String body = """
                    {"photo_id": "%s", "studio_id": "%s", "content_type": "image/jpeg", "size_bytes": 9}""".formatted(photo, newId());

            assertProblem(post(account.token, "/internal/uploads", body), 404, "not-found");
            assertThat(post(ISSUER.token(account.id, "admin"), "/internal/uploads", body)
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void anothersPhotoIsNotFound() {
            store(account, photo, "image/jpeg", JPEG);
            UUID waiting = newId();
            reserve(account, waiting, "image/jpeg", JPEG.length);
            var stranger = new Account();

            for (UUID theirs : List.of(photo, waiting)) {
                assertProblem(confirm(stranger.token, theirs, JPEG.length), 404, "not-found");
                assertProblem(reserveRaw(stranger.token, theirs, "image/jpeg", JPEG.length), 404, "not-found");
            }
            assertProblem(confirm(stranger.token, newId(), JPEG.length), 404, "not-found");
        }

        @Test
        void nothingElseIsOpen() {
            assertProblem(post(account.token, "/internal/other", "{}"), 403, "forbidden");
            assertProblem(get("/actuator/deadletters"), 401, "unauthorized");
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(new String(get("/actuator/prometheus").body(), UTF_8)).contains("media_originals_missing");
        }
    }

    @Nested
    class Reserving {

        @Test
        void answersWhereToPut() {
            JsonNode ticket = reserve(account, photo, "image/jpeg", JPEG.length);

            assertThat(ticket.get("key").asString()).isEqualTo(account.id + "/" + photo + ".jpg");
            assertThat(ticket.get("method").asString()).isEqualTo("PUT");
            assertThat(ticket.get("headers").get("Content-Type").asString()).isEqualTo("image/jpeg");
            assertThat(ticket.get("upload_url").asString())
                    .startsWith("http://media.localhost:8080/u/" + account.id + "/" + photo + ".jpg?e=");
            assertThat(Instant.parse(ticket.get("expires_at").asString()))
                    .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(5500));
            assertThat(reserve(account, photo, "image/jpeg", JPEG.length).get("key"))
                    .isEqualTo(ticket.get("key"));
        }

        @ParameterizedTest
        @CsvSource({
            "image/jpeg,jpg",
            "IMAGE/JPG; q=1,jpg",
            "image/png,png",
            "image/gif,gif",
            "image/webp,webp",
            "image/tiff,tif",
            "image/bmp,bmp"
        })
        void choosesTheExtensionByType(String type, String extension) {
            assertThat(reserve(account, photo, type, 10).get("key").asString()).endsWith("." + extension);
        }

        @ParameterizedTest
        @ValueSource(strings = {"image/svg+xml", "text/html", "application/pdf", "video/mp4", "x", "../../a"})
        void refusesOtherTypes(String type) {
            assertProblem(reserveRaw(account.token, photo, type, 10), 415, "unsupported-type");
        }

        @Test
        void refusesWhatIsTooLarge() {
            assertProblem(reserveRaw(account.token, photo, "image/jpeg", 20_000_001), 413, "upload-too-large");
        }

        @Test
        void refusesAnotherAnnouncementForThePhoto() {
            reserve(account, photo, "image/jpeg", 10);
            assertProblem(reserveRaw(account.token, photo, "image/jpeg", 11), 409, "conflict");
            assertProblem(reserveRaw(account.token, photo, "image/png", 10), 409, "conflict");
        }

        @Test
        void namesTheFieldsThatAreNotValid() {
            var response = post(account.token, "/internal/uploads", """
                    {"photo_id": "%s", "studio_id": "%s", "content_type": " ", "size_bytes": 0, "sha256": "x"}""".formatted(photo, account.id));

            assertProblem(response, 400, "validation");
            assertThat(json(response)
                            .get("errors")
                            .valueStream()
                            .map(error -> error.get("field").asString()))
                    .containsExactlyInAnyOrder("content_type", "size_bytes", "sha256");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "{\"photo_id\": \"not-an-id\", \"content_type\": \"image/jpeg\", \"size_bytes\": 1}",
                    "{\"photo_id\": {}, \"content_type\": \"image/jpeg\", \"size_bytes\": 1}",
                    "{\"photo_id\": null, \"content_type\": \"image/jpeg\", \"size_bytes\": 1e999}"
                })
        void refusesMalformedRequests(String body) {
            var response = post(account.token, "/internal/uploads", body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertProblem(response, 400, json(response).get("type").asString().substring(20));
        }

        @Test
        void refusesAMalformedIdInThePath() {
            assertProblem(
                    post(account.token, "/internal/uploads/not-an-id/confirm", "{\"size_bytes\": 1}"),
                    404,
                    "not-found");
        }
    }

    @Nested
    class Putting {

        @Test
        void replacesEarlierBytesUntilConfirmed() {
            byte[] first = Pictures.jpeg(300, 200);
            byte[] second = Arrays.copyOf(first, first.length);
            second[second.length - 3] ^= 1;
            String url = reserve(account, photo, "image/jpeg", first.length)
                    .get("upload_url")
                    .asString();

            assertThat(put(url, first).statusCode()).isEqualTo(200);
            assertThat(put(url, second, "Content-Type", "image/jpeg").statusCode())
                    .isEqualTo(200);
            assertThat(json(confirm(account.token, photo, first.length))
                            .get("sha256")
                            .asString())
                    .isEqualTo(sha256(second));
            assertProblem(put(url, first, "Content-Type", "image/jpeg"), 409, "conflict");
            assertProblem(put(url + "x", first, "Content-Type", "image/jpeg"), 404, "not-found");
            assertThat(get(url(account.id + "/" + photo + ".jpg", "original", account.grant))
                            .body())
                    .isEqualTo(second);
            assertThat(ourIncoming()).isEmpty();
        }

        @Test
        void refusesWhatIsLargerThanAnnounced() {
            String url =
                    reserve(account, photo, "image/jpeg", 100).get("upload_url").asString();

            assertProblem(put(url, new byte[101], "Content-Type", "image/jpeg"), 413, "upload-too-large");
            assertProblem(put(url, new byte[4_000_000], "Content-Type", "image/jpeg"), 413, "upload-too-large");
            assertProblem(chunked(url, 101), 413, "upload-too-large");
            assertProblem(chunked(url, 4_000_000), 413, "upload-too-large");
            assertProblem(confirm(account.token, photo, 100), 422, "upload-missing");
            assertThat(ourIncoming()).isEmpty();
        }

        @Test
        void refusesWhatIsSmallerThanAnnounced() {
            String url =
                    reserve(account, photo, "image/jpeg", 100).get("upload_url").asString();

            assertProblem(put(url, new byte[99], "Content-Type", "image/jpeg"), 422, "upload-mismatch");
            assertProblem(chunked(url, 99), 422, "upload-mismatch");
            assertProblem(put(url, new byte[0], "Content-Type", "image/jpeg"), 422, "upload-mismatch");
            assertProblem(put(url, new byte[100], "Content-Type", "image/png"), 422, "upload-mismatch");
            assertThat(ourIncoming()).isEmpty();
        }

        @Test
        void takesAStreamWithoutLength() {
            String url = reserve(account, photo, "image/jpeg", 70_000)
                    .get("upload_url")
                    .asString();
            assertThat(chunked(url, 70_000).statusCode()).isEqualTo(200);
        }

        @Test
        void refusesOtherBytesThanTheAnnouncedHash() {
            var ticket = post(account.token, "/internal/uploads", """
                    {"photo_id": "%s", "studio_id": "%s", "content_type": "image/jpeg", "size_bytes": %d, "sha256": "%s"}""".formatted(
                            photo, account.id, JPEG.length, sha256(JPEG).toUpperCase(java.util.Locale.ROOT)));
            String url = json(ticket).get("upload_url").asString();

            assertProblem(put(url, new byte[JPEG.length]), 422, "upload-mismatch");
            assertThat(put(url, JPEG).statusCode()).isEqualTo(200);
        }

        @Test
        void refusesSignaturesThatAreMissingWrongOrOld() {
            String url =
                    reserve(account, photo, "image/jpeg", 100).get("upload_url").asString();

            assertProblem(put(url.substring(0, url.indexOf('?')), new byte[100]), 403, "forbidden");
            assertProblem(put(url.replaceFirst("s=.", "s=~"), new byte[100]), 404, "not-found");
            assertProblem(put(url.replace(photo.toString(), newId().toString()), new byte[100]), 404, "not-found");
            assertProblem(put("/u/x/y?e=1&k=v2&s=a", new byte[100]), 404, "not-found");
            clock.set(Instant.now().plus(Duration.ofHours(2)));
            assertProblem(put(url, new byte[100]), 403, "url-expired");
            assertThat(ourIncoming()).isEmpty();
        }

        @Test
        void keepsNothingOfAnUploadThatBreaksOff() throws Exception {
            String url = path(reserve(account, photo, "image/jpeg", 1_000_000)
                    .get("upload_url")
                    .asString());
            int before = files("incoming").size();
            for (int i = 0; i < 5; i++) {
                try (var socket = new Socket("127.0.0.1", port)) {
                    socket.getOutputStream()
                            .write(("PUT " + url + " HTTP/1.1\r\nHost: media\r\nContent-Length: 1000000\r\n\r\n")
                                    .getBytes(UTF_8));
                    socket.getOutputStream().write(new byte[300_000]);
                    socket.getOutputStream().flush();
                }
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(files("incoming")).hasSizeLessThanOrEqualTo(before));
            assertProblem(confirm(account.token, photo, 1_000_000), 422, "upload-missing");
        }

        @Test
        void twoPutsAtOnceAreNeverMixed() throws Exception {
            int size = 2_000_000;
            byte[] ones = picture(size, (byte) 1);
            byte[] twos = picture(size, (byte) 2);
            for (int round = 0; round < 3; round++) {
                UUID contested = newId();
                JsonNode ticket = reserve(account, contested, "image/jpeg", size);
                String url = ticket.get("upload_url").asString();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Callable<Integer>> puts = List.of(
                            () -> put(url, ones).statusCode(),
                            () -> put(url, twos).statusCode(),
                            () -> put(url, ones).statusCode(),
                            () -> put(url, twos).statusCode());
                    for (var answer : threads.invokeAll(puts)) {
                        assertThat(answer.get()).isEqualTo(200);
                    }
                }
                JsonNode asset = json(confirm(account.token, contested, size));
                byte[] stored = get(url(ticket.get("key").asString(), "original", account.grant))
                        .body();
                assertThat(stored).isIn(ones, twos);
                assertThat(asset.get("sha256").asString()).isEqualTo(sha256(stored));
            }
            assertThat(ourIncoming()).isEmpty();
        }

        private byte[] picture(int size, byte filling) {
            byte[] bytes = Arrays.copyOf(JPEG, size);
            Arrays.fill(bytes, JPEG.length, size, filling);
            return bytes;
        }

        private HttpResponse<byte[]> chunked(String url, int size) {
            return send(
                    "PUT",
                    path(url),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size])),
                    Map.of("Content-Type", "image/jpeg"));
        }
    }

    @Nested
    class Confirming {

        @Test
        void answersTheAsset() {
            reserveAndPut("image/jpeg", JPEG);
            JsonNode asset = json(confirm(account.token, photo, JPEG.length));

            assertThat(asset.get("photo_id").asString()).isEqualTo(photo.toString());
            assertThat(asset.get("key").asString()).isEqualTo(account.id + "/" + photo + ".jpg");
            assertThat(asset.get("content_type").asString()).isEqualTo("image/jpeg");
            assertThat(asset.get("size_bytes").asLong()).isEqualTo(JPEG.length);
            assertThat(asset.get("sha256").asString()).isEqualTo(sha256(JPEG));
            assertThat(asset.get("width").asInt()).isEqualTo(300);
            assertThat(asset.get("height").asInt()).isEqualTo(200);
            assertThat(asset.get("status").asString()).isEqualTo("pending");
            assertThat(json(confirm(account.token, photo, JPEG.length))).isEqualTo(asset);
            assertProblem(confirm(account.token, photo, JPEG.length + 1), 422, "upload-mismatch");
        }

        @Test
        void storesOnceHoweverManyConfirm() throws Exception {
            reserveAndPut("image/jpeg", JPEG);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Integer>> confirmations = new java.util.ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    confirmations.add(
                            () -> confirm(account.token, photo, JPEG.length).statusCode());
                }
                for (var answer : threads.invokeAll(confirmations)) {
                    assertThat(answer.get()).isEqualTo(200);
                }
            }
            assertThat(jdbc.sql("select version from assets where photo_id = ?")
                            .param(photo)
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        }

        @Test
        void refusesWithoutBytesAndWithAnotherSize() {
            JsonNode ticket = reserve(account, photo, "image/jpeg", JPEG.length);
            assertProblem(confirm(account.token, photo, JPEG.length), 422, "upload-missing");
            put(ticket.get("upload_url").asString(), JPEG);
            assertProblem(confirm(account.token, photo, JPEG.length - 1), 422, "upload-mismatch");
            assertThat(confirm(account.token, photo, JPEG.length).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!doctype html><script>alert(1)</script>",
                    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                    "<?xml version='1.0'?><svg/>",
                    "BM is how a text may begin",
                    "GIF8",
                    "%PDF-1.7",
                    "\0"
                })
        void dropsWhatIsNoPicture(String content) {
            byte[] bytes = content.getBytes(UTF_8);
            reserveAndPut("image/jpeg", bytes);

            assertProblem(confirm(account.token, photo, bytes.length), 415, "unsupported-type");
            assertProblem(confirm(account.token, photo, bytes.length), 422, "upload-missing");
            assertThat(ourIncoming()).isEmpty();
        }

        @Test
        void recordsAndDeliversTheRealType() {
            byte[] png = Pictures.png(30, 20);
            reserveAndPut("image/jpeg", png);
            JsonNode asset = json(confirm(account.token, photo, png.length));

            assertThat(asset.get("content_type").asString()).isEqualTo("image/png");
            assertThat(asset.get("key").asString()).endsWith(".jpg");
            assertThat(get(url(asset.get("key").asString(), "original", account.grant))
                            .headers()
                            .firstValue("Content-Type"))
                    .contains("image/png");
        }

        @Test
        void refusesBombsByTheirHead() {
            for (byte[] bomb :
                    List.of(Pictures.pngDeclaring(100_000, 100_000), Pictures.gifDeclaring(65_535, 32_767))) {
                UUID bombed = newId();
                JsonNode ticket = reserve(account, bombed, "image/png", bomb.length);
                put(ticket.get("upload_url").asString(), bomb);
                var refused = confirm(account.token, bombed, bomb.length);

                assertProblem(refused, 422, "unprocessable");
                assertThat(json(refused).get("code").asString()).isEqualTo("too-many-pixels");
            }
            assertThat(ourIncoming()).isEmpty();
        }
    }

    @Nested
    class Sweeping {

        @Test
        void removesUnconfirmedUploadsAfterADayAndNothingElse() throws Exception {
            reserveAndPut("image/jpeg", JPEG);
            UUID recent = newId();
            JsonNode recentTicket = reserve(account, recent, "image/jpeg", JPEG.length);
            put(recentTicket.get("upload_url").asString(), JPEG);
            UUID confirmed = newId();
            String confirmedKey = store(account, confirmed, "image/jpeg", JPEG);
            jdbc.sql("update reservations set reserved_at = now() - interval '25 hours' where photo_id = ?")
                    .param(photo)
                    .update();

            sweeping.sweep();

            assertProblem(confirm(account.token, photo, JPEG.length), 404, "not-found");
            assertThat(confirm(account.token, recent, JPEG.length).statusCode()).isEqualTo(200);
            assertThat(get(url(confirmedKey, "original", account.grant)).statusCode())
                    .isEqualTo(200);
            assertThat(ourIncoming()).isEmpty();
        }

        @Test
        void removesBytesThatNobodyCountsOn() throws Exception {
            reserveAndPut("image/jpeg", JPEG);
            Path forgotten = Files.write(DATA.resolve("incoming/" + UUID.randomUUID()), new byte[10]);
            FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
            Files.setLastModifiedTime(forgotten, longAgo);
            for (Path counted : ourIncoming()) {
                Files.setLastModifiedTime(counted, longAgo);
            }
            Path beingWritten = Files.write(DATA.resolve("incoming/" + UUID.randomUUID()), new byte[10]);

            sweeping.sweep();

            assertThat(forgotten).doesNotExist();
            assertThat(beingWritten).exists();
            Files.delete(beingWritten);
            assertThat(confirm(account.token, photo, JPEG.length).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class Deleting {

        @Test
        void takesExactlyThisPhotosBytes() {
            String key = store(account, photo, "image/jpeg", JPEG);
            UUID neighbour = newId();
            String neighbourKey = store(account, neighbour, "image/jpeg", JPEG);

            announceDeleted(photo, key);
            announceDeleted(photo, key);

            await().untilAsserted(() -> assertProblem(get(url(key, "original", account.grant)), 404, "not-found"));
            assertThat(get(url(neighbourKey, "original", account.grant)).statusCode())
                    .isEqualTo(200);
            assertProblem(confirm(account.token, photo, JPEG.length), 404, "not-found");
        }

        /** Photos may share bytes: they go with the last, whichever it is. */
        @Test
        void keepsBytesThatAnotherPhotoIsMadeOf() {
            String key = store(account, photo, "image/jpeg", JPEG);
            announceDeleted(photo, photo, key, true);
            UUID marker = newId();
            String markerKey = store(account, marker, "image/jpeg", JPEG);
            announceDeleted(marker, markerKey);
            await().untilAsserted(
                            () -> assertProblem(get(url(markerKey, "original", account.grant)), 404, "not-found"));
            assertThat(get(url(key, "original", account.grant)).statusCode()).isEqualTo(200);

            announceDeleted(newId(), photo, key, false);
            await().untilAsserted(() -> assertProblem(get(url(key, "original", account.grant)), 404, "not-found"));
        }

        private void announceDeleted(UUID deleted, UUID asset, String key, boolean bytesKept) {
            announce("photo.deleted.v1", deleted, 9, """
                    {"photo_id": "%s", "gallery_id": null, "studio_id": "%s", "asset_id": "%s", "key": "%s",
                     "bytes_kept": %s}""".formatted(deleted, newId(), asset, key, bytesKept));
        }

        @Test
        void takesUnconfirmedBytesToo() {
            reserveAndPut("image/jpeg", JPEG);

            announceDeleted(photo, account.id + "/" + photo + ".jpg");

            await().untilAsserted(() -> assertThat(ourIncoming()).isEmpty());
            assertProblem(confirm(account.token, photo, JPEG.length), 404, "not-found");
        }

        @Test
        void neverFollowsAKeyThatIsNotThePhotos() {
            UUID neighbour = newId();
            String neighbourKey = store(account, neighbour, "image/jpeg", JPEG);
            String key = store(account, photo, "image/jpeg", JPEG);

            announceDeleted(newId(), neighbourKey);
            announceDeleted(newId(), "../../../etc/passwd");
            announceDeleted(photo, neighbourKey);

            await().untilAsserted(() -> assertProblem(get(url(key, "original", account.grant)), 404, "not-found"));
            assertThat(get(url(neighbourKey, "original", account.grant)).statusCode())
                    .isEqualTo(200);
        }

        private void announceDeleted(UUID deleted, String key) {
            announce("photo.deleted.v1", deleted, 9, """
                    {"photo_id": "%s", "gallery_id": null, "studio_id": "%s", "key": "%s"}""".formatted(deleted, newId(), key));
        }
    }

    private void reserveAndPut(String type, byte[] bytes) {
        JsonNode ticket = reserve(account, photo, type, bytes.length);
        assertThat(put(ticket.get("upload_url").asString(), bytes, "Content-Type", type)
                        .statusCode())
                .isEqualTo(200);
    }

    /** Incoming files beside those that reservations of other tests count on. */
    private List<Path> ourIncoming() {
        List<String> others = jdbc.sql(
                        "select received_id::text from reservations where received_id is not null and photo_id <> ?")
                .param(photo)
                .query(String.class)
                .list();
        return files("incoming").stream()
                .filter(file -> !others.contains(file.getFileName().toString()))
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
