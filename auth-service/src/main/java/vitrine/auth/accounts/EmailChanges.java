package vitrine.auth.accounts;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Addresses that wait to be shown to belong to an account. */
@Repository
class EmailChanges {

    static final Duration WAITING = Duration.ofDays(1);

    private static final int MOST_TRIES = 5;

    private final JdbcClient jdbc;

    EmailChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces what the account wanted before, with its code and link. */
    void put(UUID accountId, String email) {
        jdbc.sql("""
                insert into email_change (account_id, email, created_at) values (?, ?, ?)
                on conflict (account_id) do update set
                    email = excluded.email, created_at = excluded.created_at, code_digest = null,
                    code_expires_at = null, code_tries = 0, link_digest = null, link_expires_at = null""")
                .param(accountId)
                .param(email)
                .param(Timestamp.from(Instant.now()))
                .update();
    }

    Optional<String> waiting(UUID accountId) {
        return jdbc.sql("select email from email_change where account_id = ? and created_at > ?")
                .param(accountId)
                .param(Timestamp.from(Instant.now().minus(WAITING)))
                .query(String.class)
                .optional();
    }

    /** A new code and link; the ones before are void, and tries count from zero. */
    void secure(UUID accountId, byte[] codeDigest, Instant codeExpires, byte[] linkDigest, Instant linkExpires) {
        jdbc.sql("""
                update email_change set code_digest = ?, code_expires_at = ?, code_tries = 0,
                                        link_digest = ?, link_expires_at = ? where account_id = ?""")
                .param(codeDigest)
                .param(Timestamp.from(codeExpires))
                .param(linkDigest)
                .param(Timestamp.from(linkExpires))
                .param(accountId)
                .update();
    }

    /** Counts a try before it is looked at, so that parallel ones cannot exceed the limit. */
    Optional<Tried> countTry(UUID accountId) {
        return jdbc.sql("""
                update email_change set code_tries = code_tries + 1
                where account_id = ? and code_tries < ? and code_expires_at > ?
                returning email, code_digest""")
                .param(accountId)
                .param(MOST_TRIES)
                .param(Timestamp.from(Instant.now()))
                .query((row, number) -> new Tried(row.getString("email"), row.getBytes("code_digest")))
                .optional();
    }

    Optional<Found> findByLink(byte[] linkDigest) {
        return jdbc.sql("select account_id, email from email_change where link_digest = ? and link_expires_at > ?")
                .param(linkDigest)
                .param(Timestamp.from(Instant.now()))
                .query((row, number) -> new Found(row.getObject("account_id", UUID.class), row.getString("email")))
                .optional();
    }

    /** Takes a wish out; only one of several callers gets it. */
    boolean take(UUID accountId, String email) {
        return jdbc.sql("delete from email_change where account_id = ? and email = ?")
                        .param(accountId)
                        .param(email)
                        .update()
                == 1;
    }

    void drop(UUID accountId) {
        jdbc.sql("delete from email_change where account_id = ?")
                .param(accountId)
                .update();
    }

    void removeOld() {
        jdbc.sql("delete from email_change where created_at < ?")
                .param(Timestamp.from(Instant.now().minus(WAITING)))
                .update();
    }

    record Tried(String email, byte[] codeDigest) {}

    record Found(UUID accountId, String email) {}
}
