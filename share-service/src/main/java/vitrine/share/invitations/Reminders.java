package vitrine.share.invitations;

import static vitrine.share.links.Columns.moment;

import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.annotation.Validated;
import vitrine.share.links.LinkState;
import vitrine.share.links.ShareLinks;

/** Reminds recipients once before their link ends, unless they were written to only just before. */
@Component
class Reminders {

    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final ShareLinks links;
    private final LinkLetters letters;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Settings settings;

    Reminders(
            JdbcClient jdbc,
            ShareLinks links,
            LinkLetters letters,
            TransactionTemplate transaction,
            Clock clock,
            Settings settings) {
        this.jdbc = jdbc;
        this.links = links;
        this.letters = letters;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    private record Due(UUID id, String language) {}

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "${vitrine.reminders.every}")
    void send() {
        while (Boolean.TRUE.equals(transaction.execute(status -> sendSome()))) {
            // until none is due
        }
    }

    private boolean sendSome() {
        var now = clock.instant();
        var due = jdbc.sql("""
                        update share_links set reminded_at = :now
                        where id in (
                            select id from share_links
                            where mailed_at is not null and reminded_at is null and revoked_at is null
                                and recipient_email is not null and expires_at > :now and expires_at <= :soon
                                and mailed_at <= expires_at - :quiet * interval '1 second'
                            order by expires_at limit :limit for update skip locked)
                        returning id, language""")
                .param("now", moment(now))
                .param("soon", moment(now.plus(settings.before())))
                .param("quiet", settings.before().plus(Duration.ofDays(1)).toSeconds())
                .param("limit", AT_ONCE)
                .query(Due.class)
                .list();
        due.forEach(one -> links.known(one.id())
                .filter(link -> link.state() == LinkState.ACTIVE)
                .ifPresent(link -> letters.remind(link, InvitationController.language(one.language()))));
        return due.size() == AT_ONCE;
    }

    /**
     * @param before how long before the end of a link its recipient is reminded
     * @param every how long after a look for such links the next one follows
     */
    @Validated
    @ConfigurationProperties("vitrine.reminders")
    record Settings(@NotNull Duration before, @NotNull Duration every) {}
}
