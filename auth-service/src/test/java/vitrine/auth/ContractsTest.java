package vitrine.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vitrine.auth.TestParties.HeardEvents;
import vitrine.messaging.Event;

/** What this service promised others; {@code -Dcontracts.write=true} writes the promise down anew. */
@AuthTest
class ContractsTest {

    private static final Path CONTRACTS = Path.of("contracts");

    @Autowired
    OpenApiWebMvcResource openApi;

    @Autowired
    People people;

    @Autowired
    HeardEvents events;

    @Autowired
    JsonMapper json;

    @Test
    void theApiIsTheOneWrittenDown() throws Exception {
        var request = new MockHttpServletRequest("GET", "/v3/api-docs");
        byte[] generated = openApi.openapiJson(request, "/v3/api-docs", Locale.ENGLISH);
        ObjectNode document = (ObjectNode) json.readTree(generated);
        document.remove("servers");
        String text = json.rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(sorted(document))
                        .replace("\r\n", "\n")
                + "\n";
        Path file = CONTRACTS.resolve("openapi.json");
        if (Boolean.getBoolean("contracts.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
        assertThat(text).contains("confirm_password").contains("next_cursor").doesNotContain("confirmPassword");
    }

    @ParameterizedTest
    @ValueSource(strings = {"account.activated.v1", "account.changed.v1", "account.deleted.v1", "api_token.revoked.v1"})
    void theExampleFitsTheSchema(String type) throws IOException {
        assertThat(schema(type).validate(Files.readString(file(type, "example")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void whatIsPublishedFitsTheSchemas() throws IOException {
        for (var person : java.util.List.of(people.photographer(), people.client())) {
            people.call(HttpMethod.POST, "/api/admin/user/" + person.id() + "/deactivate", people.adminToken(), "");
            people.call(HttpMethod.POST, "/api/admin/user/" + person.id() + "/reactivate", people.adminToken(), "");
            String body =
                    json.createObjectNode().put("password", People.PASSWORD).toString();
            assertThat(people.call(HttpMethod.DELETE, "/api/account", people.token(person), body)
                            .status())
                    .isEqualTo(204);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> events.about(person.id()).size() == 4);
            for (Event event : events.about(person.id())) {
                assertThat(schema(event.type()).validate(json.writeValueAsString(event), InputFormat.JSON))
                        .isEmpty();
            }
        }
    }

    private static Schema schema(String type) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file(type, "schema")), InputFormat.JSON);
    }

    private static Path file(String type, String kind) {
        return CONTRACTS.resolve("events").resolve(type + "." + kind + ".json");
    }

    /** In an order that does not depend on the machine. */
    private static JsonNode sorted(JsonNode node) {
        if (!node.isObject()) {
            if (node.isArray()) {
                var array = JsonNodeFactory.instance.arrayNode();
                node.forEach(item -> array.add(sorted(item)));
                return array;
            }
            return node;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        node.propertyNames().stream().sorted().forEach(name -> result.set(name, sorted(node.get(name))));
        return result;
    }
}
