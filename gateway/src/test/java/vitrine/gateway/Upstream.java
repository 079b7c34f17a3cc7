package vitrine.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service as the gateway sees it: remembers what it was asked and answers as the test says. */
final class Upstream {

    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    record Seen(String method, String uri, Map<String, List<String>> headers) {

        String header(String name) {
            var values = headers.get(name);
            return values == null ? null : String.join(", ", values);
        }
    }

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = exchange -> answer(exchange, 200, "{\"ok\":true}");

    Upstream() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            seen.add(new Seen(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers));
            try (exchange) {
                behaviour.answer(exchange);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void behave(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    void reset() {
        seen.clear();
        behaviour = exchange -> answer(exchange, 200, "{\"ok\":true}");
    }

    Seen last() {
        return seen.getLast();
    }

    int calls() {
        return seen.size();
    }

    static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
