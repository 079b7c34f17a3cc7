package vitrine.auth.sessions;

import com.fasterxml.uuid.Generators;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import vitrine.auth.hosts.PublicHosts;

/**
 * Tells applications that a session is over, as OpenID Connect Back-Channel Logout 1.0 describes. What is to be told is kept
 * until the application has heard it, or has not answered for too long to matter: its tokens could not be refreshed since.
 */
@Component
public class BackchannelLogouts {

    /** The setting of a registered client that holds its back-channel logout URI. */
    public static final String URI_SETTING = "vitrine.backchannel-logout-uri";

    /** Set for the suite's own client: its address comes from the configuration, so it may be anywhere. */
    public static final String OWN_SETTING = "vitrine.own";

    private static final Logger log = LoggerFactory.getLogger(BackchannelLogouts.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(2);
    private static final Duration CLAIM = Duration.ofSeconds(15);
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    /** A person who signs out waits this long for the applications to hear it; the rest happens behind their back. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final JdbcClient jdbc;
    private final RegisteredClientRepository clients;
    private final JwtEncoder jwts;
    private final PublicHosts hosts;
    private final RestClient own;
    private final RestClient foreign;

    BackchannelLogouts(
            JdbcClient jdbc,
            RegisteredClientRepository clients,
            JwtEncoder jwts,
            PublicHosts hosts,
            BackchannelAddresses addresses,
            RestClient.Builder http) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.jwts = jwts;
        this.hosts = hosts;
        this.own = http.clone().requestFactory(requests(null)).build();
        this.foreign = http.clone().requestFactory(requests(addresses)).build();
    }

    /** No redirect is followed and no connection outlives its call: each looks at the address anew. */
    private static HttpComponentsClientHttpRequestFactory requests(@Nullable BackchannelAddresses addresses) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(1))
                        .setSocketTimeout(Timeout.ofSeconds(4))
                        .build())
                .setMaxConnTotal(64)
                .setMaxConnPerRoute(16)
                .build();
        return new HttpComponentsClientHttpRequestFactory(HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(2, TimeUnit.SECONDS)
                        .setResponseTimeout(4, TimeUnit.SECONDS)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .build());
    }

    /** Keeps what is to be told in the caller's transaction; tells it as soon as that is committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    void announce(List<Due> logouts) {
        if (logouts.isEmpty()) {
            return;
        }
        Instant now = Instant.now();
        List<UUID> ids = logouts.stream()
                .map(due -> {
                    UUID id = Generators.timeBasedEpochGenerator().generate();
                    jdbc.sql("""
                            insert into backchannel_logout
                                (id, registered_client_id, account_id, sid, next_attempt_at, created_at)
                            values (?, ?, ?, ?, ?, ?)""")
                            .param(id)
                            .param(due.registeredClientId())
                            .param(due.session().accountId())
                            .param(due.session().sid())
                            .param(Timestamp.from(now.plusSeconds(2)))
                            .param(Timestamp.from(now))
                            .update();
                    return id;
                })
                .toList();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tellSoon(ids);
            }
        });
    }

    private void tellSoon(List<UUID> ids) {
        Thread telling = Thread.ofVirtual()
                .name("backchannel-logout")
                // Unless a retry was faster: what is told already is not told again.
                .start(() ->
                        ids.forEach(id -> claim("id = ? and attempts = 0", id).ifPresent(this::tell)));
        try {
            telling.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Scheduled(fixedDelay = 1000)
    void retry() {
        Timestamp due = Timestamp.from(Instant.now());
        for (var next = claim("next_attempt_at <= ?", due);
                next.isPresent();
                next = claim("next_attempt_at <= ?", due)) {
            tell(next.get());
        }
    }

    private Optional<Claimed> claim(String which, Object value) {
        return jdbc.sql("""
                update backchannel_logout set attempts = attempts + 1, next_attempt_at = ?
                where id = (select id from backchannel_logout where %s
                            order by next_attempt_at limit 1 for update skip locked)
                returning id, registered_client_id, account_id, sid, attempts""".formatted(which))
                .param(Timestamp.from(Instant.now().plus(CLAIM)))
                .param(value)
                .query(BackchannelLogouts::claimed)
                .optional();
    }

    private void tell(Claimed claimed) {
        RegisteredClient client = clients.findById(claimed.due().registeredClientId());
        String uri = client == null ? null : client.getClientSettings().getSetting(URI_SETTING);
        if (client == null || uri == null) {
            done(claimed);
            return;
        }
        var form = new LinkedMultiValueMap<String, String>();
        form.add("logout_token", logoutToken(client.getClientId(), claimed.due().session()));
        RestClient http = Boolean.TRUE.equals(client.getClientSettings().getSetting(OWN_SETTING)) ? own : foreign;
        try {
            http.post()
                    .uri(URI.create(uri))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .toBodilessEntity();
            done(claimed);
        } catch (RestClientException e) {
            if (claimed.attempts() >= MOST_ATTEMPTS) {
                log.error(
                        "{} never heard of the end of session {}",
                        client.getClientId(),
                        claimed.due().session().sid(),
                        e);
                done(claimed);
            } else {
                Duration pause = pause(claimed.attempts());
                log.warn(
                        "{} did not take the end of a session, again in {}: {}",
                        client.getClientId(),
                        pause,
                        e.toString());
                jdbc.sql("update backchannel_logout set next_attempt_at = ? where id = ?")
                        .param(Timestamp.from(Instant.now().plus(pause)))
                        .param(claimed.id())
                        .update();
            }
        }
    }

    private void done(Claimed claimed) {
        jdbc.sql("delete from backchannel_logout where id = ?")
                .param(claimed.id())
                .update();
    }

    private String logoutToken(String clientId, SsoSession session) {
        Instant now = Instant.now();
        JwsHeader header =
                JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(hosts.auth())
                .subject(session.accountId().toString())
                .audience(List.of(clientId))
                .issuedAt(now)
                .expiresAt(now.plus(TOKEN_LIFETIME))
                .id(UUID.randomUUID().toString())
                .claim("sid", session.sid())
                .claim("events", Map.of(EVENT, Map.of()))
                .build();
        return jwts.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        return new Claimed(
                row.getObject("id", UUID.class),
                new Due(
                        row.getString("registered_client_id"),
                        new SsoSession(row.getObject("account_id", UUID.class), row.getString("sid"))),
                row.getInt("attempts"));
    }

    record Due(String registeredClientId, SsoSession session) {}

    private record Claimed(UUID id, Due due, int attempts) {}
}
