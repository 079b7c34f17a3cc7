package vitrine.auth.sessions;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.audit.AuditLog;

/**
 * Ends sessions everywhere: the browser session here, the codes and refresh tokens that came from it, and, by back-channel
 * logout, the sessions of the applications.
 */
@Component
public class SingleSignOut {

    private final JdbcClient jdbc;
    private final SessionRepository<? extends Session> sessions;
    private final SsoSessions sightings;
    private final BackchannelLogouts logouts;
    private final AuditLog audit;

    SingleSignOut(
            JdbcClient jdbc,
            SessionRepository<? extends Session> sessions,
            SsoSessions sightings,
            BackchannelLogouts logouts,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.sightings = sightings;
        this.logouts = logouts;
        this.audit = audit;
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
        endHere(session.accountId(), session.sid()::equals);
        sightings.forget(session);
        ended(session);
        logouts.announce(Set.copyOf(clients).stream()
                .map(client -> new BackchannelLogouts.Due(client, session))
                .toList());
    }

    /** All sessions of an account, in every browser, and the tokens of programs that were authorized without one. */
    @Transactional
    public void endAll(UUID accountId) {
        String account = accountId.toString();
        jdbc.sql("delete from spring_session where principal_name = ?")
                .param(account)
                .update();
        sightings.forgetOthers(accountId, null).forEach(sid -> ended(new SsoSession(accountId, sid)));
        announce(
                accountId,
                jdbc.sql(
                                "delete from oauth2_authorization where principal_name = ? returning registered_client_id, sid")
                        .param(account)
                        .query((row, number) -> new Ended(row.getString("registered_client_id"), row.getString("sid")))
                        .list());
    }

    /** Each session but this one; without one, all. What applications were given for the time of absence stays. */
    @Transactional
    void endEachOther(UUID accountId, @Nullable String kept) {
        sightings.others(accountId, kept).forEach(this::end);
    }

    /**
     * All that was signed in before with what is no longer true, such as a password.
     *
     * @param kept the one session that goes on; without one, all end
     */
    @Transactional
    public void endOthers(UUID accountId, @Nullable String kept) {
        if (kept == null) {
            endAll(accountId);
            return;
        }
        String account = accountId.toString();
        endHere(accountId, sid -> !sid.equals(kept));
        sightings.forgetOthers(accountId, kept).forEach(sid -> ended(new SsoSession(accountId, sid)));
        announce(
                accountId,
                jdbc.sql("""
                delete from oauth2_authorization where principal_name = ? and sid is distinct from ?
                returning registered_client_id, sid""")
                        .param(account)
                        .param(kept)
                        .query((row, number) -> new Ended(row.getString("registered_client_id"), row.getString("sid")))
                        .list());
    }

    private void announce(UUID accountId, List<Ended> authorizations) {
        Set<BackchannelLogouts.Due> due = authorizations.stream()
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

    /** Read one by one: where all sessions of a person are read in one query, their attributes come mixed up. */
    private void endHere(UUID accountId, Predicate<String> sids) {
        jdbc.sql("select session_id from spring_session where principal_name = ?")
                .param(accountId.toString())
                .query(String.class)
                .list()
                .forEach(id -> {
                    Session stored = sessions.findById(id);
                    if (stored == null || sids.test(sidOf(stored))) {
                        jdbc.sql("delete from spring_session where session_id = ?")
                                .param(id)
                                .update();
                    }
                });
    }

    private void ended(SsoSession session) {
        audit.record("session.ended", null, session.accountId(), Map.of("session", session.sid()));
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

    private record Ended(String client, @Nullable String sid) {}
}
