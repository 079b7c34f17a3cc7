package vitrine.gallery.notifications;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.live.LiveTopics;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;

/** What people are told, each their own. */
@Component
class Notices {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final Duration KEPT = Duration.ofDays(180);
    private final JdbcClient jdbc;
    private final NoticeSettings settings;
    private final Letters letters;
    private final LiveTopics live;

    Notices(JdbcClient jdbc, NoticeSettings settings, Letters letters, LiveTopics live) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.letters = letters;
        this.live = live;
    }

    /**
     * @param actor who did it, as they call themselves; null for somebody without a name
     * @param words the beginning of what they wrote
     */
    record News(
            NoticeKind kind,
            @Nullable UUID galleryId,
            @Nullable UUID linkId,
            @Nullable String actor,
            @Nullable String words,
            long amount,
            Instant at) {}

    /** Adds to what the account did not read yet of the same, or begins anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(UUID account, News news) {
        NoticeSetting setting = settings.of(account, news.kind());
        if (!setting.inApp() && setting.mail() == MailTime.OFF) {
            return;
        }
        UUID notice = jdbc.sql("""
                        insert into notices (id, account_id, kind, gallery_id, gallery_name, link_id, actor, amount, words,
                                             listed, mail, at)
                        values (:id, :account, :kind, :gallery, (select name from galleries where id = :gallery), :link,
                                :actor, :amount, :words, :listed, :mail, :at)
                        on conflict (account_id, kind, gallery_id, link_id, actor) where read_at is null do update
                           set amount = case when not :state then notices.amount + excluded.amount
                                             when excluded.at >= notices.at then excluded.amount else notices.amount end,
                               words = case when excluded.at >= notices.at then excluded.words else notices.words end,
                               at = greatest(notices.at, excluded.at),
                               listed = notices.listed or excluded.listed, mail = excluded.mail
                        returning id""")
                .param("id", IDS.generate())
                .param("account", account)
                .param("kind", news.kind().stored())
                .param("gallery", news.galleryId())
                .param("link", news.linkId())
                .param("actor", shortened(news.actor(), 120))
                .param("amount", news.amount())
                .param("words", shortened(news.words(), 300))
                .param("listed", setting.inApp())
                .param("mail", setting.mail().stored())
                .param("at", Timestamp.from(news.at()))
                .param("state", news.kind().isState())
                .query(UUID.class)
                .single();
        switch (setting.mail()) {
            case IMMEDIATELY -> letters.about(account, notice);
            case DAILY -> letters.daily(account);
            case OFF -> {}
        }
        if (setting.inApp()) {
            live.noticesOf(account);
        }
    }

    private static @Nullable String shortened(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    NoticeList page(UUID account, int limit, @Nullable String cursor) {
        Cursor.Moment after = Cursor.latest(cursor);
        List<NoticeView> rows = jdbc.sql("""
                        select n.*, coalesce(g.name, n.gallery_name) name, g.id is not null there
                          from notices n left join galleries g on g.id = n.gallery_id
                         where n.account_id = :account and n.listed and (n.at, n.id) < (:at, :id)
                         order by n.at desc, n.id desc limit :rows""")
                .param("account", account)
                .param("at", after.at())
                .param("id", after.id())
                .param("rows", limit + 1)
                .query(Notices::view)
                .list();
        Page<NoticeView> page = Page.of(rows, limit, row -> Cursor.at(row.at(), row.id()), row -> row);
        long unread = jdbc.sql("select count(*) from notices where account_id = ? and listed and read_at is null")
                .param(account)
                .query(Long.class)
                .single();
        return new NoticeList(page.items(), page.nextCursor(), unread);
    }

    private static NoticeView view(ResultSet row, int n) throws SQLException {
        String name = row.getString("name");
        return new NoticeView(
                row.getObject("id", UUID.class),
                NoticeKind.ofStored(row.getString("kind")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("amount"),
                name,
                row.getBoolean("there") ? row.getObject("gallery_id", UUID.class) : null,
                row.getString("actor"),
                row.getString("words"),
                row.getObject("read_at") != null);
    }

    /** @param ids null for all; those of others are passed over */
    @Transactional
    void read(UUID account, @Nullable Collection<UUID> ids) {
        jdbc.sql("""
                        update notices set read_at = now()
                         where account_id = :account and read_at is null and (:all or id = any(:ids))""")
                .param("account", account)
                .param("all", ids == null)
                .param("ids", ids == null ? new UUID[0] : ids.toArray(UUID[]::new))
                .update();
        live.noticesOf(account);
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void forgetOld() {
        jdbc.sql("delete from notices where at < now() - ? * interval '1 second'")
                .param(KEPT.toSeconds())
                .update();
    }
}
