package vitrine.share.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.share.settings.PublicOrigins;
import vitrine.share.settings.WeakSecret;

class MediaUrlsTest {

    private static final JsonNode CONTRACT =
            new JsonMapper().readTree(Path.of("../media-service/contracts/signed-urls.json"));
    private static final PublicOrigins ORIGINS = new PublicOrigins("http", "localhost", 8080);

    /** Those that the key we sign with signed and that are for reading: we neither upload nor use older keys. */
    static List<JsonNode> signedByUs() {
        var ours = new ArrayList<JsonNode>();
        for (var vector : CONTRACT.get("valid")) {
            if (vector.get("method").asString().equals("GET")
                    && vector.get("kid").asString().equals("v2")) {
                ours.add(vector);
            }
        }
        return ours;
    }

    @ParameterizedTest
    @MethodSource("signedByUs")
    void signsAsTheContractSays(JsonNode vector) throws Exception {
        var expires = Instant.ofEpochSecond(vector.get("expires").asLong());
        // An hour before, on the full half hour: rounding changes nothing.
        var urls = urls(expires.minusSeconds(3600)).forGrant(vector.get("grant").asString(), expires);
        var variant = vector.get("variant").asString().split("/");
        var key = vector.get("key").asString();
        var name = vector.get("download_name");
        var signed = variant[0].equals("watermarked")
                ? urls.watermarked(
                        key,
                        UUID.fromString(variant[1]),
                        variant.length < 3
                                ? null
                                : new String(Base64.getUrlDecoder().decode(variant[2]), StandardCharsets.UTF_8))
                : name.isNull()
                        ? urls.show(key, variant(variant[0]))
                        : urls.download(key, variant(variant[0]), name.asString());

        assertThat(signed).isEqualTo(vector.get("url").asString());
    }

    private static MediaUrls.Variant variant(String name) {
        return MediaUrls.Variant.valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Test
    void signsZipsAndTheirOrdersAsTheContractSays() throws Exception {
        for (var vector : CONTRACT.get("zips")) {
            var expires = Instant.ofEpochSecond(vector.get("expires").asLong());
            var urls = urls(expires.minusSeconds(3600))
                    .forGrant(vector.get("grant").asString(), expires);
            assertThat(urls.zip(java.util.UUID.fromString(vector.get("order").asString())))
                    .isEqualTo(vector.get("url").asString());
        }
        for (var vector : CONTRACT.get("calls")) {
            var expires = Instant.ofEpochSecond(vector.get("expires").asLong());
            assertThat(urls(expires.minusSeconds(60))
                            .call(
                                    vector.get("path").asString(),
                                    vector.get("grant").asString(),
                                    vector.get("body").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isEqualTo(vector.get("call").asString());
        }
    }

    @Test
    void contractHasVectorsForUs() {
        assertThat(signedByUs()).hasSizeGreaterThan(5);
    }

    @Test
    void expiresAsTheContractSays() {
        for (var rounding : CONTRACT.get("expiry_rounding")) {
            assertThat(MediaUrls.expiry(
                            Instant.ofEpochSecond(rounding.get("now").asLong()), null))
                    .isEqualTo(rounding.get("expires").asLong());
        }
    }

    @Test
    void neverOutlivesTheLink() {
        var now = Instant.parse("2026-03-14T12:00:00Z");
        assertThat(MediaUrls.expiry(now, now.plusSeconds(60)))
                .isEqualTo(now.plusSeconds(60).getEpochSecond());
        assertThat(MediaUrls.expiry(now, now.plusSeconds(100_000)))
                .isEqualTo(now.plusSeconds(3600).getEpochSecond());
    }

    @Test
    void signsTheSameFromManyThreads() throws Exception {
        var urls = urls(Instant.now()).forGrant("l.x.1", null);
        var expected = urls.show("a/b.jpg", MediaUrls.Variant.PREVIEW);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var signed = threads.invokeAll(
                    java.util.Collections.nCopies(2000, () -> urls.show("a/b.jpg", MediaUrls.Variant.PREVIEW)));
            for (var url : signed) {
                assertThat(url.get()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "v1",
                ":dml0cmluZSBzaWduZWQgdXJsIHRlc3QgdmVjdG9yczoga2V5IG51bWJlciB0d28=",
                "v1:short",
                "v1:***",
                "v1:c2hvcnQ=",
                "v1:dml0cmluZSBzaWduZWQgdXJsIHRlc3QgdmVjdG9yczoga2V5IG51bWJlciB0d28=,v2:c2hvcnQ="
            })
    void weakKeysAreRefused(String keys) {
        assertThatThrownBy(() -> new SigningKeys(keys))
                .isInstanceOf(WeakSecret.class)
                .hasMessageStartingWith("MEDIA_SIGNING_KEYS must be set to");
    }

    private static MediaUrls urls(Instant now) throws GeneralSecurityException {
        return new MediaUrls(
                ORIGINS, new SigningKeys(CONTRACT.get("signing_keys").asString()), Clock.fixed(now, ZoneOffset.UTC));
    }
}
