package vitrine.share;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import tools.jackson.databind.JsonNode;

/** Takes orders of ZIPs as media-service's contract says. */
@TestConfiguration(proxyBeanMethods = false)
public class MediaStandIn {

    private static final List<Order> ORDERS = new CopyOnWriteArrayList<>();
    private static volatile int answers = 201;

    /** @param query with the signature */
    public record Order(UUID id, String query, String raw, JsonNode body) {}

    @Bean
    DynamicPropertyRegistrar mediaServiceUrl() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/zips", exchange -> {
            var raw = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var order = new Order(World.id(), exchange.getRequestURI().getQuery(), raw, World.JSON.readTree(raw));
            ORDERS.add(order);
            var body = """
                    {"id": "%s", "path": "/z/%s", "filename": "Wedding.zip", "photos": %d, "missing": 0,
                     "size_bytes": 123456, "etag": "abc", "expires_at": "%s"}""".formatted(
                            order.id(),
                            order.id(),
                            order.body().get("photos").size(),
                            Instant.now().plusSeconds(600))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answers, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return registry -> registry.add(
                "vitrine.media-url",
                () -> "http://127.0.0.1:" + server.getAddress().getPort());
    }

    public static List<Order> orders() {
        return ORDERS;
    }

    public static void answers(int status) {
        answers = status;
    }
}
