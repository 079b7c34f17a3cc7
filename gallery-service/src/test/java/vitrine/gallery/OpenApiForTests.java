package vitrine.gallery;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Page;

/** Describes the API from the code: what is required and what can be null follows from the records and JSpecify. */
public class OpenApiForTests {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    @Order(0)
    SecurityFilterChain apiDocs(HttpSecurity http) throws Exception {
        return http.securityMatcher("/v3/api-docs/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    ModelResolver snakeCase() {
        return new ModelResolver(Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    @Bean
    OpenApiCustomizer exactSchemas() {
        Map<String, Class<?>> described = new TreeMap<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("vitrine.gallery")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(io.swagger.v3.oas.annotations.media.Schema.class))
                        .map(type -> type.reflect())
                        .forEach(type -> described.put(
                                type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class)
                                        .name(),
                                type));
        return api -> customize(api, described);
    }

    private static void customize(OpenAPI api, Map<String, Class<?>> described) {
        api.setServers(null);
        api.getInfo().title("gallery-service").version("v1").description("Galleries, photos and uploads");
        Components components = api.getComponents();
        components.addSecuritySchemes(
                "bearer",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
        api.addSecurityItem(new SecurityRequirement().addList("bearer"));
        components.getSchemas().forEach((name, schema) -> {
            Class<?> type = name.startsWith("Page") ? Page.class : described.get(name);
            if (type == null) {
                throw new AssertionError("Give the schema " + name + " an explicit @Schema(name)");
            }
            if (type.isRecord()) {
                // Answers carry every field; in requests what may be null may be left out.
                boolean request = Set.of(
                                "GalleryDraft",
                                "GalleryEdit",
                                "UploadRequest",
                                "UploadConfirmation",
                                "CustomerDraft",
                                "CustomerEdit",
                                "NoticesRead")
                        .contains(name);
                exact(schema, type, request);
            } else {
                schema.getProperties().values().forEach(field -> ((Schema<?>) field).setWriteOnly(null));
                List.of("title", "description", "gallery_id").forEach(field -> allowNull(schema, field));
            }
        });
        components.addSchemas("FieldProblem", object("field", "message"));
        Schema<?> problem = object("type", "title", "detail");
        problem.addProperty("status", new Schema<>().types(Set.of("integer")));
        problem.addProperty("trace_id", new Schema<>().types(new LinkedHashSet<>(List.of("string", "null"))));
        problem.addProperty(
                "errors",
                new Schema<>().types(Set.of("array")).items(new Schema<>().$ref("#/components/schemas/FieldProblem")));
        problem.addProperty("photo_id", new Schema<>().types(Set.of("string")).format("uuid"));
        problem.addRequiredItem("status");
        components.addSchemas("Problem", problem);
        api.getPaths()
                .values()
                .forEach(
                        path -> path.readOperations()
                                .forEach(
                                        operation -> operation
                                                .getResponses()
                                                .addApiResponse(
                                                        "default",
                                                        new ApiResponse()
                                                                .description("A problem")
                                                                .content(
                                                                        new Content()
                                                                                .addMediaType(
                                                                                        "application/problem+json",
                                                                                        new MediaType()
                                                                                                .schema(
                                                                                                        new Schema<>()
                                                                                                                .$ref(
                                                                                                                        "#/components/schemas/Problem")))))));
        api.getPaths().remove("/api/images/");
        // A field of the form, which springdoc takes for one of the query.
        Operation upload = api.getPaths().get("/api/upload").getPost();
        upload.setParameters(null);
        Schema<?> form =
                upload.getRequestBody().getContent().get("multipart/form-data").getSchema();
        form.addProperty("gallery_id", new Schema<>().types(Set.of("string")).format("uuid"));
        form.setRequired(List.of("files"));
        components.setSchemas(new TreeMap<>(components.getSchemas()));
    }

    private static Schema<?> object(String... texts) {
        var schema = new Schema<>().types(Set.of("object"));
        for (String text : texts) {
            schema.addProperty(text, new Schema<>().types(Set.of("string")));
            schema.addRequiredItem(text);
        }
        return schema;
    }

    private static void exact(Schema<?> schema, Class<?> type, boolean request) {
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String field = new PropertyNamingStrategies.SnakeCaseStrategy().translate(component.getName());
            if (schema.getProperties() == null || !schema.getProperties().containsKey(field)) {
                throw new AssertionError(type + " lacks " + field);
            }
            boolean nullable = isNullable(component.getAnnotatedType());
            if (nullable) {
                allowNull(schema, field);
            }
            if (!nullable || !request) {
                required.add(field);
            }
        }
        schema.setRequired(required);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static void allowNull(Schema<?> schema, String field) {
        Schema<?> property = (Schema<?>) schema.getProperties().get(field);
        if (property.get$ref() != null) {
            var nothing = new Schema<>().types(Set.of("null"));
            var either = new Schema<>();
            either.setOneOf(List.of(new Schema<>().$ref(property.get$ref()), nothing));
            schema.getProperties().put(field, either);
        } else {
            var types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
        }
    }
}
