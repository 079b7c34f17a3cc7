package vitrine.auth.administration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Asks every part of the suite how it is: whether it is ready, and what its metrics say. All at once and for a short time only, so
 * that the answer comes while parts are silent.
 */
@Component
class Suite {

    private static final Pattern VERSION =
            Pattern.compile("^vitrine_build\\{[^}]*version=\"([^\"]{1,40})\"", Pattern.MULTILINE);

    private final Map<String, URI> services;
    private final Duration patience;
    private final HttpClient http;

    Suite(Parts parts) {
        this.services = parts.services();
        this.patience = parts.patience();
        this.http =
                HttpClient.newBuilder().connectTimeout(patience.dividedBy(2)).build();
    }

    List<Part> ask() {
        List<Part> parts = new ArrayList<>();
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            record Asked(String name, Future<Health> health, Future<String> metrics) {}
            List<Asked> asked = services.entrySet().stream()
                    .map(service -> new Asked(
                            service.getKey(),
                            tasks.submit(() -> health(service.getValue())),
                            tasks.submit(() -> body(service.getValue(), "/actuator/prometheus"))))
                    .toList();
            for (Asked each : asked) {
                Health health = answer(each.health()::get, new Health("silent", 0));
                parts.add(part(each.name(), health, answer(each.metrics()::get, "")));
            }
        }
        return parts;
    }

    private static Part part(String name, Health health, String metrics) {
        Matcher version = VERSION.matcher(metrics);
        OptionalDouble started = sum(metrics, "process_start_time_seconds");
        return new Part(
                name,
                health.state(),
                version.find() ? version.group(1) : null,
                started.isPresent() ? Instant.ofEpochSecond((long) started.getAsDouble()) : null,
                health.state().equals("silent") ? null : health.millis(),
                whole(sum(metrics, "messaging_dead")),
                whole(sum(metrics, "outbox_pending")),
                whole(sum(metrics, "disk_free_bytes")),
                whole(sum(metrics, "disk_total_bytes")));
    }

    private Health health(URI service) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int status = send(service, "/actuator/health", HttpResponse.BodyHandlers.discarding())
                .statusCode();
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        return new Health(status == 200 ? "up" : "down", millis);
    }

    private String body(URI service, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(service, path, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200 ? response.body() : "";
    }

    private <T> HttpResponse<T> send(URI service, String path, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(service.toString().replaceAll("/+$", "") + path))
                        .timeout(patience)
                        .build(),
                body);
    }

    private static <T> T answer(Callable<T> future, T otherwise) {
        try {
            return future.call();
        } catch (ExecutionException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All series of a metric together; nothing where there is none or it cannot be measured. */
    static OptionalDouble sum(String metrics, String name) {
        Pattern series = Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);
        double[] values = series.matcher(metrics)
                .results()
                .mapToDouble(found -> number(found.group(1)))
                .toArray();
        double sum = DoubleStream.of(values).sum();
        return values.length == 0 || !Double.isFinite(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static @Nullable Long whole(OptionalDouble value) {
        return value.isPresent() ? (long) value.getAsDouble() : null;
    }

    private record Health(String state, long millis) {}

    /**
     * @param state {@code up}, {@code down} (it says so itself) or {@code silent}
     * @param deadLetters messages this part gave up
     * @param eventsWaiting events the broker has not taken yet
     * @param diskFreeBytes where the part keeps its files
     */
    record Part(
            String name,
            String state,
            @Nullable String version,
            @Nullable Instant startedAt,
            @Nullable Long answeredInMs,
            @Nullable Long deadLetters,
            @Nullable Long eventsWaiting,
            @Nullable Long diskFreeBytes,
            @Nullable Long diskTotalBytes) {}

    /**
     * @param services the parts of the suite by name, and where they are reached directly
     * @param patience how long a part may take to answer, half of it to be reached at all
     */
    @ConfigurationProperties("vitrine.status")
    record Parts(Map<String, URI> services, Duration patience) {}
}
