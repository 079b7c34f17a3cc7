package vitrine.gateway.relay;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.hosts.SecurityHeaders;
import vitrine.gateway.tokens.Credentials;

/** What a service gets to know about a request, and what it may say back. */
@Component
class RequestHeads {

    private static final Set<String> NEVER_SENT = Set.of(
            "host",
            "content-length",
            "cookie",
            "authorization",
            "expect",
            "connection",
            "proxy-connection",
            "proxy-authorization",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final Set<String> NEVER_RETURNED = Set.of("server", "proxy-connection", "alt-svc");
    private static final Set<String> SHARE_COOKIES =
            Set.of("vitrine_visit", "vitrine_unlock", "vitrine_downloads", "vitrine_visitor");

    private final PublicOrigins origins;
    private final Credentials credentials;
    private final ObjectProvider<Tracer> tracer;
    private final ObjectProvider<Propagator> propagator;

    RequestHeads(
            PublicOrigins origins,
            Credentials credentials,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator) {
        this.origins = origins;
        this.credentials = credentials;
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Who asks; looked up before the service is asked, because it may renew a token. */
    @Nullable
    String authorization(HttpServletRequest request) {
        return switch (PublicHost.of(request)) {
            case AUTH -> credentials.sent(request);
            case PHOTOS, SHARE -> credentials.of(request);
            case MEDIA, BARE, DIRECT -> null;
        };
    }

    void write(HttpServletRequest request, Service service, @Nullable String authorization, HttpMessage message) {
        var host = PublicHost.of(request);
        var named = connectionOptions(request);
        Collections.list(request.getHeaderNames()).forEach(name -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!NEVER_SENT.contains(lower) && !named.contains(lower)) {
                Collections.list(request.getHeaders(name)).forEach(value -> message.addHeader(name, value));
            }
        });
        if (authorization != null) {
            message.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        var cookies = cookies(request, host, service);
        if (!cookies.isEmpty()) {
            message.setHeader(HttpHeaders.COOKIE, cookies);
        }
        message.setHeader("X-Forwarded-For", request.getRemoteAddr());
        message.setHeader("X-Forwarded-Proto", origins.scheme());
        message.setHeader("X-Forwarded-Host", origins.authority(host));
        message.setHeader("X-Forwarded-Port", String.valueOf(origins.port()));
        trace(message);
    }

    private void trace(HttpMessage message) {
        var available = tracer.getIfAvailable();
        var span = available == null ? null : available.currentSpan();
        if (span != null) {
            propagator.ifAvailable(
                    it -> it.inject(span.context(), message, (carrier, name, value) -> message.setHeader(name, value)));
        }
    }

    private static String cookies(HttpServletRequest request, PublicHost host, Service service) {
        if (host == PublicHost.AUTH) {
            var header = request.getHeader(HttpHeaders.COOKIE);
            return header == null ? "" : header;
        }
        var cookies = request.getCookies();
        if (service != Service.SHARE || cookies == null) {
            return "";
        }
        return Arrays.stream(cookies)
                .filter(cookie -> SHARE_COOKIES.contains(cookie.getName()))
                .map(RequestHeads::plain)
                .collect(Collectors.joining("; "));
    }

    private static String plain(Cookie cookie) {
        return cookie.getName() + "=" + cookie.getValue();
    }

    /** The answer's headers as the client may see them; those the gateway sets itself are left out. */
    static boolean mayReturn(HttpServletRequest request, Service service, String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (NEVER_RETURNED.contains(lower)) {
            return false;
        }
        var host = PublicHost.of(request);
        return switch (lower) {
            case "set-cookie" ->
                host == PublicHost.AUTH
                        || (service == Service.SHARE && request.getRequestURI().startsWith("/api/view/"));
            case "x-trace-id", "strict-transport-security" -> false;
            // It names the service's own address.
            case "www-authenticate" -> !host.servesApp();
            default -> !host.servesApp() || (!SecurityHeaders.sets(lower) && !lower.startsWith("access-control-"));
        };
    }

    private static Set<String> connectionOptions(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONNECTION)).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
