package vitrine.gallery.dashboard;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.live.LiveTopics;
import vitrine.gallery.studios.AccountGone;

/**
 * Everything that was heard, and the sums of it. A fact is added once, by its id, and counted in the same transaction; the sums come of
 * the same statements whether one fact is added or all of them are summed anew, so both give the same figures.
 */
@Component
class Facts {

    /** Rows are written in the order of their keys: two who count the same places do not wait for each other in a circle. */
    private static final String COUNT = """
            insert into daily_counts
                   (scope, scope_id, day, studio_id, views, visitors, photo_views, downloads, photos)
            select s.scope, s.scope_id, cast(f.at at time zone 'UTC' as date), f.studio_id,
                   count(*) filter (where f.kind = 'viewed'),
                   sum(f.new_visitors),
                   count(*) filter (where f.kind = 'photo_viewed'),
                   count(*) filter (where f.kind = 'downloaded'),
                   count(*) filter (where f.kind = 'uploaded')
              from facts f cross join lateral
                   (values ('gallery', f.gallery_id), ('link', f.link_id), ('studio', f.studio_id)) s (scope, scope_id)
             where s.scope_id is not null and f.kind in ('viewed', 'photo_viewed', 'downloaded', 'uploaded') %s
             group by 1, 2, 3, 4 order by 1, 2, 3
            on conflict (scope, scope_id, day) do update
               set views = daily_counts.views + excluded.views,
                   visitors = daily_counts.visitors + excluded.visitors,
                   photo_views = daily_counts.photo_views + excluded.photo_views,
                   downloads = daily_counts.downloads + excluded.downloads,
                   photos = daily_counts.photos + excluded.photos""";

    /** How many are chosen is told as a state, not as a difference: of several the last one counts. */
    private static final String TELL = """
            insert into activities
                   (id, studio_id, kind, gallery_id, link_id, account_id, visitor_name, hour, at, last_at, amount, words)
            select (array_agg(f.id order by f.at, f.id))[1], f.studio_id, f.kind, f.gallery_id, f.link_id, f.account_id,
                   f.visitor_name, date_trunc('hour', f.at at time zone 'UTC') at time zone 'UTC', min(f.at), max(f.at),
                   case when f.kind in ('chosen', 'signed') then (array_agg(f.amount order by f.at desc, f.id desc))[1]
                        else sum(f.amount) end,
                   (array_agg(f.words order by f.at desc, f.id desc))[1]
              from facts f where true %s
             group by f.studio_id, f.kind, f.gallery_id, f.link_id, f.account_id, f.visitor_name, 8
            on conflict (studio_id, kind, gallery_id, link_id, account_id, visitor_name, hour) do update
               set at = least(activities.at, excluded.at),
                   last_at = greatest(activities.last_at, excluded.last_at),
                   amount = case when activities.kind not in ('chosen', 'signed') then activities.amount + excluded.amount
                                 when excluded.last_at >= activities.last_at then excluded.amount
                                 else activities.amount end,
                   words = case when excluded.last_at >= activities.last_at then excluded.words else activities.words end""";

    private static final String THIS_ONE = "and f.id = :id";

    private final JdbcClient jdbc;
    private final LiveTopics live;

    Facts(JdbcClient jdbc, LiveTopics live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    record Fact(
            UUID id,
            Instant at,
            FactKind kind,
            UUID studioId,
            @Nullable UUID galleryId,
            @Nullable UUID linkId,
            @Nullable UUID accountId,
            @Nullable String visitorName,
            @Nullable String words,
            int amount,
            int newVisitors) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Fact fact) {
        int added = jdbc.sql("""
                        insert into facts (id, at, kind, studio_id, gallery_id, link_id, account_id, visitor_name, words,
                                           amount, new_visitors)
                        values (:id, :at, :kind, :studio, :gallery, :link, :account, :visitor, :words, :amount, :newVisitors)
                        on conflict do nothing""")
                .param("id", fact.id())
                .param("at", Timestamp.from(fact.at()))
                .param("kind", fact.kind().stored())
                .param("studio", fact.studioId())
                .param("gallery", fact.galleryId())
                .param("link", fact.linkId())
                .param("account", fact.accountId())
                .param("visitor", shortened(fact.visitorName(), 120))
                .param("words", shortened(fact.words(), 300))
                .param("amount", fact.amount())
                .param("newVisitors", fact.newVisitors())
                .update();
        if (added == 1) {
            jdbc.sql(COUNT.formatted(THIS_ONE)).param("id", fact.id()).update();
            jdbc.sql(TELL.formatted(THIS_ONE)).param("id", fact.id()).update();
            live.insightsOf(fact.studioId());
        }
    }

    private static @Nullable String shortened(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    record Rebuilt(long facts, long days, long activities) {}

    /** Sums all facts anew. Who counts meanwhile waits; who looks sees the old sums until the new ones are there. */
    @Transactional
    public Rebuilt rebuild() {
        jdbc.sql("lock table facts in share mode").update();
        jdbc.sql("delete from daily_counts").update();
        jdbc.sql("delete from activities").update();
        long days = jdbc.sql(COUNT.formatted("")).update();
        long activities = jdbc.sql(TELL.formatted("")).update();
        long facts = jdbc.sql("select count(*) from facts").query(Long.class).single();
        return new Rebuilt(facts, days, activities);
    }

    @EventListener
    @Order(AccountGone.DELETE)
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AccountGone gone) {
        for (String table : new String[] {"facts", "daily_counts", "activities"}) {
            jdbc.sql("delete from " + table + " where studio_id = ?")
                    .param(gone.studioId())
                    .update();
        }
    }
}
