package vitrine.media.archives;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.signing.SignedUrls;

class ArchivesTest extends MediaTest {

    private static final Duration PROMPTLY = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Account account = new Account();
    private final List<byte[]> pictures = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    @BeforeEach
    void storeThree() {
        for (int i = 0; i < 3; i++) {
            byte[] picture = Arrays.copyOf(Pictures.jpeg(300 + i, 200), 150_000 + i);
            pictures.add(picture);
            keys.add(store(account, newId(), "image/jpeg", picture));
        }
    }

    private HttpResponse<byte[]> order(String grant, String size, List<String> keys, List<String> names) {
        var photos = new ArrayList<Map<String, String>>();
        for (int i = 0; i < keys.size(); i++) {
            photos.add(Map.of("key", keys.get(i), "name", names.get(i)));
        }
        return order(grant, JSON.writeValueAsBytes(Map.of("filename", "Wedding.zip", "size", size, "photos", photos)));
    }

    private HttpResponse<byte[]> order(String grant, byte[] body) {
        String call = urls.call("/internal/zips", grant, Instant.now().plusSeconds(60), body);
        return send("POST", call, BodyPublishers.ofByteArray(body), Map.of("Content-Type", "application/json"));
    }

    private JsonNode ordered(String grant) {
        var answer = order(grant, "original", keys, List.of("a.jpg", "a.jpg", "../../Bäume.jpg"));
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), UTF_8))
                .isEqualTo(201);
        return json(answer);
    }

    private String url(JsonNode order, String grant) {
        return urls.reading(order.get("path").asString(), grant, SignedUrls.expiry(Instant.now()), null);
    }

    @Test
    void isAZipOfWhatWasOrdered() throws IOException {
        JsonNode order = ordered(account.grant);
        assertThat(order.get("photos").asInt()).isEqualTo(3);
        assertThat(order.get("missing").asInt()).isZero();

        var zip = get(url(order, account.grant));
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.headers().firstValue("Content-Length"))
                .contains(order.get("size_bytes").asString())
                .contains(String.valueOf(zip.body().length));
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(zip.headers().firstValue("ETag"))
                .contains("\"" + order.get("etag").asString() + "\"");
        assertThat(zip.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(zip.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"Wedding.zip\"");
        assertThat(zip.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var names = new ArrayList<String>();
        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (byte[] picture : pictures) {
                names.add(stream.getNextEntry().getName());
                assertThat(stream.readAllBytes()).isEqualTo(picture);
            }
        }
        assertThat(names).containsExactly("a.jpg", "a (2).jpg", "_.._Bäume.jpg");
    }

    @Test
    void anyRangeIsThatPartOfIt() {
        String url = url(ordered(account.grant), account.grant);
        var whole = get(url);
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        var random = new Random(1);
        for (int i = 0; i < 40; i++) {
            int first = random.nextInt(whole.body().length);
            int last = first + random.nextInt(whole.body().length - first);
            var part = get(url, "Range", "bytes=" + first + "-" + last, "If-Range", etag);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range"))
                    .contains("bytes " + first + "-" + last + "/" + whole.body().length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), first, last + 1));
        }
        assertThat(get(url, "Range", "bytes=10-20", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get(url, "Range", "bytes=" + whole.body().length + "-").statusCode())
                .isEqualTo(416);
        var head = send("HEAD", path(url), null, Map.of());
        assertThat(head.headers().firstValue("Content-Length")).contains(String.valueOf(whole.body().length));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void theSameOrderAgainIsTheSameZip() {
        JsonNode one = ordered(account.grant);
        JsonNode two = ordered(account.grant);
        assertThat(one.get("id")).isNotEqualTo(two.get("id"));
        assertThat(one.get("etag")).isEqualTo(two.get("etag"));
        assertThat(get(url(one, account.grant)).body())
                .isEqualTo(get(url(two, account.grant)).body());
    }

    @Test
    void belongsToItsGrantAlone() {
        JsonNode order = ordered(account.grant);
        assertProblem(get(url(order, "u." + newId())), 404, "not-found");
        assertProblem(get(url(order, account.grant).replaceAll("s=[^&]*", "s=AAAA")), 404, "not-found");
        assertProblem(get(order.get("path").asString()), 403, "forbidden");
        clock.set(Instant.now().plus(Duration.ofHours(3)));
        assertProblem(get(url(order, account.grant)), 403, "url-expired");
    }

    @Test
    void isOrderedOnlyWithASignatureOfItsBody() {
        byte[] body = JSON.writeValueAsBytes(Map.of("filename", "a.zip", "size", "original", "photos", List.of()));
        String call = urls.call("/internal/zips", account.grant, Instant.now().plusSeconds(60), "{}".getBytes(UTF_8));
        var headers = Map.of("Content-Type", "application/json");
        assertProblem(send("POST", call, BodyPublishers.ofByteArray(body), headers), 404, "not-found");
        assertProblem(send("POST", "/internal/zips", BodyPublishers.ofByteArray(body), headers), 403, "forbidden");
        String old = urls.call("/internal/zips", account.grant, Instant.now().minusSeconds(1), body);
        assertProblem(send("POST", old, BodyPublishers.ofByteArray(body), headers), 403, "url-expired");
        // The signature of a URL for reading is none for ordering.
        String reading =
                urls.reading("/internal/zips", account.grant, Instant.now().plusSeconds(60), null);
        assertProblem(send("POST", path(reading), BodyPublishers.ofByteArray(body), headers), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"filename\": \"a.zip\", \"size\": \"huge\", \"photos\": []}",
                "{\"filename\": \"a.zip\", \"size\": \"web\", \"photos\": [null]}",
                "{\"filename\": \"a.zip\", \"size\": \"web\", \"photos\": [{\"key\": \"../a\", \"name\": \"b\"}]}"
            })
    void refusesWhatIsNoOrder(String body) {
        assertProblem(order(account.grant, body.getBytes(UTF_8)), 400, "malformed-request");
    }

    @Test
    void isMadeOfWhatExists() throws IOException {
        UUID lost = UUID.fromString(keys.get(1).substring(37, 73));
        jdbc.sql("update assets set missing_since = now() where photo_id = ?")
                .param(lost)
                .update();
        String nothing = account.id + "/" + newId() + ".jpg";
        var wanted = List.of(keys.get(0), keys.get(1), nothing, keys.get(2));
        JsonNode order = json(order(account.grant, "original", wanted, List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg")));
        assertThat(order.get("photos").asInt()).isEqualTo(2);
        assertThat(order.get("missing").asInt()).isEqualTo(2);
        assertThat(get(url(order, account.grant)).body())
                .hasSize(order.get("size_bytes").asInt());
        assertProblem(order(account.grant, "original", List.of(nothing), List.of("a.jpg")), 422, "zip-empty");
        // Nothing is rendered in this test: there are no previews yet.
        assertProblem(order(account.grant, "web", keys, List.of("a", "b", "c")), 422, "zip-empty");
    }

    @Test
    void cutsTheConnectionRatherThanPadWhatIsMissing() throws IOException {
        JsonNode order = ordered(account.grant);
        var lost = DATA.resolve("originals").resolve(keys.get(1));
        Files.delete(lost);
        assertThatThrownBy(() -> get(url(order, account.grant))).hasCauseInstanceOf(IOException.class);
        assertThat(jdbc.sql("select missing_since is not null from assets where key = ?")
                        .param(keys.get(1))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        // Before and behind it all is well.
        assertThat(get(url(order, account.grant), "Range", "bytes=0-149999").statusCode())
                .isEqualTo(206);
        assertThat(get(url(order, account.grant), "Range", "bytes=-100000").statusCode())
                .isEqualTo(206);
    }

    @Test
    void cutsTheConnectionBeforeOtherBytesLookComplete() throws IOException {
        JsonNode order = ordered(account.grant);
        byte[] other = pictures.get(1).clone();
        other[other.length - 1] ^= 1;
        Files.write(DATA.resolve("originals").resolve(keys.get(1)), other);
        assertThatThrownBy(() -> get(url(order, account.grant))).hasCauseInstanceOf(IOException.class);
        Files.write(DATA.resolve("originals").resolve(keys.get(1)), Arrays.copyOf(other, other.length - 1));
        assertThatThrownBy(() -> get(url(order, account.grant))).hasCauseInstanceOf(IOException.class);
    }

    /** More than the heap of the service in production, from pictures that are on disk many times over. */
    private JsonNode large(String grant) {
        byte[] picture = new byte[4_900_000];
        new Random(5).nextBytes(picture);
        byte[] jpeg = Pictures.jpeg(600, 400);
        System.arraycopy(jpeg, 0, picture, 0, jpeg.length);
        String key = store(account, newId(), "image/jpeg", picture);
        var answer = order(grant, "original", Collections.nCopies(80, key), Collections.nCopies(80, "photo.jpg"));
        assertThat(answer.statusCode()).isEqualTo(201);
        return json(answer);
    }

    @Test
    void goesOnAfterABreakAtAnyByte() throws Exception {
        JsonNode order = large(account.grant);
        long size = order.get("size_bytes").asLong();
        assertThat(size).isGreaterThan(390_000_000);
        String url = url(order, account.grant);
        String whole = sha256(open(url, 0), size);
        var random = new Random();
        for (int i = 0; i < 3; i++) {
            long cut = random.nextLong(size);
            var digest = MessageDigest.getInstance("SHA-256");
            try (InputStream first = open(url, 0)) {
                digest(digest, first, cut);
            }
            try (InputStream rest = open(url, cut)) {
                digest(digest, rest, size - cut);
                assertThat(rest.read()).isNegative();
            }
            assertThat(HexFormat.of().formatHex(digest.digest()))
                    .as("cut at " + cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void diesOnTheWayWhenItsGrantIsWithdrawn() throws Exception {
        String link = "l." + newId() + ".1";
        JsonNode order = large(link);
        String url = url(order, link);
        try (InputStream zip = open(url, 0)) {
            assertThat(zip.readNBytes(1_000_000)).hasSize(1_000_000);
            announce("share.link.revoked.v1", newId(), 1, "{\"grant\": \"" + link + "\"}");
            await().atMost(PROMPTLY).untilAsserted(() -> assertProblem(get(url), 403, "grant-revoked"));
            assertThatThrownBy(() -> zip.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertProblem(order(link, "original", keys, List.of("a", "b", "c")), 403, "grant-revoked");
    }

    private InputStream open(String url, long from) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path(url)))
                .header("Range", "bytes=" + from + "-")
                .build();
        var response = HTTP.send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(206);
        return response.body();
    }

    private static String sha256(InputStream bytes, long size) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (bytes) {
            digest(digest, bytes, size);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void digest(MessageDigest digest, InputStream bytes, long count) throws IOException {
        byte[] buffer = new byte[256 * 1024];
        for (long left = count; left > 0; ) {
            int read = bytes.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            assertThat(read).isPositive();
            digest.update(buffer, 0, read);
            left -= read;
        }
    }
}
