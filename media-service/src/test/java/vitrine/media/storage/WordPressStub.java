package vitrine.media.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of WordPress' media routes as is used, with the habits and faults that real sites show. */
final class WordPressStub implements AutoCloseable {

    static final String USER = "photographer";
    static final String PASSWORD = "abcd efgh ijkl mnop";
    private static final Pattern FILE = Pattern.compile("filename=\"([a-z0-9-]+)\\.([a-z]+)\"");
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    /** What this site does with pictures. */
    enum Habit {
        KEEPS,
        /** Shows a smaller copy and keeps the file beside it, as of 2560 pixels on. */
        SCALES,
        /** A plug-in makes every picture smaller in its place. */
        OPTIMISES,
        /** Its web server knows no ranges. */
        IGNORES_RANGES
    }

    private record Media(long id, String slug, String file) {}

    private final HttpServer server;
    private final Map<Long, Media> media = new ConcurrentHashMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong(100);
    final AtomicInteger lostAnswers = new AtomicInteger();
    volatile Habit habit = Habit.KEEPS;
    volatile String publicUrl = "";
    volatile String refusal = "";

    WordPressStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/wp-json/wp/v2/media", this::routes);
        server.createContext("/wp-content/uploads/", this::file);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    int objects() {
        return media.size();
    }

    void forget(String slug) {
        media.values().stream().filter(each -> each.slug().equals(slug)).forEach(each -> files.remove(each.file()));
    }

    private void routes(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String credentials = "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
            if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{\"code\": \"rest_cannot_create\"}");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "POST" -> create(exchange, body);
                case "GET" -> find(exchange);
                case "DELETE" -> delete(exchange);
                default -> answer(exchange, 405, "{}");
            }
        }
    }

    private void create(HttpExchange exchange, byte[] body) throws IOException {
        if (!refusal.isEmpty()) {
            answer(exchange, 500, refusal);
            return;
        }
        Matcher name = FILE.matcher(exchange.getRequestHeaders().getFirst("Content-Disposition"));
        if (!name.find()) {
            answer(exchange, 400, "{\"code\": \"rest_upload_no_content_disposition\"}");
            return;
        }
        if (body.length < 3 || (body[0] & 0xFF) != 0xFF || (body[1] & 0xFF) != 0xD8) {
            answer(
                    exchange,
                    500,
                    "{\"code\": \"rest_upload_unknown_error\", \"message\": \"Sorry, you are not allowed to upload this file type.\"}");
            return;
        }
        String file = name.group(1) + "." + name.group(2);
        var created = new Media(ids.incrementAndGet(), name.group(1), file);
        files.put(file, habit == Habit.OPTIMISES ? Arrays.copyOf(body, body.length - 1) : body);
        media.put(created.id(), created);
        if (lostAnswers.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            answer(exchange, 500, "There has been a critical error on this website.");
            return;
        }
        answer(exchange, 201, json(created));
    }

    private void find(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String slug = query.replaceFirst(".*slug=([^&]*).*", "$1");
        answer(
                exchange,
                200,
                media.values().stream()
                        .filter(each -> each.slug().equals(slug))
                        .map(this::json)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private void delete(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Media gone = media.remove(Long.valueOf(path.substring(path.lastIndexOf('/') + 1)));
        if (gone == null) {
            answer(exchange, 404, "{\"code\": \"rest_post_invalid_id\"}");
            return;
        }
        files.remove(gone.file());
        answer(exchange, 200, "{\"deleted\": true}");
    }

    private String json(Media each) {
        String folder = publicUrl + "/wp-content/uploads/2026/11/";
        return habit == Habit.SCALES
                ? """
                {"id": %d, "slug": "%s", "source_url": "%s%s-scaled.jpg", "media_details": {"original_image": "%s"}}""".formatted(each.id(), each.slug(), folder, each.slug(), each.file())
                : """
                {"id": %d, "slug": "%s", "source_url": "%s%s", "media_details": {}}""".formatted(each.id(), each.slug(), folder, each.file());
    }

    private void file(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] bytes = files.get(path.substring(path.lastIndexOf('/') + 1));
            if (bytes == null) {
                answer(exchange, 404, "Not found");
                return;
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String wanted = exchange.getRequestHeaders().getFirst("Range");
            Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
            if (range.matches() && habit != Habit.IGNORES_RANGES) {
                int first = Integer.parseInt(range.group(1));
                int last = Math.min(bytes.length - 1, Integer.parseInt(range.group(2)));
                exchange.sendResponseHeaders(206, last - first + 1L);
                exchange.getResponseBody().write(bytes, first, last - first + 1);
            } else {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static URI api(URI site) {
        return site.resolve("/wp-json");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
