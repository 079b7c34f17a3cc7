package vitrine.share;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Answers what share-service asks of gallery-service, as its contract says; knows nothing until told. */
@TestConfiguration(proxyBeanMethods = false)
public class GalleryStandIn {

    private static final Map<UUID, String> GALLERIES = new ConcurrentHashMap<>();
    private static final List<String> ASKED_BY = new CopyOnWriteArrayList<>();
    private static volatile boolean failing;

    @Bean
    DynamicPropertyRegistrar galleryServiceUrl() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/galleries/", exchange -> {
            ASKED_BY.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            var id = UUID.fromString(exchange.getRequestURI().getPath().substring("/api/galleries/".length()));
            var known = GALLERIES.get(id);
            var body = (known == null ? "{}" : known).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(failing ? 500 : known == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return registry -> registry.add(
                "vitrine.gallery-url",
                () -> "http://127.0.0.1:" + server.getAddress().getPort());
    }

    public static void knows(UUID gallery, UUID studio, String name) {
        GALLERIES.put(gallery, """
                {"id": "%s", "name": "%s", "description": null, "is_public": false, "cover_photo_id": null,
                 "photo_count": 0, "studio": {"id": "%s", "name": "Studio Nord"}}""".formatted(gallery, name, studio));
    }

    public static List<String> askedBy() {
        return ASKED_BY;
    }

    public static void fails(boolean now) {
        failing = now;
    }
}
