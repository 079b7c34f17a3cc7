package vitrine.media.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.signing.SignedUrls;

class DeliveryTest extends MediaTest {

    private static final byte[] JPEG = Arrays.copyOf(Pictures.jpeg(600, 400), 200_000);

    /** A second on an idle machine; these tests may share theirs. */
    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    private final Account account = new Account();
    private final UUID photo = newId();

    @Autowired
    private RevokedGrants revokedGrants;

    @Autowired
    private WatermarkSpec watermark;

    @Autowired
    private MeterRegistry meters;

    private String key = "";

    @BeforeEach
    void storeOne() {
        key = store(account, photo, "image/jpeg", JPEG);
    }

    @Test
    void sendsTheOriginalWithAllThatCachesNeed() {
        var response = get(url(key, "original", account.grant));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(JPEG);
        var headers = response.headers();
        assertThat(headers.firstValue("Content-Type")).contains("image/jpeg");
        assertThat(headers.firstValue("Content-Length")).contains("200000");
        assertThat(headers.firstValue("ETag").orElseThrow()).matches("\"[0-9a-f-]+\"");
        assertThat(headers.firstValue("Accept-Ranges")).contains("bytes");
        assertThat(headers.allValues("Cache-Control")).containsExactly("private, max-age=31536000, immutable");
        assertThat(headers.firstValue("Content-Disposition")).contains("inline");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
        assertThat(headers.firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void onlyPublicGalleriesMayStayInSharedCaches() {
        assertThat(get(url(key, "original", "g." + newId() + ".0")).headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value ->
                        assertThat(value).startsWith("public, max-age=31536000").endsWith("immutable"));
        assertThat(get(url(key, "original", "l." + newId() + ".0")).headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("private"));
    }

    /** A range goes along the whole chain of a request, the plain picture does not: see {@link ShownPictures}. */
    @ParameterizedTest
    @ValueSource(strings = {"u", "g", "l"})
    void whatPagesShowIsAnsweredAsTheChainDoes(String kind) throws IOException {
        keepThumbnail();
        String url = url(key, "thumbnail", kind.equals("u") ? account.grant : kind + "." + newId() + ".0");
        var shown = get(url);
        var throughTheChain = get(url, "Range", "bytes=0-");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(throughTheChain.statusCode()).isEqualTo(206);
        assertThat(shown.body()).isEqualTo(JPEG).isEqualTo(throughTheChain.body());
        assertThat(withoutRange(shown)).isEqualTo(withoutRange(throughTheChain));
        assertThat(get(url, "If-None-Match", shown.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
    }

    /** Pages that keep what they show have to be able to read it. */
    @Test
    void scriptsOfOurOriginsAreAnsweredAsTheChainDoes() throws IOException {
        keepThumbnail();
        String url = url(key, "thumbnail", account.grant);
        double before = thumbnailsCounted();
        String page = "http://share.localhost:8080";
        var shown = get(url, "Origin", page);
        var throughTheChain = get(url, "Origin", page, "Range", "bytes=0-");

        assertThat(shown.headers().firstValue("Access-Control-Allow-Origin")).contains(page);
        assertThat(withoutRange(shown)).isEqualTo(withoutRange(throughTheChain));
        assertThat(get(url, "Origin", "https://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(thumbnailsCounted()).isGreaterThan(before);
    }

    @Test
    void whatPagesShowIsCountedWithTheRest() throws IOException {
        keepThumbnail();
        double before = thumbnailsCounted();
        get(url(key, "thumbnail", account.grant));
        assertThat(thumbnailsCounted()).isEqualTo(before + 1);
    }

    @Test
    void whatPagesShowIsRefusedAsTheRest() throws IOException {
        String absent = url(key, "thumbnail", account.grant);
        assertProblem(get(absent), 404, "not-found");
        keepThumbnail();
        assertThat(get(absent).statusCode()).isEqualTo(200);
        assertProblem(get(absent.replace("/thumbnail", "/preview")), 404, "not-found");
        assertProblem(get(absent + "&g=" + account.grant), 404, "not-found");
        assertProblem(get(absent.replaceAll("\\?.*", "")), 403, "forbidden");
        clock.set(SignedUrls.expiry(Instant.now()));
        assertProblem(get(absent), 403, "url-expired");
    }

    private void keepThumbnail() throws IOException {
        Path thumbnail = DATA.resolve("renditions/" + account.id + "/" + photo + "/thumbnail.jpg");
        Files.createDirectories(thumbnail.getParent());
        Files.write(thumbnail, JPEG);
    }

    private double thumbnailsCounted() {
        return meters
                .find("http.server.requests")
                .tag("uri", "/a/{owner}/{file}/{variant}")
                .tag("status", "200")
                .timers()
                .stream()
                .mapToDouble(Timer::count)
                .sum();
    }

    private static Map<String, List<String>> withoutRange(HttpResponse<byte[]> response) {
        var headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeAll(Set.of("content-range", "date"));
        return headers;
    }

    @Test
    void answersHeadWithoutBytes() {
        var response = send("HEAD", path(url(key, "original", account.grant)), null, Map.of());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).contains("200000");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99,0,99",
        "bytes=100-,100,199999",
        "bytes=-100,199900,199999",
        "bytes=199999-300000,199999,199999",
        "bytes=0-,0,199999"
    })
    void sendsARange(String range, int first, int last) {
        var response = get(url(key, "original", account.grant), "Range", range);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes " + first + "-" + last + "/200000");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(JPEG, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=200000-", "bytes=200000-200001", "bytes=-0"})
    void refusesARangeOutside(String range) {
        var response = get(url(key, "original", account.grant), "Range", range);

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes */200000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "bytes=9-1", "bytes=x", "lines=1-2", "bytes=99999999999999999999-"})
    void ignoresARangeItDoesNotServe(String range) {
        var response = get(url(key, "original", account.grant), "Range", range);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(JPEG);
    }

    @Test
    void answersConditions() {
        String url = url(key, "original", account.grant);
        String etag = get(url).headers().firstValue("ETag").orElseThrow();

        for (String known : new String[] {etag, "\"a\", " + etag, "*", "W/" + etag}) {
            var unchanged = get(url, "If-None-Match", known);
            assertThat(unchanged.statusCode()).isEqualTo(304);
            assertThat(unchanged.headers().firstValue("ETag")).contains(etag);
            assertThat(unchanged.body()).isEmpty();
        }
        assertThat(get(url, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get(url, "Range", "bytes=0-9", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(get(url, "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void downloadsUnderASafeName() {
        String url = urls.reading(
                key,
                "original",
                account.grant,
                SignedUrls.expiry(Instant.now()),
                "Zürich 📷.jpg\r\nSet-Cookie: a=b\"; filename=x.exe");
        var headers = get(url).headers();

        assertThat(headers.firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"Zurich _.jpg__Set-Cookie_ a=b_; filename=x.exe\";")
                .contains("filename*=UTF-8''Z%C3%BCrich%20%F0%9F%93%B7.jpg__Set-Cookie_");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refusesAsTheContractSays() throws IOException {
        JsonNode vectors = vectors();
        return vectors.get("refused")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asString(), () -> {
                    prepareVectorReservation();
                    clock.set(Instant.ofEpochSecond(vector.get("at").asLong()));
                    String url = vector.get("url").asString();
                    var response = vector.get("method").asString().equals("PUT")
                            ? put(
                                    url,
                                    new byte[vector.get("size").asInt()],
                                    "Content-Type",
                                    vector.get("content_type").asString())
                            : get(url);
                    clock.reset();
                    assertProblem(
                            response,
                            vector.get("status").asInt(),
                            vector.get("type").asString().substring("urn:vitrine:problem:".length()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> admitsWhatTheContractSigns() throws IOException {
        JsonNode vectors = vectors();
        return vectors.get("valid")
                .valueStream()
                .filter(vector -> vector.get("method").asString().equals("GET"))
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asString(), () -> {
                    clock.set(Instant.ofEpochSecond(vector.get("expires").asLong() - 1));
                    Path file = vectorFile(vector);
                    Files.createDirectories(file.getParent());
                    Files.write(file, JPEG);
                    try {
                        assertThat(get(vector.get("url").asString()).statusCode())
                                .isEqualTo(200);
                    } finally {
                        Files.delete(file);
                    }
                }));
    }

    private Path vectorFile(JsonNode vector) {
        String vectorKey = vector.get("key").asString();
        String variant = vector.get("variant").asString();
        if (variant.startsWith("watermarked/")) {
            String[] parts = variant.split("/");
            variant = parts.length < 3
                    ? watermark.storedName()
                    : watermark
                            .with(new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8))
                            .storedName();
        }
        return variant.equals("original")
                ? DATA.resolve("originals/" + vectorKey)
                : DATA.resolve("renditions/" + vectorKey.substring(0, vectorKey.indexOf('.')) + "/" + variant + ".jpg");
    }

    /** The photo of the contract, announced as its upload vectors say. */
    private void prepareVectorReservation() {
        jdbc.sql("""
                        insert into reservations (photo_id, owner_id, studio_id, storage, key, content_type, size_bytes)
                        values ('0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', '0199a1b2-0000-7000-8000-00000000000a',
                        '0199a1b2-0000-7000-8000-00000000000a', 'local',
                        '0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg', 'image/jpeg', 4711)
                        on conflict do nothing""").update();
    }

    @Test
    void aSignatureOpensOneVariantOfOnePhoto() {
        UUID other = newId();
        String otherKey = store(account, other, "image/jpeg", JPEG);
        String url = url(key, "original", account.grant);

        assertProblem(get(url.replace(key, otherKey)), 404, "not-found");
        assertProblem(get(url.replace("/original?", "/preview?")), 404, "not-found");
        // Refused by the connector before anything of ours sees it.
        for (String hidden : new String[] {"/..%2foriginal?", "/%00?"}) {
            assertThat(get(url.replace("/original?", hidden)).statusCode()).isEqualTo(400);
        }
        assertProblem(get(url(account.id + "/" + newId() + ".jpg", "original", account.grant)), 404, "not-found");
        assertProblem(get(url(key, "huge", account.grant)), 404, "not-found");
        assertProblem(get("/a/" + key), 404, "not-found");
        assertProblem(send("POST", path(url), null, Map.of()), 405, "method-not-allowed");
        assertProblem(get(url + "&n=%ff%fe"), 400, "malformed-request");
    }

    @Test
    void aMissingWatermarkedPreviewIsNeverReplacedByACleanOne() throws IOException {
        Path renditions = DATA.resolve("renditions/" + key.substring(0, key.indexOf('.')));
        Files.createDirectories(renditions);
        Files.write(renditions.resolve("preview.jpg"), JPEG);

        assertThat(get(url(key, "preview", account.grant)).statusCode()).isEqualTo(200);
        assertProblem(get(url(key, "watermarked", account.grant)), 404, "not-found");
        // These bytes are no picture: nothing can be marked, so nothing is shown.
        Files.write(renditions.resolve("preview.jpg"), new byte[1000]);
        assertProblem(get(url(key, "watermarked/" + account.id, account.grant)), 503, "watermark-unavailable");
    }

    @Test
    void reportsAMissingFileAndNeverForgetsIt() throws IOException {
        Files.delete(DATA.resolve("originals/" + key));

        assertProblem(get(url(key, "original", account.grant)), 404, "not-found");
        assertThat(jdbc.sql("select missing_since is not null from assets where photo_id = ?")
                        .param(photo)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(confirm(account.token, photo, JPEG.length).statusCode()).isEqualTo(200);
    }

    @Test
    void aWithdrawnGrantDiesWithinASecond() {
        String link = "l." + newId() + ".3";
        String gallery = "g." + newId() + ".0";
        withdrawn("share.link.revoked.v1", link);
        String shared = "s." + newId() + ".2";
        withdrawn("gallery.unpublished.v1", gallery);
        withdrawn("permission.withdrawn.v1", shared);

        await().atMost(PROMPTLY).untilAsserted(() -> {
            assertProblem(get(url(key, "preview", shared)), 403, "grant-revoked");
            assertProblem(get(url(key, "original", link)), 403, "grant-revoked");
            assertProblem(get(url(key, "original", gallery)), 403, "grant-revoked");
        });
        assertThat(get(url(key, "original", link.replace(".3", ".4"))).statusCode())
                .isEqualTo(200);
        assertThat(get(url(key, "original", account.grant)).statusCode()).isEqualTo(200);
    }

    /** Whoever holds a URL, of whatever grant; the bin alone still shows them, to an account that may. */
    @Test
    void bytesInABinAreShownToNobodyElse() throws IOException {
        String link = "l." + newId() + ".1";
        String bin = "b." + account.id;
        shown(5, false);
        shown(4, true);

        await().atMost(PROMPTLY).untilAsserted(() -> {
            assertProblem(get(url(key, "original", account.grant)), 404, "not-found");
            assertProblem(get(url(key, "original", link)), 404, "not-found");
            assertProblem(get(url(key, "watermarked/" + account.id, link)), 404, "not-found");
        });
        assertThat(get(url(key, "original", bin)).statusCode()).isEqualTo(200);
        account(2, false);
        await().atMost(PROMPTLY)
                .untilAsserted(() -> assertProblem(get(url(key, "original", bin)), 403, "grant-revoked"));
        account(3, true);
        shown(6, true);
        await().atMost(PROMPTLY).untilAsserted(() -> {
            assertThat(get(url(key, "original", link)).statusCode()).isEqualTo(200);
            assertThat(get(url(key, "original", account.grant)).statusCode()).isEqualTo(200);
        });
    }

    private void shown(long version, boolean shown) {
        announce(
                "asset.shown.v1",
                photo,
                version,
                "{\"asset_id\": \"%s\", \"key\": \"%s\", \"shown\": %s}".formatted(photo, key, shown));
    }

    @Test
    void hearsWhatAnotherInstanceWithdrew() {
        String link = "l." + newId() + ".0";
        assertThat(get(url(key, "original", link)).statusCode()).isEqualTo(200);
        jdbc.sql("insert into revoked_grants (name, revoked, changed_at) values (?, true, clock_timestamp())")
                .param(link)
                .update();

        await().atMost(PROMPTLY)
                .untilAsserted(() -> assertProblem(get(url(key, "original", link)), 403, "grant-revoked"));
        assertThat(revokedGrants.contains(link)).isTrue();
    }

    @Test
    void anAccountsUrlsDieWithItAndComeBackWithIt() {
        account(2, false);
        await().atMost(PROMPTLY)
                .untilAsserted(() -> assertProblem(get(url(key, "original", account.grant)), 403, "grant-revoked"));
        account(1, true);
        account(3, true);
        await().atMost(PROMPTLY)
                .untilAsserted(() -> assertThat(
                                get(url(key, "original", account.grant)).statusCode())
                        .isEqualTo(200));
        account(2, false);
        assertThat(get(url(key, "original", account.grant)).statusCode()).isEqualTo(200);
    }

    @Test
    void pagesOfOurOriginsMayRead() {
        String url = url(key, "original", account.grant);
        var ours = get(url, "Origin", "http://photos.localhost:8080").headers();

        assertThat(ours.firstValue("Access-Control-Allow-Origin")).contains("http://photos.localhost:8080");
        assertThat(ours.firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(ours.allValues("Access-Control-Expose-Headers").toString().toLowerCase(java.util.Locale.ROOT))
                .contains("etag", "content-length", "content-range", "accept-ranges");
        assertThat(get(url, "Origin", "https://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<byte[]> preflight = send(
                "OPTIONS",
                "/u/" + key,
                null,
                Map.of(
                        "Origin",
                        "http://share.localhost:8080",
                        "Access-Control-Request-Method",
                        "PUT",
                        "Access-Control-Request-Headers",
                        "content-type"));
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElseThrow())
                .contains("PUT");
    }

    private void account(long version, boolean active) {
        announce("account.changed.v1", account.id, version, """
                {"account_id": "%s", "username": "a", "email": "a@localhost", "roles": ["photographer"], "active": %s}""".formatted(account.id, active));
    }

    private void withdrawn(String type, String grant) {
        UUID subject = newId();
        announce(type, subject, 1, """
                {"link_id": "%s", "gallery_id": "%s", "grant": "%s"}""".formatted(subject, subject, grant));
    }
}
