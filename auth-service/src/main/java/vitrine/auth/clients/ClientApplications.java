package vitrine.auth.clients;

import com.fasterxml.uuid.Generators;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.problems.Refusal;
import vitrine.auth.secrets.OneTimeToken;
import vitrine.auth.sessions.BackchannelLogouts;
import vitrine.auth.sessions.SsoSession;

/** The applications that admins let people sign in to. The suite's own gateway is among them and not theirs to change. */
@Component
class ClientApplications {

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);
    private static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofMinutes(5);
    private static final Duration OFFLINE_LIFETIME = Duration.ofDays(30);

    private final RegisteredClientRepository clients;
    private final ClientSecrets secrets;
    private final AuditLog audit;
    private final JdbcClient jdbc;

    ClientApplications(RegisteredClientRepository clients, ClientSecrets secrets, AuditLog audit, JdbcClient jdbc) {
        this.clients = clients;
        this.secrets = secrets;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    List<RegisteredClient> list() {
        return jdbc
                .sql("select id from oauth2_registered_client order by client_id_issued_at, id")
                .query(String.class)
                .list()
                .stream()
                .map(clients::findById)
                .filter(Objects::nonNull)
                .toList();
    }

    RegisteredClient find(String clientId) {
        RegisteredClient found = clientId.indexOf(0) >= 0 ? null : clients.findByClientId(clientId);
        if (found == null) {
            throw new ClientMissing();
        }
        return found;
    }

    @Transactional
    public WithSecret register(ClientWish.Checked wish, UUID actor) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        String secret = wish.confidential() ? newSecret() : null;
        RegisteredClient client =
                client(id.toString(), newClientId(), Instant.now(), wish, secret == null ? null : secrets.keep(secret));
        clients.save(client);
        record("client.registered", actor, client);
        return new WithSecret(client, secret);
    }

    /** A client that becomes confidential gets its secret now; one that loses a scope loses the tokens that may hold it. */
    @Transactional
    public WithSecret edit(String clientId, ClientWish.Checked wish, UUID actor) {
        RegisteredClient before = editable(clientId);
        String secret = wish.confidential() && before.getClientSecret() == null ? newSecret() : null;
        String kept = wish.confidential() ? before.getClientSecret() : null;
        RegisteredClient client = client(
                before.getId(),
                clientId,
                Objects.requireNonNull(before.getClientIdIssuedAt()),
                wish,
                secret == null ? kept : secrets.keep(secret));
        clients.save(client);
        if (!client.getScopes().containsAll(before.getScopes())
                || wish.confidential() != (before.getClientSecret() != null)) {
            endTokens(client);
        }
        record("client.changed", actor, client);
        return new WithSecret(client, secret);
    }

    /** The old secret ends at once. */
    @Transactional
    public WithSecret rotateSecret(String clientId, UUID actor) {
        RegisteredClient before = editable(clientId);
        if (before.getClientSecret() == null) {
            throw new NoSecret();
        }
        String secret = newSecret();
        RegisteredClient client =
                RegisteredClient.from(before).clientSecret(secrets.keep(secret)).build();
        clients.save(client);
        record("client.secret-rotated", actor, client);
        return new WithSecret(client, secret);
    }

    @Transactional
    public void remove(String clientId, UUID actor) {
        RegisteredClient client = editable(clientId);
        endTokens(client);
        for (String table : List.of("oauth2_authorization_consent", "backchannel_logout")) {
            jdbc.sql("delete from " + table + " where registered_client_id = ?")
                    .param(client.getId())
                    .update();
        }
        jdbc.sql("delete from oauth2_registered_client where id = ?")
                .param(client.getId())
                .update();
        record("client.removed", actor, client);
    }

    private void endTokens(RegisteredClient client) {
        jdbc.sql("delete from oauth2_authorization where registered_client_id = ?")
                .param(client.getId())
                .update();
    }

    private RegisteredClient editable(String clientId) {
        RegisteredClient client = find(clientId);
        if (isBuiltIn(client)) {
            throw new BuiltIn();
        }
        // Edits of one client happen one after the other.
        jdbc.sql("select id from oauth2_registered_client where id = ? for update")
                .param(client.getId())
                .query(String.class)
                .list();
        return find(clientId);
    }

    static boolean isBuiltIn(RegisteredClient client) {
        return client.getClientId().equals(GatewayClient.CLIENT_ID);
    }

    private static RegisteredClient client(
            String id, String clientId, Instant issuedAt, ClientWish.Checked wish, @Nullable String keptSecret) {
        ClientSettings.Builder settings = ClientSettings.builder()
                // A confidential client proves itself by its secret; many libraries send no PKCE then. What is sent is
                // checked.
                .requireProofKey(!wish.confidential())
                .requireAuthorizationConsent(wish.consentRequired());
        if (wish.backchannelLogoutUri() != null) {
            settings.setting(BackchannelLogouts.URI_SETTING, wish.backchannelLogoutUri());
        }
        RegisteredClient.Builder client = RegisteredClient.withId(id)
                .clientId(clientId)
                .clientIdIssuedAt(issuedAt)
                .clientName(wish.name())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> uris.addAll(wish.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(wish.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(wish.scopes()))
                .clientSettings(settings.build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFETIME)
                        .accessTokenTimeToLive(ACCESS_TOKEN_LIFETIME)
                        .refreshTokenTimeToLive(
                                wish.scopes().contains(ClientScopes.OFFLINE_ACCESS)
                                        ? OFFLINE_LIFETIME
                                        : SsoSession.LIFETIME)
                        .reuseRefreshTokens(false)
                        .build());
        if (wish.confidential()) {
            return client.clientSecret(Objects.requireNonNull(keptSecret))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .build();
        }
        return client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .build();
    }

    private void record(String action, UUID actor, RegisteredClient client) {
        audit.record(
                action,
                actor,
                UUID.fromString(client.getId()),
                Map.of(
                        "client_id",
                        client.getClientId(),
                        "name",
                        client.getClientName(),
                        "redirect_uris",
                        new ArrayList<>(client.getRedirectUris()),
                        "scopes",
                        new ArrayList<>(new HashSet<>(client.getScopes()))));
    }

    private static String newClientId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String newSecret() {
        return OneTimeToken.create().value();
    }

    /** @param secret the only time it is known; null if there is no new one */
    record WithSecret(RegisteredClient client, @Nullable String secret) {

        @Override
        public String toString() {
            return "WithSecret[" + client.getClientId() + "]";
        }
    }

    static class ClientMissing extends Refusal {
        ClientMissing() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is no such client application.");
        }
    }

    static class BuiltIn extends Refusal {
        BuiltIn() {
            super(
                    HttpStatus.CONFLICT,
                    "client-built-in",
                    "This client belongs to the suite; its configuration makes it.");
        }
    }

    static class NoSecret extends Refusal {
        NoSecret() {
            super(HttpStatus.CONFLICT, "client-public", "A public client has no secret.");
        }
    }
}
