package vitrine.auth.tokens;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.secrets.OneTimeToken;

/**
 * Refresh tokens are used once. Somebody who shows a used one holds a copy, and nobody can tell whether the copy or the original
 * went on: the whole authorization ends, and the person signs in anew.
 */
@Component
class UsedRefreshTokens {

    private static final Logger log = LoggerFactory.getLogger(UsedRefreshTokens.class);
    private static final Duration REMEMBERED = Duration.ofDays(30);
    /** Longer than any session lives without being seen: until then the application may have to hear of its end. */
    private static final Duration EXPIRED_KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final AuditLog audit;

    UsedRefreshTokens(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    void add(String token, String authorizationId) {
        jdbc.sql("""
                insert into used_refresh_token (token_digest, authorization_id, used_at) values (?, ?, ?)
                on conflict do nothing""")
                .param(new OneTimeToken(token).digest())
                .param(authorizationId)
                .param(Timestamp.from(Instant.now()))
                .update();
    }

    @Transactional
    public void endFamilyOf(String token) {
        jdbc.sql("""
                delete from oauth2_authorization where id =
                    (select authorization_id from used_refresh_token where token_digest = ?)
                returning principal_name, registered_client_id, sid""")
                .param(new OneTimeToken(token).digest())
                .query((row, number) -> new Family(
                        UUID.fromString(row.getString("principal_name")), row.getString("registered_client_id")))
                .optional()
                .ifPresent(family -> {
                    log.warn("A used refresh token of client {} was presented again", family.client());
                    audit.record(
                            "refresh-token.reused",
                            null,
                            family.account(),
                            Map.of("registered_client", family.client()));
                });
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT20M")
    @Transactional
    public void sweep() {
        jdbc.sql("delete from used_refresh_token where used_at < ?")
                .param(Timestamp.from(Instant.now().minus(REMEMBERED)))
                .update();
        jdbc.sql("""
                delete from oauth2_authorization
                where greatest(authorization_code_expires_at, access_token_expires_at, refresh_token_expires_at) < ?""").param(Timestamp.from(Instant.now().minus(EXPIRED_KEPT))).update();
    }

    private record Family(UUID account, String client) {}
}
