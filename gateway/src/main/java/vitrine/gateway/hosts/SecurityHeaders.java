package vitrine.gateway.hosts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vitrine.gateway.problems.Traces;

/**
 * The headers every answer of the app hosts carries, set before anything else can answer. At the auth and media hosts
 * they are for the gateway's own answers; the services' replace them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public class SecurityHeaders extends OncePerRequestFilter {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Frame-Options", "SAMEORIGIN",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "strict-origin-when-cross-origin",
            "Permissions-Policy", "geolocation=(), microphone=(), camera=()",
            "Cross-Origin-Opener-Policy", "same-origin");
    private static final String HSTS = "Strict-Transport-Security";
    private static final String CSP = "Content-Security-Policy";

    private static final Set<String> OURS = Set.of(
            "x-frame-options",
            "x-content-type-options",
            "x-xss-protection",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "strict-transport-security",
            "content-security-policy");

    private final PublicOrigins origins;
    private final Traces traces;

    SecurityHeaders(PublicOrigins origins, Traces traces) {
        this.origins = origins;
        this.traces = traces;
    }

    /** True for headers that the app hosts set themselves, so that a service's copy does not double them. */
    public static boolean sets(String lowerCaseName) {
        return OURS.contains(lowerCaseName);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Trace-Id", traces.currentId(request));
        if (origins.secure()) {
            response.setHeader(HSTS, "max-age=31536000; includeSubDomains; preload");
        }
        var host = PublicHost.of(request);
        if (host == PublicHost.MEDIA) {
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        } else if (host != PublicHost.DIRECT) {
            ALWAYS.forEach(response::setHeader);
            response.setHeader(CSP, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        }
        chain.doFilter(request, response);
    }
}
