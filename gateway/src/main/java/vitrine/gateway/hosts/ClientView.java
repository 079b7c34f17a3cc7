package vitrine.gateway.hosts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as its true client sent it to a public host: scheme, port and client address come from the configuration
 * and the connection, and the headers by which a client could claim others are gone.
 */
final class ClientView extends HttpServletRequestWrapper {

    private static final Set<String> CLAIMS = Set.of(
            "forwarded",
            "x-real-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-url",
            "x-original-host",
            "x-rewrite-url",
            "x-http-method-override",
            "x-http-method",
            "x-method-override",
            "proxy",
            "traceparent",
            "tracestate",
            "baggage",
            "b3");

    private final String clientAddress;
    private final PublicOrigins origins;
    private final PublicHost host;

    ClientView(HttpServletRequest request, String clientAddress, PublicOrigins origins, PublicHost host) {
        super(request);
        this.clientAddress = clientAddress;
        this.origins = origins;
        this.host = host;
    }

    @Override
    public String getRemoteAddr() {
        return clientAddress;
    }

    @Override
    public String getRemoteHost() {
        return clientAddress;
    }

    @Override
    public String getScheme() {
        return host == PublicHost.DIRECT ? super.getScheme() : origins.scheme();
    }

    @Override
    public boolean isSecure() {
        return host == PublicHost.DIRECT ? super.isSecure() : origins.secure();
    }

    @Override
    public int getServerPort() {
        return host == PublicHost.DIRECT ? super.getServerPort() : origins.port();
    }

    @Override
    public StringBuffer getRequestURL() {
        return host == PublicHost.DIRECT
                ? super.getRequestURL()
                : new StringBuffer(origins.of(host)).append(getRequestURI());
    }

    @Override
    public @Nullable String getHeader(String name) {
        return claims(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return claims(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !claims(name))
                .toList());
    }

    // Reading parameters would swallow the body of a form on its way to a service.

    @Override
    public @Nullable String getParameter(String name) {
        return readsParameters() ? super.getParameter(name) : null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return readsParameters() ? super.getParameterValues(name) : null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return readsParameters() ? super.getParameterNames() : Collections.emptyEnumeration();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return readsParameters() ? super.getParameterMap() : Map.of();
    }

    private boolean readsParameters() {
        return host == PublicHost.DIRECT || (host.servesApp() && getRequestURI().startsWith("/auth/"));
    }

    private static boolean claims(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return name.startsWith("x-forwarded-") || name.startsWith("x-b3-") || CLAIMS.contains(name);
    }
}
