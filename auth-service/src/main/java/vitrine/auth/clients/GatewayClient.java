package vitrine.auth.clients;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.secrets.WeakSecret;
import vitrine.auth.sessions.BackchannelLogouts;
import vitrine.auth.sessions.SsoSession;

/** The suite's own gateway as a client, brought up to date with the configuration at each start. */
@Component
class GatewayClient implements ApplicationRunner {

    static final String CLIENT_ID = "gateway";

    private final RegisteredClientRepository clients;
    private final ClientSecrets secrets;
    private final PublicHosts hosts;
    private final Settings settings;
    private final JdbcClient jdbc;

    GatewayClient(
            RegisteredClientRepository clients,
            ClientSecrets secrets,
            PublicHosts hosts,
            Settings settings,
            JdbcClient jdbc) {
        this.clients = clients;
        this.secrets = secrets;
        this.hosts = hosts;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments args) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('gateway-client'))")
                .query((row, n) -> n)
                .list();
        RegisteredClient known = clients.findByClientId(CLIENT_ID);
        RegisteredClient.Builder client = RegisteredClient.withId(known == null ? CLIENT_ID : known.getId())
                .clientId(CLIENT_ID)
                .clientIdIssuedAt(Instant.now())
                .clientSecret(secrets.keep(settings.secret()))
                .clientName("Vitrine")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scope(OidcScopes.EMAIL)
                .scope("vitrine")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .setting(BackchannelLogouts.URI_SETTING, settings.backchannelLogoutUri())
                        .setting(BackchannelLogouts.OWN_SETTING, true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(Duration.ofMinutes(1))
                        .accessTokenTimeToLive(Duration.ofMinutes(5))
                        .refreshTokenTimeToLive(SsoSession.LIFETIME)
                        .reuseRefreshTokens(false)
                        .build());
        for (String origin : hosts.applications()) {
            client.redirectUri(origin + "/auth/callback").postLogoutRedirectUri(origin + "/");
        }
        clients.save(client.build());
    }

    /** @param backchannelLogoutUri where the gateway hears that a session is over */
    @ConfigurationProperties("vitrine.gateway-client")
    record Settings(String secret, String backchannelLogoutUri) {

        Settings {
            WeakSecret.refused("GATEWAY_CLIENT_SECRET", secret);
        }

        @Override
        public String toString() {
            return "Settings[backchannelLogoutUri=" + backchannelLogoutUri + "]";
        }
    }
}
