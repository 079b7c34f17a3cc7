package vitrine.gateway.hosts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vitrine.gateway.problems.Problem;
import vitrine.gateway.problems.ProblemWriter;

/** The first filter of all: says which host a request means and who its client is, and turns strangers away. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties({PublicOrigins.class, Peers.class})
class HostGate extends OncePerRequestFilter {

    private static final String BACK_CHANNEL = "/auth/backchannel-logout";

    private final PublicOrigins origins;
    private final Peers peers;
    private final ProblemWriter problems;

    HostGate(PublicOrigins origins, Peers peers, ProblemWriter problems) {
        this.origins = origins;
        this.peers = peers;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var recognised = origins.recognise(request.getServerName());
        var path = request.getServletPath();
        if (recognised == null || recognised == PublicHost.BARE) {
            if (path.equals(BACK_CHANNEL) || (isProbe(path) && isOperator(request))) {
                pass(request, response, chain, PublicHost.DIRECT);
            } else if (recognised == null) {
                problems.write(
                        request,
                        response,
                        Problem.of(
                                HttpStatus.MISDIRECTED_REQUEST,
                                "misdirected",
                                "Unknown host",
                                "Nothing is served under this host name."));
            } else if (path.equals("/health") || path.equals("/api/health")) {
                pass(request, response, chain, PublicHost.BARE);
            } else {
                redirectToPhotos(request, response);
            }
        } else if (isUnder(path, "/actuator") || isUnder(path, "/internal")) {
            problems.write(request, response, Problem.notFound());
        } else {
            pass(request, response, chain, recognised);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain, PublicHost host)
            throws ServletException, IOException {
        request.setAttribute(PublicHost.ATTRIBUTE, host);
        chain.doFilter(new ClientView(request, clientOf(request), origins, host), response);
    }

    private void redirectToPhotos(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!List.of("GET", "HEAD").contains(request.getMethod())) {
            problems.write(request, response, Problem.notFound());
            return;
        }
        var query = request.getQueryString();
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader("Location", origins.photos() + request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    private static boolean isProbe(String path) {
        return isUnder(path, "/actuator") || path.equals("/health") || path.equals("/api/health");
    }

    /** Reached directly: a proxy that passes strangers on would name them. */
    private boolean isOperator(HttpServletRequest request) {
        return peers.operates(request.getRemoteAddr())
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }

    /** The last address that is not one of our proxies; what stands before it may be invented. */
    private String clientOf(HttpServletRequest request) {
        var client = request.getRemoteAddr();
        if (!peers.trusts(client)) {
            return client;
        }
        var hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .toList();
        for (var hop : hops.reversed()) {
            if (!isAddress(hop)) {
                break;
            }
            client = hop;
            if (!peers.trusts(hop)) {
                break;
            }
        }
        return client;
    }

    private static boolean isAddress(String text) {
        return text.length() <= 45
                && !text.isEmpty()
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
    }

    private static boolean isUnder(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
