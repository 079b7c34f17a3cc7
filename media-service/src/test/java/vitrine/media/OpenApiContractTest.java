package vitrine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;

/** The published description is what the code offers; {@code -Dcontracts.write=true} writes it anew. */
@SpringBootTest(properties = "springdoc.api-docs.enabled=true")
@AutoConfigureMockMvc(addFilters = false)
@TestDatabase
@TestBroker
class OpenApiContractTest {

    private static final Path CONTRACT = Path.of("contracts/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        MediaTest.settings(registry);
    }

    @Autowired
    private MockMvc mvc;

    @Test
    void isAsPublished() throws Exception {
        JsonNode offered = JSON.readTree(mvc.perform(get("/v3/api-docs"))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
        String description = JSON.writeValueAsString(offered) + "\n";
        if (Boolean.getBoolean("contracts.write")) {
            Files.writeString(CONTRACT, description);
        }
        assertThat(Files.readString(CONTRACT)).isEqualTo(description);
    }
}
