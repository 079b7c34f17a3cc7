package vitrine.media.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.media.signing.SignedUrls.Signature;
import vitrine.media.signing.SignedUrls.Verdict;

class SignedUrlsTest {

    private final JsonNode vectors = new JsonMapper().readTree(Files.readString(Path.of("contracts/signed-urls.json")));
    private final SignedUrls urls = new SignedUrls(
            SigningKeys.parse(vectors.get("signing_keys").asString()),
            vectors.get("media_origin").asString());

    SignedUrlsTest() throws IOException {}

    @TestFactory
    Stream<DynamicTest> signsAndVerifiesAsTheContractSays() {
        return vectors.get("valid")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asString(), () -> check(vector)));
    }

    private void check(JsonNode vector) {
        Instant expires = Instant.ofEpochSecond(vector.get("expires").asLong());
        String key = vector.get("key").asString();
        boolean first = vector.get("kid").asString().equals("v2");
        var signature = new Signature(
                vector.get("expires").asString(),
                vector.get("kid").asString(),
                vector.get("signature").asString());
        Verdict before;
        Verdict after;
        String signed;
        if (vector.get("method").asString().equals("PUT")) {
            String type = vector.get("content_type").asString();
            long size = vector.get("size").asLong();
            assertThat(SignedUrls.putCanonical("/u/" + key, signature.expires(), type, size))
                    .isEqualTo(vector.get("canonical").asString());
            signed = urls.upload(key, type, size, expires);
            before = urls.verifyUpload("/u/" + key, type, size, signature, expires.minusSeconds(1));
            after = urls.verifyUpload("/u/" + key, type, size, signature, expires);
        } else {
            String variant = vector.get("variant").asString();
            String grant = vector.get("grant").asString();
            JsonNode named = vector.get("download_name");
            String name = named.isNull() ? null : named.asString();
            String path = "/a/" + key + "/" + variant;
            assertThat(SignedUrls.getCanonical(path, grant, signature.expires(), name))
                    .isEqualTo(vector.get("canonical").asString());
            signed = urls.reading(key, variant, grant, expires, name);
            before = urls.verifyReading(path, grant, name, signature, expires.minusSeconds(1));
            after = urls.verifyReading(path, grant, name, signature, expires);
        }
        if (first) {
            assertThat(signed).isEqualTo(vector.get("url").asString());
        }
        assertThat(before).isEqualTo(Verdict.VALID);
        assertThat(after).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void signsAndVerifiesZipsAndTheirOrders() {
        for (JsonNode vector : vectors.get("zips")) {
            Instant expires = Instant.ofEpochSecond(vector.get("expires").asLong());
            String path = "/z/" + vector.get("order").asString();
            String grant = vector.get("grant").asString();
            assertThat(urls.reading(path, grant, expires, null))
                    .isEqualTo(vector.get("url").asString());
            assertThat(urls.verifyReading(path, grant, null, signature(vector), expires.minusSeconds(1)))
                    .isEqualTo(Verdict.VALID);
        }
        for (JsonNode vector : vectors.get("calls")) {
            Instant expires = Instant.ofEpochSecond(vector.get("expires").asLong());
            String path = vector.get("path").asString();
            String grant = vector.get("grant").asString();
            byte[] body = vector.get("body").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(urls.call(path, grant, expires, body))
                    .isEqualTo(vector.get("call").asString());
            assertThat(urls.verifyCall(path, grant, body, signature(vector), expires.minusSeconds(1)))
                    .isEqualTo(Verdict.VALID);
            assertThat(urls.verifyCall(path, grant, new byte[1], signature(vector), expires.minusSeconds(1)))
                    .isEqualTo(Verdict.FORGED);
        }
    }

    private static Signature signature(JsonNode vector) {
        return new Signature(
                vector.get("expires").asString(),
                vector.get("kid").asString(),
                vector.get("signature").asString());
    }

    @Test
    void roundsExpiry() {
        vectors.get("expiry_rounding")
                .valueStream()
                .forEach(rounding -> assertThat(SignedUrls.expiry(
                                Instant.ofEpochSecond(rounding.get("now").asLong())))
                        .isEqualTo(Instant.ofEpochSecond(rounding.get("expires").asLong())));
    }
}
