package vitrine.auth.accounts;

import com.fasterxml.uuid.Generators;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import vitrine.auth.secrets.OneTimeToken;

/** The addresses that accounts had before, and the links by which their readers take a change back. */
@Repository
class EmailUndos {

    static final Duration LIFETIME = Duration.ofDays(7);

    private final JdbcClient jdbc;

    EmailUndos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Noted with the change itself, so that the order of changes is known whenever the notices leave. */
    void add(UUID accountId, String before) {
        jdbc.sql("insert into email_undo (id, account_id, email, expires_at) values (?, ?, ?, ?)")
                .param(Generators.timeBasedEpochGenerator().generate())
                .param(accountId)
                .param(before)
                .param(Timestamp.from(Instant.now().plus(LIFETIME)))
                .update();
    }

    /** A link for the notice that is about to leave; its time runs from then. Empty when there is nothing to take back. */
    Optional<OneTimeToken> link(UUID accountId, String before) {
        OneTimeToken token = OneTimeToken.create();
        int linked = jdbc.sql("""
                update email_undo set token_digest = ?, expires_at = ? where id =
                    (select id from email_undo where account_id = ? and email = ? order by id desc limit 1)""")
                .param(token.digest())
                .param(Timestamp.from(Instant.now().plus(LIFETIME)))
                .param(accountId)
                .param(before)
                .update();
        return linked == 1 ? Optional.of(token) : Optional.empty();
    }

    Optional<Undo> find(OneTimeToken token) {
        return jdbc.sql("select id, account_id, email from email_undo where token_digest = ? and expires_at > ?")
                .param(token.digest())
                .param(Timestamp.from(Instant.now()))
                .query((row, number) -> new Undo(
                        row.getObject("id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        row.getString("email")))
                .optional();
    }

    /**
     * Takes one out with all that came after it: whoever made the later changes read their notices. Those before stay good. Only one of
     * several callers gets it.
     */
    boolean take(Undo undo) {
        boolean mine =
                jdbc.sql("delete from email_undo where id = ?").param(undo.id()).update() == 1;
        if (mine) {
            jdbc.sql("delete from email_undo where account_id = ? and id > ?")
                    .param(undo.accountId())
                    .param(undo.id())
                    .update();
        }
        return mine;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void sweep() {
        jdbc.sql("delete from email_undo where expires_at < ?")
                .param(Timestamp.from(Instant.now()))
                .update();
    }

    /** @param email the address the account had */
    record Undo(UUID id, UUID accountId, String email) {}
}
