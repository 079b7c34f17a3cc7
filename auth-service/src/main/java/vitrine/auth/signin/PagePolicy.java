package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import vitrine.auth.hosts.FormTargets;
import vitrine.auth.hosts.PublicHosts;

/**
 * The content security policy of the pages. Browsers hold redirects after a form to {@code form-action} too: the suite's own
 * hosts are always there, another application only while this browser is on its way to it.
 */
@Component
class PagePolicy implements HeaderWriter {

    private static final Pattern LOOPBACK = Pattern.compile("^(http://(?:127\\.0\\.0\\.1|\\[::1])):[0-9]{1,5}(?=/|$)");

    private final String policy;
    private final RequestCache requests;
    private final RegisteredClientRepository clients;

    PagePolicy(PublicHosts hosts, RequestCache requests, RegisteredClientRepository clients) {
        this.policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
                + "connect-src 'self'; base-uri 'none'; frame-ancestors 'self'; form-action 'self' "
                + String.join(" ", hosts.applications());
        this.requests = requests;
        this.clients = clients;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String target = FormTargets.allowed(request)
                .or(() -> waitingApplication(request, response))
                .orElse("");
        response.setHeader("Content-Security-Policy", target.isEmpty() ? policy : policy + " " + target);
    }

    /** Where the application wants the person back, if that is one of its registered addresses. */
    private Optional<String> waitingApplication(HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) == null) {
            return Optional.empty();
        }
        SavedRequest saved = requests.getRequest(request, response);
        String clientId = first(saved, "client_id");
        String redirect = first(saved, "redirect_uri");
        if (clientId == null || redirect == null || clientId.indexOf(0) >= 0) {
            return Optional.empty();
        }
        RegisteredClient client = clients.findByClientId(clientId);
        return client != null && client.getRedirectUris().stream().anyMatch(known -> isSame(known, redirect))
                ? Optional.ofNullable(FormTargets.origin(redirect))
                : Optional.empty();
    }

    /** Programs on a desk choose the port of their loopback address each time (RFC 8252). */
    private static boolean isSame(String known, String asked) {
        return known.equals(asked)
                || LOOPBACK.matcher(asked).find()
                        && LOOPBACK.matcher(known)
                                .replaceFirst("$1")
                                .equals(LOOPBACK.matcher(asked).replaceFirst("$1"));
    }

    private static @Nullable String first(@Nullable SavedRequest saved, String name) {
        String[] values = saved == null ? null : saved.getParameterValues(name);
        return values == null || values.length != 1 ? null : values[0];
    }
}
