package vitrine.auth.clients;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.clients.ClientApplications.WithSecret;
import vitrine.auth.sessions.BackchannelAddresses;
import vitrine.auth.sessions.BackchannelLogouts;

/** Client applications, for admins. A secret is answered when it is made and never again. */
@RestController
class ClientApplicationsApi {

    private final ClientApplications applications;
    private final BackchannelAddresses backchannel;

    ClientApplicationsApi(ClientApplications applications, BackchannelAddresses backchannel) {
        this.applications = applications;
        this.backchannel = backchannel;
    }

    @GetMapping("/api/admin/clients")
    ClientList list() {
        return new ClientList(applications.list().stream()
                .map(client -> Client.of(client, null))
                .toList());
    }

    @PostMapping("/api/admin/clients")
    ResponseEntity<Client> register(@RequestBody ClientWish wish, @AuthenticationPrincipal Jwt admin) {
        return answer(HttpStatus.CREATED, applications.register(wish.check(backchannel), actor(admin)));
    }

    @GetMapping("/api/admin/clients/{clientId}")
    Client show(@PathVariable String clientId) {
        return Client.of(applications.find(clientId), null);
    }

    @PutMapping("/api/admin/clients/{clientId}")
    ResponseEntity<Client> edit(
            @PathVariable String clientId, @RequestBody ClientWish wish, @AuthenticationPrincipal Jwt admin) {
        return answer(HttpStatus.OK, applications.edit(clientId, wish.check(backchannel), actor(admin)));
    }

    @PostMapping("/api/admin/clients/{clientId}/secret")
    ResponseEntity<Client> rotateSecret(@PathVariable String clientId, @AuthenticationPrincipal Jwt admin) {
        return answer(HttpStatus.OK, applications.rotateSecret(clientId, actor(admin)));
    }

    @DeleteMapping("/api/admin/clients/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String clientId, @AuthenticationPrincipal Jwt admin) {
        applications.remove(clientId, actor(admin));
    }

    private static ResponseEntity<Client> answer(HttpStatus status, WithSecret made) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(Client.of(made.client(), made.secret()));
    }

    private static UUID actor(Jwt admin) {
        return UUID.fromString(admin.getSubject());
    }

    record ClientList(List<Client> items) {}

    /**
     * @param builtIn the suite's own, which cannot be changed here
     * @param clientSecret only in the answer that made it
     */
    record Client(
            String clientId,
            String name,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            @Nullable String backchannelLogoutUri,
            List<String> scopes,
            boolean confidential,
            boolean consentRequired,
            boolean builtIn,
            Instant createdAt,
            @Nullable String clientSecret) {

        static Client of(RegisteredClient client, @Nullable String secret) {
            return new Client(
                    client.getClientId(),
                    client.getClientName(),
                    client.getRedirectUris().stream().sorted().toList(),
                    client.getPostLogoutRedirectUris().stream().sorted().toList(),
                    client.getClientSettings().getSetting(BackchannelLogouts.URI_SETTING),
                    ClientScopes.ALL.stream()
                            .filter(client.getScopes()::contains)
                            .toList(),
                    client.getClientSecret() != null,
                    client.getClientSettings().isRequireAuthorizationConsent(),
                    ClientApplications.isBuiltIn(client),
                    Objects.requireNonNull(client.getClientIdIssuedAt()),
                    secret);
        }

        @Override
        public String toString() {
            return "Client[" + clientId + "]";
        }
    }
}
