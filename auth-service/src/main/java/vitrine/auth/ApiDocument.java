package vitrine.auth;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the API describes itself in {@code contracts/openapi.json}; switched off where the service runs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("springdoc.api-docs.enabled")
class ApiDocument {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("Vitrine accounts").version("1"));
    }

    /** The document's own mapper does not know that the API speaks snake case. */
    @Bean
    ModelResolver modelResolver() {
        return new Exact();
    }

    /**
     * What may be null follows from the records. Answers carry every field; a record with nothing but nullable fields is what
     * somebody sends, and there each may be left out.
     */
    private static class Exact extends ModelResolver {

        private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
                new PropertyNamingStrategies.SnakeCaseStrategy();

        Exact() {
            super(Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
        }

        @Override
        @SuppressWarnings("NullAway") // the resolver answers null for types it has no schema for
        public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
            Schema<?> resolved = super.resolve(type, context, next);
            Class<?> raw = type.getType() == null
                    ? Object.class
                    : _mapper.constructType(type.getType()).getRawClass();
            if (resolved != null && raw.isRecord() && raw.getName().startsWith("vitrine.")) {
                String reference = resolved.get$ref();
                Schema<?> model = reference == null
                        ? resolved
                        : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
                if (model != null && model.getProperties() != null) {
                    describe(model, raw.getRecordComponents());
                }
            }
            return resolved;
        }

        private static void describe(Schema<?> model, RecordComponent[] components) {
            boolean sent = Arrays.stream(components).allMatch(Exact::isNullable);
            for (RecordComponent component : components) {
                String name = NAMES.translate(component.getName());
                if (!sent) {
                    require(model, name);
                }
                if (isNullable(component)) {
                    allowNull(model, name);
                }
            }
        }

        private static void require(Schema<?> model, String name) {
            if (model.getRequired() == null || !model.getRequired().contains(name)) {
                model.addRequiredItem(name);
            }
        }

        @SuppressWarnings("unchecked")
        private static void allowNull(Schema<?> model, String name) {
            Schema<?> property = model.getProperties().get(name);
            if (property == null || property.getOneOf() != null) {
                return;
            }
            if (property.get$ref() != null) {
                model.getProperties()
                        .put(
                                name,
                                new Schema<>()
                                        .oneOf(List.of(
                                                new Schema<>().$ref(property.get$ref()),
                                                new Schema<>().types(Set.of("null")))));
            } else {
                Set<String> types = new LinkedHashSet<>();
                if (property.getTypes() != null) {
                    types.addAll(property.getTypes());
                } else if (property.getType() != null) {
                    types.add(property.getType());
                }
                types.add("null");
                property.setTypes(types);
            }
        }

        private static boolean isNullable(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }
}
