package vitrine.auth.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class Registrations {

    private static final int MOST_TRIES = 5;
    private static final String COLUMNS =
            "id, username, email, password_hash, role, studio_name, language, confirmable";

    private final JdbcClient jdbc;

    Registrations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Registration registration) {
        jdbc.sql("""
                insert into registration
                    (id, username, email, password_hash, role, studio_name, language, confirmable, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(registration.id())
                .param(registration.username())
                .param(registration.email())
                .param(registration.passwordHash())
                .param(registration.role().name())
                .param(registration.studioName())
                .param(registration.language())
                .param(registration.confirmable())
                .param(Timestamp.from(Instant.now()))
                .update();
    }

    Optional<Registration> findById(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from registration where id = ?")
                .param(id)
                .query(Registrations::registration)
                .optional();
    }

    public Optional<Registration> findByUsername(String username) {
        return jdbc.sql("select " + COLUMNS + " from registration where lower(username) = lower(?)")
                .param(username)
                .query(Registrations::registration)
                .optional();
    }

    public Optional<Registration> findNewestByEmail(String email) {
        return jdbc.sql("select " + COLUMNS
                        + " from registration where lower(email) = lower(?) order by created_at desc limit 1")
                .param(email)
                .query(Registrations::registration)
                .optional();
    }

    Optional<Registration> findByLink(byte[] linkDigest) {
        return jdbc.sql("select " + COLUMNS
                        + " from registration where link_digest = ? and link_expires_at > ? and confirmable")
                .param(linkDigest)
                .param(Timestamp.from(Instant.now()))
                .query(Registrations::registration)
                .optional();
    }

    /** A new code and link; the ones before are void, and tries count from zero. */
    void secure(UUID id, byte[] codeDigest, Instant codeExpires, byte[] linkDigest, Instant linkExpires) {
        jdbc.sql("""
                update registration set code_digest = ?, code_expires_at = ?, code_tries = 0,
                                        link_digest = ?, link_expires_at = ? where id = ?""")
                .param(codeDigest)
                .param(Timestamp.from(codeExpires))
                .param(linkDigest)
                .param(Timestamp.from(linkExpires))
                .param(id)
                .update();
    }

    /** Counts a try before it is looked at, so that parallel ones cannot exceed the limit. */
    List<Tried> countTry(String email) {
        return jdbc.sql("""
                update registration set code_tries = code_tries + 1
                where lower(email) = lower(?) and code_tries < ? and code_expires_at > ? and confirmable
                returning id, code_digest""")
                .param(email)
                .param(MOST_TRIES)
                .param(Timestamp.from(Instant.now()))
                .query((row, number) -> new Tried(row.getObject("id", UUID.class), row.getBytes("code_digest")))
                .list();
    }

    /** Takes a registration out; only one of several callers gets it. */
    Optional<Registration> take(UUID id) {
        return jdbc.sql("delete from registration where id = ? returning " + COLUMNS)
                .param(id)
                .query(Registrations::registration)
                .optional();
    }

    /** The address belongs to an account now: other wishes for it cannot come true. */
    void close(String email) {
        jdbc.sql("update registration set confirmable = false, code_digest = null, link_digest = null"
                        + " where lower(email) = lower(?)")
                .param(email)
                .update();
    }

    int removeOlderThan(Duration age) {
        return jdbc.sql("delete from registration where created_at < ?")
                .param(Timestamp.from(Instant.now().minus(age)))
                .update();
    }

    private static Registration registration(ResultSet row, int number) throws SQLException {
        return new Registration(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("email"),
                row.getString("password_hash"),
                Role.valueOf(row.getString("role")),
                row.getString("studio_name"),
                row.getString("language"),
                row.getBoolean("confirmable"));
    }

    record Tried(UUID id, byte[] codeDigest) {}
}
