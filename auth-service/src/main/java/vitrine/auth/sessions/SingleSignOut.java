package vitrine.auth.sessions;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends sessions everywhere: the browser session here, the codes and refresh tokens that came from it, and, by back-channel
 * logout, the sessions of the applications.
 */
@Component
public class SingleSignOut {

    private final JdbcClient jdbc;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final BackchannelLogouts logouts;

    SingleSignOut(
            JdbcClient jdbc, FindByIndexNameSessionRepository<? extends Session> sessions, BackchannelLogouts logouts) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.logouts = logouts;
    }

    /** What an application was given for the time when the person is away (offline_access) stays; it hears of the end all the same. */
    @Transactional
    public void end(SsoSession session) {
        String account = session.accountId().toString();
        List<String> clients = jdbc.sql("""
                with ended as (select id, registered_client_id,
                                      refresh_token_value is not null
                                          and 'offline_access' = any (string_to_array(authorized_scopes, ',')) as offline
                               from oauth2_authorization where principal_name = ? and sid = ? for update),
                     gone as (delete from oauth2_authorization a using ended where a.id = ended.id and not ended.offline)
                select registered_client_id from ended""")
                .param(account)
                .param(session.sid())
                .query(String.class)
                .list();
        sessions.findByPrincipalName(account).forEach((id, stored) -> {
            if (sidOf(stored).equals(session.sid())) {
                jdbc.sql("delete from spring_session where session_id = ?")
                        .param(id)
                        .update();
            }
        });
        logouts.announce(Set.copyOf(clients).stream()
                .map(client -> new BackchannelLogouts.Due(client, session))
                .toList());
    }

    /** All sessions of an account, in every browser. */
    @Transactional
    public void endAll(UUID accountId) {
        String account = accountId.toString();
        jdbc.sql("delete from spring_session where principal_name = ?")
                .param(account)
                .update();
        Set<BackchannelLogouts.Due> due = jdbc
                .sql("delete from oauth2_authorization where principal_name = ? returning registered_client_id, sid")
                .param(account)
                .query((row, number) -> new Ended(row.getString("registered_client_id"), row.getString("sid")))
                .list()
                .stream()
                .filter(ended -> ended.sid() != null)
                .map(ended -> new BackchannelLogouts.Due(ended.client(), new SsoSession(accountId, ended.sid())))
                .collect(Collectors.toSet());
        logouts.announce(List.copyOf(due));
    }

    /** What one application holds for an account, from whichever session; the sessions here go on. */
    @Transactional
    public void endAt(UUID accountId, String registeredClientId) {
        List<String> sids = jdbc.sql("""
                delete from oauth2_authorization where principal_name = ? and registered_client_id = ? returning sid""")
                .param(accountId.toString())
                .param(registeredClientId)
                .query(String.class)
                .list();
        logouts.announce(sids.stream()
                .filter(Objects::nonNull)
                .distinct()
                .map(sid -> new BackchannelLogouts.Due(registeredClientId, new SsoSession(accountId, sid)))
                .toList());
    }

    private static String sidOf(Session session) {
        SecurityContext context =
                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context == null
                ? ""
                : SsoSession.of(context.getAuthentication())
                        .map(SsoSession::sid)
                        .orElse("");
    }

    private record Ended(String client, String sid) {}
}
