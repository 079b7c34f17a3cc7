package vitrine.gateway.relay;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a service may keep us waiting for the head of its answer; bodies take the time they take.
 *
 * @param connect until it accepts a connection
 * @param read for reading requests, all attempts together, unless the service shows that it is only busy
 * @param change for changing ones, from the end of their body, and for readers of a busy service
 * @param upload for those that carry pictures; also how long such a body may stand still
 */
@ConfigurationProperties("vitrine.patience")
public record Patience(Duration connect, Duration read, Duration change, Duration upload) {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    Duration with(HttpServletRequest request) {
        if (reads(request)) {
            return read;
        }
        var path = request.getRequestURI();
        return path.equals("/api/upload") || path.startsWith("/u/") ? upload : change;
    }

    /** Asked for a sign of life so long before the end of {@link #read}. */
    static final Duration LEAD = Duration.ofMillis(700);

    static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    static boolean isRepeatable(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
