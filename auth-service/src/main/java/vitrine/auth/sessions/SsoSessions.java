package vitrine.auth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** With what and from where people are signed in. */
@Repository
public class SsoSessions {

    private static final Duration EXACT_TO = Duration.ofMinutes(1);
    private static final Pattern SID = Pattern.compile("[0-9a-f-]{36}");
    private static final int LONGEST_USER_AGENT = 300;

    private final JdbcClient jdbc;

    SsoSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void begin(SsoSession session, HttpServletRequest request) {
        Timestamp now = Timestamp.from(Instant.now());
        jdbc.sql("""
                insert into sso_session (sid, account_id, address, user_agent, signed_in_at, proved_at, last_seen_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .param(session.sid())
                .param(session.accountId())
                .param(request.getRemoteAddr())
                .param(userAgent(request))
                .param(now)
                .param(now)
                .param(now)
                .update();
    }

    /** Its person has just shown once more who they are. */
    public void proved(SsoSession session) {
        jdbc.sql("update sso_session set proved_at = ? where sid = ? and account_id = ?")
                .param(Timestamp.from(Instant.now()))
                .param(session.sid())
                .param(session.accountId())
                .update();
    }

    /** When the person of a session last showed who they are, by signing in or since; empty when it has ended. */
    public Optional<Instant> provedAt(SsoSession session) {
        return jdbc.sql("select proved_at from sso_session where sid = ? and account_id = ?")
                .param(session.sid())
                .param(session.accountId())
                .query((row, number) -> row.getTimestamp("proved_at").toInstant())
                .optional();
    }

    /** The browser itself was here. */
    void seen(SsoSession session, HttpServletRequest request) {
        Instant now = Instant.now();
        jdbc.sql("""
                update sso_session set last_seen_at = ?, address = ?, user_agent = ?
                where sid = ? and last_seen_at < ?""")
                .param(Timestamp.from(now))
                .param(request.getRemoteAddr())
                .param(userAgent(request))
                .param(session.sid())
                .param(Timestamp.from(now.minus(EXACT_TO)))
                .update();
    }

    /** An application got tokens for it: somebody is there, though the address is the application's. */
    public void used(SsoSession session) {
        Instant now = Instant.now();
        jdbc.sql("update sso_session set last_seen_at = ? where sid = ? and last_seen_at < ?")
                .param(Timestamp.from(now))
                .param(session.sid())
                .param(Timestamp.from(now.minus(EXACT_TO)))
                .update();
    }

    List<Sighting> of(UUID accountId) {
        return jdbc.sql("""
                select sid, address, user_agent, signed_in_at, last_seen_at from sso_session
                where account_id = ? and last_seen_at > ? order by last_seen_at desc, sid""")
                .param(accountId)
                .param(Timestamp.from(Instant.now().minus(SsoSession.LIFETIME)))
                .query((row, number) -> new Sighting(
                        row.getString("sid"),
                        Device.of(row.getString("user_agent")),
                        row.getString("address"),
                        row.getTimestamp("signed_in_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant()))
                .list();
    }

    Optional<SsoSession> find(UUID accountId, String sid) {
        return !SID.matcher(sid).matches()
                ? Optional.empty()
                : jdbc.sql("select sid from sso_session where account_id = ? and sid = ?")
                        .param(accountId)
                        .param(sid)
                        .query(String.class)
                        .optional()
                        .map(known -> new SsoSession(accountId, known));
    }

    List<SsoSession> others(UUID accountId, @Nullable String kept) {
        return jdbc
                .sql("select sid from sso_session where account_id = ? and sid is distinct from ? order by sid")
                .param(accountId)
                .param(kept)
                .query(String.class)
                .list()
                .stream()
                .map(sid -> new SsoSession(accountId, sid))
                .toList();
    }

    void forget(SsoSession session) {
        jdbc.sql("delete from sso_session where sid = ?").param(session.sid()).update();
    }

    /** @return the ids of the sessions that are forgotten */
    List<String> forgetOthers(UUID accountId, @Nullable String kept) {
        return jdbc.sql("delete from sso_session where account_id = ? and sid is distinct from ? returning sid")
                .param(accountId)
                .param(kept)
                .query(String.class)
                .list();
    }

    /** What nobody used for so long has ended by itself. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void sweep() {
        jdbc.sql("delete from sso_session where last_seen_at < ?")
                .param(Timestamp.from(Instant.now().minus(SsoSession.LIFETIME)))
                .update();
    }

    private static @Nullable String userAgent(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.USER_AGENT);
        if (header == null) {
            return null;
        }
        String text = header.replace('\0', ' ');
        return text.length() > LONGEST_USER_AGENT ? text.substring(0, LONGEST_USER_AGENT) : text;
    }

    record Sighting(String sid, Device device, @Nullable String address, Instant signedInAt, Instant lastSeenAt) {}
}
