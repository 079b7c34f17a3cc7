package vitrine.gateway.health;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import vitrine.gateway.relay.Service;
import vitrine.gateway.relay.Services;

/** {@code /health} on every host: whether the suite works, and which service is missing. */
@Configuration(proxyBeanMethods = false)
class Health {

    private static final Duration LIMIT = Duration.ofMillis(1000);
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final CloseableHttpClient client;
    private final Services services;

    private volatile @Nullable Seen last;

    Health(CloseableHttpClient client, Services services) {
        this.client = client;
        this.services = services;
    }

    private record State(String status) {}

    private record Report(String status, Map<String, State> services) {}

    private record Seen(Report report, Instant at) {}

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> healthRoute() {
        return RouterFunctions.route()
                .route(
                        RequestPredicates.GET("/health").or(RequestPredicates.GET("/api/health")),
                        request -> ServerResponse.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(report()))
                .build();
    }

    private Report report() {
        var seen = last;
        if (seen != null && Instant.now().isBefore(seen.at().plus(KEPT))) {
            return seen.report();
        }
        var report = ask();
        last = new Seen(report, Instant.now());
        return report;
    }

    private Report ask() {
        var states = new LinkedHashMap<String, State>();
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new LinkedHashMap<Service, Future<Boolean>>();
            for (var service : Service.values()) {
                asked.put(service, tasks.submit(() -> isReady(service)));
            }
            asked.forEach((service, answer) -> states.put(service.label(), new State(isTrue(answer) ? "up" : "down")));
        }
        var up = states.values().stream().allMatch(state -> state.status().equals("up"));
        return new Report(up ? "up" : "degraded", states);
    }

    private static boolean isTrue(Future<Boolean> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private boolean isReady(Service service) throws IOException {
        var request = new HttpGet(services.at(service, "/actuator/health/readiness"));
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(LIMIT))
                .setResponseTimeout(Timeout.of(LIMIT))
                .build());
        return client.execute(request, answer -> answer.getCode() == 200);
    }
}
