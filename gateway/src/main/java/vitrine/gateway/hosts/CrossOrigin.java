package vitrine.gateway.hosts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vitrine.gateway.problems.Problem;
import vitrine.gateway.problems.ProblemWriter;

/** What pages of other origins may do at the app hosts: nothing, unless configured. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
@EnableConfigurationProperties(CrossOrigin.Settings.class)
class CrossOrigin extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Settings settings;
    private final PublicOrigins origins;
    private final ProblemWriter problems;

    /** @param allowedOrigins origins, exactly as browsers send them, that may call the API with credentials */
    @ConfigurationProperties("vitrine.cors")
    record Settings(List<String> allowedOrigins) {

        Settings {
            for (var origin : allowedOrigins) {
                if (!origin.matches("https?://[^/*\\s]+")) {
                    throw new IllegalArgumentException(
                            "CORS_ALLOWED_ORIGINS takes origins such as https://example.org, not " + origin);
                }
            }
        }
    }

    CrossOrigin(Settings settings, PublicOrigins origins, ProblemWriter problems) {
        this.settings = settings;
        this.origins = origins;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var host = PublicHost.of(request);
        if (host == PublicHost.MEDIA) {
            var known = openToPages(request, response);
            if (isPreflight(request)) {
                // The framework in front of the routes keeps preflights to itself: they never reach the media service.
                answerPreflight(request, response, known, "GET, HEAD, PUT", "Content-Type, Range");
                return;
            }
        }
        if (!host.servesApp()) {
            chain.doFilter(request, response);
            return;
        }
        var origin = request.getHeader("Origin");
        var own = origins.of(host).equals(origin);
        var invited = origin != null && settings.allowedOrigins().contains(origin);
        if (!settings.allowedOrigins().isEmpty()) {
            response.addHeader("Vary", "Origin");
        }
        if (invited && request.getRequestURI().startsWith("/api/")) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.setHeader("Access-Control-Expose-Headers", "Location, Retry-After, X-Trace-Id");
        }
        if (isPreflight(request)) {
            answerPreflight(
                    request,
                    response,
                    own || invited,
                    "GET, HEAD, POST, PUT, PATCH, DELETE",
                    "Authorization, Content-Type, X-XSRF-TOKEN");
        } else if (!READING.contains(request.getMethod()) && !own && !invited && isForeign(request, origin)) {
            problems.write(
                    request,
                    response,
                    Problem.of(
                            HttpStatus.FORBIDDEN,
                            "cross-site",
                            "Cross-site request",
                            "Another site may not change anything here."));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The media service answers for itself; this lets our pages read the refusals that the gateway has to write. */
    private boolean openToPages(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader("Origin");
        var known = origin != null
                && (origin.equals(origins.of(PublicHost.PHOTOS))
                        || origin.equals(origins.of(PublicHost.SHARE))
                        || settings.allowedOrigins().contains(origin));
        if (known) {
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
        return known;
    }

    /** Scripts and servers send neither header; browsers send at least one of them with every change. */
    private static boolean isForeign(HttpServletRequest request, @Nullable String origin) {
        var site = request.getHeader("Sec-Fetch-Site");
        return origin != null || (site != null && !site.equals("same-origin") && !site.equals("none"));
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    private void answerPreflight(
            HttpServletRequest request, HttpServletResponse response, boolean allowed, String methods, String headers)
            throws IOException {
        if (!allowed) {
            problems.write(request, response, HttpStatus.FORBIDDEN);
            return;
        }
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader("Access-Control-Allow-Headers", headers);
        response.setHeader("Access-Control-Max-Age", "3600");
        response.setStatus(HttpStatus.NO_CONTENT.value());
    }
}
