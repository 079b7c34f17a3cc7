package vitrine.gateway.tokens;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tokens of all browser sessions, each readable only with this gateway's key and for its own session. */
@Repository
class TokenStore {

    private static final String SELECT =
            "select account_id, auth_session, access_token, access_expires_at, refresh_token, id_token"
                    + " from session_tokens where session_id = :session";

    private final JdbcClient jdbc;
    private final Sealing sealing;

    TokenStore(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    Optional<Tokens> find(String session) {
        return read(SELECT, session);
    }

    /** Waits until no other request, here or in another instance, is renewing them. */
    Optional<Tokens> lock(String session) {
        return read(SELECT + " for update", session);
    }

    private Optional<Tokens> read(String sql, String session) {
        // An unreadable row, after a change of the secret, is no row.
        return jdbc.sql(sql)
                .param("session", session)
                .query((row, number) -> map(row, session))
                .optional()
                .flatMap(tokens -> tokens);
    }

    private Optional<Tokens> map(ResultSet row, String session) throws SQLException {
        var access = open(row.getBytes("access_token"), session);
        if (access == null) {
            return Optional.empty();
        }
        return Optional.of(new Tokens(
                row.getObject("account_id", UUID.class),
                row.getString("auth_session"),
                access,
                row.getTimestamp("access_expires_at").toInstant(),
                open(row.getBytes("refresh_token"), session),
                open(row.getBytes("id_token"), session)));
    }

    void insert(String session, Tokens tokens) {
        jdbc.sql("""
                insert into session_tokens (session_id, account_id, auth_session, access_token, access_expires_at,
                                            refresh_token, id_token)
                values (:session, :account, :auth_session, :access, :expires, :refresh, :id_token)
                """)
                .param("session", session)
                .param("account", tokens.accountId())
                .param("auth_session", tokens.authSession())
                .param("access", sealing.seal(tokens.accessToken(), session))
                .param("expires", Timestamp.from(tokens.accessExpiresAt()))
                .param("refresh", seal(tokens.refreshToken(), session))
                .param("id_token", seal(tokens.idToken(), session))
                .update();
    }

    void update(String session, Tokens tokens) {
        jdbc.sql("""
                update session_tokens set access_token = :access, access_expires_at = :expires,
                                          refresh_token = :refresh, id_token = :id_token
                where session_id = :session
                """)
                .param("session", session)
                .param("access", sealing.seal(tokens.accessToken(), session))
                .param("expires", Timestamp.from(tokens.accessExpiresAt()))
                .param("refresh", seal(tokens.refreshToken(), session))
                .param("id_token", seal(tokens.idToken(), session))
                .update();
    }

    void delete(String session) {
        jdbc.sql("delete from session_tokens where session_id = :session")
                .param("session", session)
                .update();
    }

    /** Gives the sessions whose tokens have to be renewed now. */
    List<String> expireAccessOf(UUID account) {
        return jdbc.sql("""
                update session_tokens set access_expires_at = least(access_expires_at, now())
                where account_id = :account returning session_id
                """).param("account", account).query(String.class).list();
    }

    List<String> sessionsOf(UUID account) {
        return jdbc.sql("select session_id from session_tokens where account_id = :account")
                .param("account", account)
                .query(String.class)
                .list();
    }

    List<String> sessionsUnder(String authSession) {
        return jdbc.sql("select session_id from session_tokens where auth_session = :auth_session")
                .param("auth_session", authSession)
                .query(String.class)
                .list();
    }

    private byte @Nullable [] seal(@Nullable String token, String session) {
        return token == null ? null : sealing.seal(token, session);
    }

    private @Nullable String open(byte @Nullable [] sealed, String session) {
        return sealed == null ? null : sealing.open(sealed, session).orElse(null);
    }
}
