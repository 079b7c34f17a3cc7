package vitrine.gallery.notifications;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The letters still to be sent; ordered with the notice they are about, in the same transaction. */
@Repository
class Letters {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    /** How long a claimed letter is left alone: longer than the mail server may take. */
    private static final Duration CLAIM = Duration.ofSeconds(40);

    private final JdbcClient jdbc;
    private final MailSettings settings;

    Letters(JdbcClient jdbc, MailSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Waits a little for more of the same. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void about(UUID account, UUID notice) {
        order(account, notice, Instant.now().plus(settings.gather()));
    }

    /** To an address, at once, in a language unless its account chose another. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void aboutPermission(UUID permission, String language) {
        jdbc.sql("""
                        insert into letters (id, permission_id, language, next_attempt_at, created_at)
                        values (?, ?, ?, now(), now())""").params(IDS.generate(), permission, language).update();
    }

    /** One a day, with all there is by then. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void daily(UUID account) {
        order(account, null, nextDaily());
    }

    private Instant nextDaily() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        OffsetDateTime today = now.toLocalDate().atTime(settings.dailyAt()).atOffset(ZoneOffset.UTC);
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
    }

    private void order(UUID account, @Nullable UUID notice, Instant due) {
        jdbc.sql("""
                        insert into letters (id, account_id, notice_id, next_attempt_at, created_at)
                        values (:id, :account, :notice, :due, now())
                        on conflict (account_id, notice_id) where permission_id is null do update set again = true""")
                .param("id", IDS.generate())
                .param("account", account)
                .param("notice", notice)
                .param("due", Timestamp.from(due))
                .update();
    }

    /**
     * @param accountId null when it goes to an address
     * @param permissionId what it is about then
     * @param language for those who chose none
     */
    record Claimed(
            UUID id,
            @Nullable UUID accountId,
            @Nullable UUID noticeId,
            @Nullable UUID permissionId,
            @Nullable String language,
            int attempts,
            Instant createdAt) {}

    /** The next letter due, claimed for this instance; it comes again unless {@link #sent} or {@link #failed}. */
    Optional<Claimed> claim() {
        Instant now = Instant.now();
        return jdbc.sql("""
                        update letters set attempts = attempts + 1, again = false, next_attempt_at = :until
                         where id = (select id from letters where next_attempt_at <= :now
                                      order by next_attempt_at limit 1 for update skip locked)
                        returning id, account_id, notice_id, permission_id, language, attempts, created_at""")
                .param("until", Timestamp.from(now.plus(CLAIM)))
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Claimed(
                        row.getObject("id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        row.getObject("notice_id", UUID.class),
                        row.getObject("permission_id", UUID.class),
                        row.getString("language"),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant()))
                .optional();
    }

    /** What came while it was on its way goes with another one. */
    @Transactional
    public void sent(Claimed letter) {
        int gone = jdbc.sql("delete from letters where id = ? and not again")
                .param(letter.id())
                .update();
        if (gone == 0) {
            Instant due =
                    letter.noticeId() == null ? nextDaily() : Instant.now().plus(settings.gather());
            jdbc.sql("update letters set attempts = 0, next_attempt_at = ?, created_at = now() where id = ?")
                    .params(Timestamp.from(due), letter.id())
                    .update();
        }
    }

    void failed(UUID id, Instant nextAttempt) {
        jdbc.sql("update letters set next_attempt_at = ? where id = ?")
                .params(Timestamp.from(nextAttempt), id)
                .update();
    }

    long pending() {
        return jdbc.sql("select count(*) from letters where next_attempt_at < now()")
                .query(Long.class)
                .single();
    }
}
