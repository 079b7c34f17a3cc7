package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The published description is the one of the code. Written anew with {@code -Dcontracts.write=true}. */
class OpenApiContractTest extends RunningService {

    private static final Path CONTRACT = Path.of("contracts", "openapi.json");

    @Test
    void isPublished() throws IOException {
        JsonMapper pretty =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        String now = pretty.writeValueAsString(guest().get("/v3/api-docs").expect(200)) + "\n";
        if (Boolean.getBoolean("contracts.write")) {
            Files.writeString(CONTRACT, now);
        }
        assertThat(Files.readString(CONTRACT)).isEqualTo(now);
    }
}
