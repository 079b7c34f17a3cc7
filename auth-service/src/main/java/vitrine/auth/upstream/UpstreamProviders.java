package vitrine.auth.upstream;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import vitrine.auth.hosts.LoopbackHosts;
import vitrine.auth.hosts.PublicHosts;

/**
 * The OpenID providers named in the configuration. What one says of itself is read when somebody first chooses it, so none has to
 * answer when this service starts.
 */
@Component
public class UpstreamProviders {

    /** Below it, each provider has an address to begin at and one to come back to. */
    public static final String PATH = "/sign-in/upstream";

    private static final Logger log = LoggerFactory.getLogger(UpstreamProviders.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT =
            new ParameterizedTypeReference<>() {};

    private final Map<String, Provider> providers = new TreeMap<>();
    private final Map<String, ClientRegistration> discovered = new ConcurrentHashMap<>();
    private final PublicHosts hosts;
    private final RestClient http;

    UpstreamProviders(Environment environment, PublicHosts hosts, RestClient.Builder http) {
        this.hosts = hosts;
        Binder.get(environment)
                .bind("upstream", Bindable.mapOf(String.class, Provider.class))
                .ifBound(found -> found.forEach((name, provider) -> {
                    provider.check(name);
                    providers.put(name, provider);
                }));
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(PATIENCE);
        this.http = http.clone().requestFactory(requests).build();
    }

    /** The choices on the sign-in page, in the order of their names. */
    public List<Choice> choices() {
        return providers.entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue().title(entry.getKey())))
                .toList();
    }

    public boolean isKnown(String name) {
        return providers.containsKey(name);
    }

    Provider provider(String name) {
        Provider provider = providers.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("There is no provider " + name);
        }
        return provider;
    }

    /** Null if it is unknown or does not answer as an OpenID provider at the moment. */
    public @Nullable ClientRegistration registration(@Nullable String name) {
        Provider provider = name == null ? null : providers.get(name);
        if (name == null || provider == null) {
            return null;
        }
        ClientRegistration known = discovered.get(name);
        if (known != null) {
            return known;
        }
        try {
            Map<String, Object> document = http.get()
                    .uri(URI.create(provider.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(DOCUMENT);
            if (document == null || !provider.issuer().equals(document.get("issuer"))) {
                log.warn("{} says it is another issuer than {}", name, provider.issuer());
                return null;
            }
            ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(document)
                    .registrationId(name)
                    .clientId(provider.clientId())
                    .clientSecret(provider.clientSecret())
                    .clientAuthenticationMethod(
                            provider.clientSecret().isEmpty()
                                    ? ClientAuthenticationMethod.NONE
                                    : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .redirectUri(hosts.auth() + PATH + "/" + name + "/callback")
                    .scope("openid", "email", "profile")
                    .clientName(provider.title(name))
                    .build();
            discovered.put(name, registration);
            return registration;
        } catch (RestClientException | IllegalArgumentException e) {
            log.warn("Sign-in with {} is not possible now: {}", name, e.toString());
            return null;
        }
    }

    /** @param name part of addresses; {@code title} is what people read */
    public record Choice(String name, String title) {}

    /**
     * @param role of accounts that are made at a first sign-in: client or photographer
     * @param signUp whether a first sign-in makes an account; unless said, as registration is open
     */
    record Provider(
            String issuer,
            String clientId,
            @Nullable String clientSecret,
            @Nullable String label,
            @Nullable String role,
            @Nullable Boolean signUp) {

        @Override
        public String clientSecret() {
            return clientSecret == null ? "" : clientSecret;
        }

        String title(String name) {
            return label == null || label.isBlank() ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : label;
        }

        private void check(String name) {
            String variable = "UPSTREAM_" + name.toUpperCase(java.util.Locale.ROOT);
            require(name.matches("[a-z0-9]{1,30}"), variable + "_ISSUER: the name must be letters and digits.");
            require(issuer != null && clientId != null, variable + " needs _ISSUER and _CLIENT_ID.");
            URI uri = URI.create(issuer);
            require(
                    uri.getHost() != null
                            && ("https".equals(uri.getScheme())
                                    || "http".equals(uri.getScheme()) && LoopbackHosts.contains(uri.getHost())),
                    variable + "_ISSUER must be https, or http on this machine.");
            require(
                    role == null || role.equals("client") || role.equals("photographer"),
                    variable + "_ROLE must be client or photographer.");
        }

        private static void require(boolean fulfilled, String sentence) {
            if (!fulfilled) {
                throw new IllegalStateException(sentence);
            }
        }

        @Override
        public String toString() {
            return "Provider[" + issuer + "]";
        }
    }
}
