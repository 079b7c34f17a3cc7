package vitrine.auth.clients;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.sessions.SingleSignOut;

/** The applications that know a person, apart from the suite itself. */
@Component
class AllowedApplications {

    private final JdbcClient jdbc;
    private final SingleSignOut signOut;
    private final AuditLog audit;

    AllowedApplications(JdbcClient jdbc, SingleSignOut signOut, AuditLog audit) {
        this.jdbc = jdbc;
        this.signOut = signOut;
        this.audit = audit;
    }

    List<Allowed> of(UUID account) {
        return jdbc.sql("""
                select c.client_id, c.client_name, k.granted_at, k.authorities, a.scopes, a.last_used
                from oauth2_registered_client c
                left join oauth2_authorization_consent k on k.registered_client_id = c.id and k.principal_name = :account
                left join (select registered_client_id, max(authorized_scopes) as scopes, max(access_token_issued_at) as last_used
                           from oauth2_authorization
                           where principal_name = :account and access_token_value is not null
                           group by registered_client_id) a on a.registered_client_id = c.id
                where c.client_id <> :own and (k.principal_name is not null or a.registered_client_id is not null)
                order by lower(c.client_name), c.client_id""")
                .param("account", account.toString())
                .param("own", GatewayClient.CLIENT_ID)
                .query((row, number) -> new Allowed(
                        row.getString("client_id"),
                        row.getString("client_name"),
                        instant(row.getTimestamp("granted_at")),
                        instant(row.getTimestamp("last_used")),
                        scopes(row.getString("authorities"), row.getString("scopes"))))
                .list();
    }

    /** The application is told at once, if it listens; its tokens can be renewed no more. */
    @Transactional
    public boolean takeBack(UUID account, String clientId) {
        Optional<String> client = jdbc.sql(
                        "select id from oauth2_registered_client where client_id = ? and client_id <> ?")
                .param(clientId)
                .param(GatewayClient.CLIENT_ID)
                .query(String.class)
                .optional();
        client.ifPresent(id -> {
            jdbc.sql("delete from oauth2_authorization_consent where registered_client_id = ? and principal_name = ?")
                    .param(id)
                    .param(account.toString())
                    .update();
            signOut.endAt(account, id);
            audit.record("consent.withdrawn", account, UUID.fromString(id), Map.of("client_id", clientId));
        });
        return client.isPresent();
    }

    private static List<String> scopes(@Nullable String authorities, @Nullable String authorized) {
        List<String> held = Arrays.stream((authorities == null ? "" : authorities).split(","))
                .map(authority -> authority.replaceFirst("^SCOPE_", ""))
                .toList();
        List<String> used = Arrays.asList((authorized == null ? "" : authorized).split(","));
        return ClientScopes.ALL.stream()
                .filter(scope -> held.contains(scope) || used.contains(scope))
                .toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    record Allowed(
            String clientId,
            String name,
            @Nullable Instant grantedAt,
            @Nullable Instant lastUsed,
            List<String> scopes) {}
}
