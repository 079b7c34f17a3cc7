package vitrine.media.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import vitrine.media.access.PublicOrigins;
import vitrine.media.delivery.Whereabouts.Located;
import vitrine.media.problems.Refusal;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;

/**
 * Answers whole pictures as pages show them, by the hundred, before the chain of filters, tracing and dispatching that costs
 * many times the picture. Whatever is asked in another way or has to be refused goes on along that chain, where {@link
 * DeliveryController} decides it anew.
 */
final class ShownPictures extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String PREFIX = "/a/";
    private static final String PATTERN = "/a/{owner}/{file}/{variant}";

    /** What the chain would send along; a test holds the two together. */
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "SAMEORIGIN",
            "X-XSS-Protection", "0",
            "Referrer-Policy", "strict-origin-when-cross-origin",
            "Cross-Origin-Resource-Policy", "cross-origin",
            "Content-Security-Policy", "default-src 'none'; sandbox");

    private static final List<String> VARY =
            List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");

    private final transient UrlGuard guard;
    private final transient Whereabouts whereabouts;
    private final transient Timer answered;
    /** Pages that keep what they show ask in this way. */
    private final Set<String> readers;

    private ShownPictures(UrlGuard guard, Whereabouts whereabouts, MeterRegistry meters, PublicOrigins origins) {
        this.guard = guard;
        this.whereabouts = whereabouts;
        this.readers = Set.copyOf(origins.readers());
        // Named and tagged as those of the chain, so that one query counts both.
        this.answered = Timer.builder("http.server.requests")
                .tags("method", "GET", "uri", PATTERN, "status", "200", "outcome", "SUCCESS")
                .tags("exception", "none", "error", "none")
                .register(meters);
    }

    @Configuration(proxyBeanMethods = false)
    @Profile("!worker")
    static class Registration {
        @Bean
        FilterRegistrationBean<ShownPictures> shownPictures(
                UrlGuard guard, Whereabouts whereabouts, MeterRegistry meters, PublicOrigins origins) {
            var registration = new FilterRegistrationBean<>(new ShownPictures(guard, whereabouts, meters, origins));
            registration.addUrlPatterns(PREFIX + "*");
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begun = System.nanoTime();
        if (isPlain(request) && answer(request, response)) {
            answered.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** For a page of any origin, or for a script of our own, whole and not as a download; with nothing in its query that could fail to be decoded. */
    private boolean isPlain(HttpServletRequest request) {
        String query = request.getQueryString();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return request.getMethod().equals("GET")
                && request.getHeader(HttpHeaders.RANGE) == null
                && (origin == null || readers.contains(origin))
                && query != null
                && query.indexOf('%') < 0
                && request.getParameter("n") == null;
    }

    private boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        int end = path.lastIndexOf('/');
        String variant = path.substring(end + 1);
        OriginalKey key = DeliveryController.RENDITIONS.contains(variant) && end > PREFIX.length()
                ? OriginalKey.parse(path.substring(PREFIX.length(), end)).orElse(null)
                : null;
        if (key == null) {
            return false;
        }
        String grant = admitted(path, request);
        if (grant == null) {
            return false;
        }
        Optional<Located> picture = whereabouts.findFile(ObjectName.rendition(key, variant));
        if (picture.isEmpty()) {
            return false;
        }
        HEADERS.forEach(response::setHeader);
        VARY.forEach(header -> response.addHeader(HttpHeaders.VARY, header));
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", PublicOrigins.READABLE));
        }
        DeliveryController.describe(response, MediaType.IMAGE_JPEG_VALUE, grant, null);
        try {
            new ObjectResponse(
                            request,
                            response,
                            picture.get().storage(),
                            picture.get().object())
                    .send();
        } catch (NoSuchFileException deletedMeanwhile) {
            response.reset();
            return false;
        }
        return true;
    }

    private @Nullable String admitted(String path, HttpServletRequest request) {
        try {
            return guard.grant(path, request);
        } catch (Refusal refused) {
            return null;
        }
    }
}
