package vitrine.gateway.limits;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.problems.PlainPage;
import vitrine.gateway.problems.Problem;
import vitrine.gateway.problems.ProblemWriter;

/**
 * Refuses who tries too often, before anything is looked up: by client address, and by each account name that was typed, so that
 * neither one address tries many names nor many addresses one name. The address is believed as far as the trusted proxies go. When it
 * cannot be counted, it is refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
@EnableConfigurationProperties(Limits.class)
class RateLimits extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    private static final int LARGEST_BODY = 64 * 1024;
    private static final int MOST_NAMES = 4;
    private static final int NETWORK_BYTES = 8;

    private enum Kind {
        SIGN_IN,
        MAIL
    }

    /** In lower case and without a slash or dot at the end, as every spelling of them is counted. */
    private static final Map<String, Kind> LIMITED = Map.ofEntries(
            Map.entry("/sign-in", Kind.SIGN_IN),
            Map.entry("/sign-in/second-factor", Kind.SIGN_IN),
            Map.entry("/sign-in/passkey", Kind.SIGN_IN),
            Map.entry("/account/security/confirm", Kind.SIGN_IN),
            Map.entry("/api/auth/login", Kind.SIGN_IN),
            Map.entry("/api/login", Kind.SIGN_IN),
            Map.entry("/forgot-password", Kind.MAIL),
            Map.entry("/api/forgot-password", Kind.MAIL),
            Map.entry("/confirm/resend", Kind.MAIL),
            Map.entry("/api/auth/resend", Kind.MAIL),
            Map.entry("/account/profile/email", Kind.MAIL),
            Map.entry("/api/account/email", Kind.MAIL),
            Map.entry("/register", Kind.MAIL),
            Map.entry("/api/auth/register", Kind.MAIL));

    private final SharedBuckets buckets;
    private final Limits limits;
    private final JsonMapper json;
    private final ProblemWriter problems;
    private final PlainPage pages;
    private final MeterRegistry meters;

    RateLimits(
            SharedBuckets buckets,
            Limits limits,
            JsonMapper json,
            ProblemWriter problems,
            PlainPage pages,
            MeterRegistry meters) {
        this.buckets = buckets;
        this.limits = limits;
        this.json = json;
        this.problems = problems;
        this.pages = pages;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = canonical(request.getServletPath());
        var kind = LIMITED.get(path);
        var host = PublicHost.of(request);
        if (kind == null || !request.getMethod().equals("POST") || (host != PublicHost.AUTH && !host.servesApp())) {
            chain.doFilter(request, response);
            return;
        }
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            problems.write(request, response, Problem.malformed());
            return;
        }
        var type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        Set<String> names;
        if (type.startsWith("application/x-www-form-urlencoded")) {
            names = TypedNames.ofForm(request.getQueryString(), body);
        } else if (type.startsWith("application/json")) {
            names = TypedNames.ofJson(json, body);
        } else if (body.length == 0) {
            names = TypedNames.ofForm(request.getQueryString(), body);
        } else {
            // In any other shape a name would go uncounted.
            problems.write(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        if (names.size() > MOST_NAMES) {
            problems.write(request, response, Problem.malformed());
            return;
        }
        Duration pause;
        try {
            pause = pause(kind, request.getRemoteAddr(), names);
        } catch (RuntimeException e) {
            log.error("Tries cannot be counted, so none is let through", e);
            problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE);
            return;
        }
        if (pause.isZero()) {
            chain.doFilter(new HeldBody(request, body), response);
        } else {
            refuse(request, response, path, kind, pause);
        }
    }

    /** An address that is used up does not use up names: it could lock their owners out. */
    private Duration pause(Kind kind, String address, Set<String> names) {
        var perMinute = kind == Kind.SIGN_IN ? limits.signIns() : limits.mails();
        var whose = new LinkedHashSet<String>();
        whose.add(kind + " address " + network(address));
        names.forEach(name -> whose.add(kind + " name " + name));
        for (var each : whose) {
            var pause = buckets.take(each, perMinute);
            if (!pause.isZero()) {
                return pause;
            }
        }
        return Duration.ZERO;
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, String path, Kind kind, Duration pause)
            throws IOException {
        meters.counter("gateway.rate.limited", "kind", kind.name().toLowerCase(Locale.ROOT))
                .increment();
        var seconds = String.valueOf(pause.toSeconds() + 1);
        if (PlainPage.isFor(request)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds);
            var again = path.equals("/confirm/resend") ? "/confirm" : path;
            pages.write(request, response, HttpStatus.TOO_MANY_REQUESTS, PlainPage.Text.TOO_OFTEN, again);
        } else {
            var problem = Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "rate-limited",
                    "Too many requests",
                    "Too many tries. Please wait a minute and try again.");
            problem.getHeaders().set(HttpHeaders.RETRY_AFTER, seconds);
            problems.write(request, response, problem);
        }
    }

    /** One path for all its spellings; the container has decoded it already. */
    private static String canonical(String path) {
        var lower = path.toLowerCase(Locale.ROOT);
        var end = lower.length();
        while (end > 1 && (lower.charAt(end - 1) == '/' || lower.charAt(end - 1) == '.')) {
            end--;
        }
        return lower.substring(0, end);
    }

    /** Whoever has an IPv6 address has the whole network of it. */
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address ipv6
                    ? HexFormat.of().formatHex(Arrays.copyOf(ipv6.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
