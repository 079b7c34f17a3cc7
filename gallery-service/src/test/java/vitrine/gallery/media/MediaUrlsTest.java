package vitrine.gallery.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MediaUrlsTest {

    private final JsonNode vectors = new JsonMapper()
            .readTree(Path.of("..", "media-service", "contracts", "signed-urls.json")
                    .toFile());
    private final String origin = vectors.get("media_origin").asString();
    private final SigningKey key = SigningKey.parse(vectors.get("signing_keys").asString());

    private MediaUrls at(long epochSecond) {
        return new MediaUrls(origin, key, Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
    }

    @Test
    void areThoseOfTheContract() {
        int checked = 0;
        for (JsonNode vector : vectors.get("valid")) {
            if (!vector.get("method").asString().equals("GET")
                    || !vector.get("kid").asString().equals(key.id())) {
                continue;
            }
            JsonNode name = vector.get("download_name");
            assertThat(at(0).sign(
                                    vector.get("key").asString(),
                                    vector.get("variant").asString(),
                                    vector.get("grant").asString(),
                                    vector.get("expires").asLong(),
                                    name.isNull() ? null : name.asString()))
                    .as(vector.get("name").asString())
                    .isEqualTo(vector.get("url").asString());
            checked++;
        }
        assertThat(checked).isGreaterThan(3);
    }

    @Test
    void ofZipsAndTheirOrdersAreThoseOfTheContract() {
        for (JsonNode vector : vectors.get("zips")) {
            assertThat(at(vector.get("expires").asLong() - 3600)
                            .zip(
                                    java.util.UUID.fromString(
                                            vector.get("order").asString()),
                                    vector.get("grant").asString()))
                    .isEqualTo(vector.get("url").asString());
        }
        for (JsonNode vector : vectors.get("calls")) {
            assertThat(at(vector.get("expires").asLong() - 60)
                            .call(
                                    vector.get("path").asString(),
                                    vector.get("grant").asString(),
                                    vector.get("body").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isEqualTo(vector.get("call").asString());
        }
    }

    @Test
    void expireAtRoundTimes() {
        for (JsonNode rounding : vectors.get("expiry_rounding")) {
            assertThat(at(rounding.get("now").asLong()).thumbnail("a/b.jpg", "u.x"))
                    .contains("&e=" + rounding.get("expires").asLong() + "&");
        }
    }

    @Test
    void needAKeyThatCannotBeGuessed() {
        assertThatThrownBy(() -> SigningKey.parse("")).hasMessageContaining("MEDIA_SIGNING_KEYS");
        assertThatThrownBy(() -> SigningKey.parse("v1:c2hvcnQ=")).hasMessageContaining("at least 32");
        assertThatThrownBy(() -> SigningKey.parse("v1:not base64!")).hasMessageContaining("at least 32");
        assertThatThrownBy(() -> SigningKey.parse(vectors.get("signing_keys").asString() + ",v3:c2hvcnQ="))
                .hasMessageContaining("v3");
    }
}
