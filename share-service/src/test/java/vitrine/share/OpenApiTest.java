package vitrine.share;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code contracts/openapi.json} is what the controllers say. The web app's client is generated from it; after a change
 * run this test with {@code -Dcontracts.write=true}.
 */
@RunningShareService
class OpenApiTest {

    private static final Path CONTRACT = Path.of("contracts/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Map<String, String> NAMES = Map.of(
            "ShareLinkView", "ShareLink", "PageShareLinkView", "ShareLinkPage", "PageViewPhoto", "ViewPhotoPage");

    private final World world;

    OpenApiTest(World world) {
        this.world = world;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Access {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain apiDocs(HttpSecurity http) throws Exception {
            return http.securityMatcher("/v3/api-docs/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Test
    void contractIsWhatTheControllersSay() throws Exception {
        var answer = world.as(null, "GET", "/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        var contract = JSON.writeValueAsString(sorted(described((ObjectNode) answer.body()))) + "\n";
        if (Boolean.getBoolean("contracts.write")) {
            Files.createDirectories(CONTRACT.getParent());
            Files.writeString(CONTRACT, contract);
        }
        assertThat(CONTRACT).hasContent(contract);
    }

    /** What springdoc does not know: names on the wire, what may be null, how errors look. */
    private static ObjectNode described(ObjectNode api) {
        api.remove("servers");
        api.set("info", JSON.createObjectNode().put("title", "share-service").put("version", "1"));
        for (var path : api.get("paths").properties()) {
            ((ObjectNode) path.getValue()).remove("head");
            for (var operation : path.getValue()) {
                describeOperation((ObjectNode) operation);
            }
        }
        var records = records();
        var schemas = JSON.createObjectNode();
        for (var schema : api.get("components").get("schemas").properties()) {
            schemas.set(
                    NAMES.getOrDefault(schema.getKey(), schema.getKey()),
                    describedSchema(
                            schema.getKey(),
                            records.get(schema.getKey().startsWith("Page") ? "Page" : schema.getKey()),
                            (ObjectNode) schema.getValue()));
        }
        schemas.set("Problem", JSON.readTree("""
                {"type": "object", "required": ["type", "title", "status", "detail", "trace_id"], "properties": {
                  "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                  "detail": {"type": "string"}, "trace_id": {"type": "string"},
                  "errors": {"type": "array", "items": {"type": "object", "required": ["field", "message"],
                    "properties": {"field": {"type": "string"}, "message": {"type": "string"}}}}}}"""));
        ((ObjectNode) api.get("components")).set("schemas", schemas);
        return (ObjectNode) JSON.readTree(NAMES.entrySet().stream()
                .reduce(
                        api.toString(),
                        (text, name) -> text.replace(
                                "\"#/components/schemas/" + name.getKey() + "\"",
                                "\"#/components/schemas/" + name.getValue() + "\""),
                        (a, b) -> a));
    }

    private static void describeOperation(ObjectNode operation) {
        operation.remove("tags");
        if (operation.get("parameters") instanceof ArrayNode parameters) {
            // Browsers send cookies by themselves.
            for (int i = parameters.size() - 1; i >= 0; i--) {
                if (parameters.get(i).get("in").asString().equals("cookie")) {
                    parameters.remove(i);
                }
            }
        }
        ((ObjectNode) operation.get("responses")).set("default", JSON.readTree("""
                {"description": "What went wrong", "content":
                  {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}"""));
    }

    private static ObjectNode describedSchema(String name, @Nullable Class<?> record, ObjectNode schema) {
        var isRequest = name.endsWith("Request") || name.endsWith("Change");
        var properties = JSON.createObjectNode();
        var required = JSON.createArrayNode();
        for (var property : schema.get("properties").properties()) {
            var described = (ObjectNode) property.getValue();
            described.remove(List.of("writeOnly", "pattern", "minLength"));
            var component = record == null
                    ? null
                    : List.of(record.getRecordComponents()).stream()
                            .filter(candidate -> candidate.getName().equals(property.getKey()))
                            .findFirst()
                            .orElseThrow();
            var nullable = component == null
                    ? !property.getKey().equals("isActive")
                    : component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            var leftOut = component != null && component.getAccessor().isAnnotationPresent(JsonInclude.class);
            var wire = snakeCase(property.getKey());
            properties.set(wire, nullable && !leftOut ? orNull(described) : described);
            if (isRequest ? component != null && !nullable : !leftOut) {
                required.add(wire);
            }
        }
        schema.set("properties", properties);
        schema.remove("required");
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            var either = JSON.createObjectNode();
            either.putArray("oneOf").add(schema).add(JSON.createObjectNode().put("type", "null"));
            return either;
        }
        var type = schema.get("type").asString();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static Map<String, Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Record.class));
        return scanner.findCandidateComponents("vitrine.share").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .collect(Collectors.toMap(Class::getSimpleName, found -> found, (a, b) -> a));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var byName = new TreeMap<String, JsonNode>();
            object.properties().forEach(entry -> byName.put(entry.getKey(), sorted(entry.getValue())));
            var result = JSON.createObjectNode();
            byName.forEach(result::set);
            return result;
        }
        if (node.isArray()) {
            var result = JSON.createArrayNode();
            node.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return node;
    }
}
