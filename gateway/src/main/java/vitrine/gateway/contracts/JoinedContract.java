package vitrine.gateway.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.relay.Service;

/** {@code /api/openapi.json}: what all services offer, as one document for the hosts where clients find it. */
@Configuration(proxyBeanMethods = false)
class JoinedContract {

    private static final String REF = "#/components/";

    private final JsonMapper json;
    private volatile byte @Nullable [] joined;

    JoinedContract(JsonMapper json) {
        this.json = json;
    }

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> contractRoute() {
        return RouterFunctions.route()
                .route(
                        RequestPredicates.GET("/api/openapi.json")
                                .and(request ->
                                        PublicHost.of(request.servletRequest()).servesApp()),
                        request -> ServerResponse.ok()
                                .cacheControl(CacheControl.noCache())
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(document()))
                .build();
    }

    private byte[] document() {
        var known = joined;
        if (known == null) {
            known = json.writeValueAsBytes(join());
            joined = known;
        }
        return known;
    }

    private ObjectNode join() {
        var document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "Vitrine").put("version", "1");
        document.putArray("servers").addObject().put("url", "/");
        document.putObject("paths");
        document.putObject("components");
        for (var service : Service.values()) {
            var contract = read(service);
            if (contract != null) {
                add(contract, service, document);
            }
        }
        return document;
    }

    private @Nullable ObjectNode read(Service service) {
        var name = "openapi/" + service.label() + "/openapi.json";
        try (var in = JoinedContract.class.getClassLoader().getResourceAsStream(name)) {
            return in != null && json.readTree(in) instanceof ObjectNode contract ? contract : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ObjectNode contract, Service service, ObjectNode document) {
        var components = document.withObject("/components");
        var renamed = new HashMap<String, String>();
        contract.path("components").properties().forEach(kind -> {
            var known = components.withObject("/" + kind.getKey());
            kind.getValue().properties().forEach(entry -> {
                var there = known.get(entry.getKey());
                if (there != null && !there.equals(entry.getValue())) {
                    var from = REF + kind.getKey() + "/" + entry.getKey();
                    renamed.put(from, REF + kind.getKey() + "/" + service.label() + "_" + entry.getKey());
                }
            });
        });
        rename(contract, renamed);
        contract.path("components").properties().forEach(kind -> {
            var known = components.withObject("/" + kind.getKey());
            kind.getValue().properties().forEach(entry -> {
                var name = renamed.get(REF + kind.getKey() + "/" + entry.getKey());
                known.set(name == null ? entry.getKey() : name.substring(name.lastIndexOf('/') + 1), entry.getValue());
            });
        });
        var paths = document.withObject("/paths");
        contract.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .forEach(path -> paths.set(path.getKey(), path.getValue()));
    }

    /** The same name may mean different things in two services: the later one gets its service's name in front. */
    private static void rename(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object) {
            var name = renamed.get(object.path("$ref").asString(""));
            if (name != null) {
                object.put("$ref", name);
            }
        }
        node.forEach(child -> rename(child, renamed));
    }
}
