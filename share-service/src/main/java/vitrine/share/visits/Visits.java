package vitrine.share.visits;

import static vitrine.share.links.Columns.instant;
import static vitrine.share.links.Columns.integer;
import static vitrine.share.links.Columns.timestamp;
import static vitrine.share.links.Columns.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.messaging.Outbox;
import vitrine.share.galleries.SharedGallery;
import vitrine.share.links.AccessLevel;
import vitrine.share.links.Columns;
import vitrine.share.links.DownloadSize;
import vitrine.share.links.LinkState;
import vitrine.share.links.LinkTokens;

/** Finds links by token and counts what happens at them, exactly, however many come at once. */
@Repository
class Visits {

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    Visits(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Looked up by hash, so that the time it takes tells nothing about tokens. */
    Optional<VisitedLink> find(String token) {
        if (!LinkTokens.isWellFormed(token)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select l.*, is_withdrawn(l) as withdrawn, g.studio_name, g.name, g.description, g.event_date,
                            g.cover_photo_id, g.cover_focus_x, g.cover_focus_y,
                            g.deleted or g.binned as deleted
                        from share_links l join galleries g on g.id = l.gallery_id
                        where l.token_hash = ?""")
                .param(LinkTokens.hash(token))
                .query((row, number) -> link(row, token))
                .optional();
    }

    private VisitedLink link(ResultSet row, String token) throws SQLException {
        var expiresAt = instant(row, "expires_at");
        var maxViews = integer(row, "max_views");
        var cover = row.getObject("cover_photo_id", UUID.class);
        return new VisitedLink(
                uuid(row, "id"),
                token,
                AccessLevel.ofStored(row.getString("access_level")),
                DownloadSize.ofStored(row.getString("download_size")),
                row.getString("watermark_name"),
                LinkState.of(
                        instant(row, "revoked_at"),
                        row.getBoolean("withdrawn"),
                        row.getBoolean("is_active"),
                        expiresAt,
                        maxViews,
                        row.getLong("views"),
                        clock.instant()),
                expiresAt,
                maxViews,
                row.getString("password_hash"),
                row.getInt("password_version"),
                row.getString("pin_hash"),
                row.getInt("pin_version"),
                row.getInt("epoch"),
                Columns.uuids(row, "set_ids"),
                new SharedGallery(
                        uuid(row, "gallery_id"),
                        uuid(row, "studio_id"),
                        row.getString("studio_name"),
                        row.getString("name"),
                        row.getString("description"),
                        row.getObject("event_date", LocalDate.class),
                        cover,
                        row.getDouble("cover_focus_x"),
                        row.getDouble("cover_focus_y"),
                        row.getBoolean("deleted")));
    }

    /** What is left of a link's views after one was counted; null when there is no limit. */
    record Counted(
            @Nullable Long remainingViews,
            long views,
            long visitors,
            @Nullable String recipientEmail) {}

    /**
     * Counts a view if the link still is what it was when found (the epoch tells), has not expired and has a view left.
     * The one statement decides, so that of any number of simultaneous requests no more succeed than views are left.
     *
     * @throws NotCounted when it was not to be; then nothing was changed
     */
    @Transactional
    public Counted countView(VisitedLink link, UUID visitor) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var now = timestamp(at);
        var firstVisit = jdbc.sql("""
                        insert into visits (link_id, visitor_id, first_seen, last_seen, views)
                        values (:link, :visitor, :now, :now, 1)
                        on conflict (link_id, visitor_id) do update set last_seen = :now, views = visits.views + 1
                        returning xmax = 0""")
                .param("link", link.id())
                .param("visitor", visitor)
                .param("now", now)
                .query(Boolean.class)
                .single();
        var counted = jdbc.sql("""
                        update share_links
                        set views = views + 1, visitors = visitors + :newVisitors, last_viewed_at = :now
                        where id = :link and epoch = :epoch and is_active and revoked_at is null
                            and (expires_at is null or expires_at > :now)
                            and (max_views is null or views < max_views)
                        returning max_views - views as remaining_views, views, visitors, recipient_email""")
                .param("link", link.id())
                .param("epoch", link.epoch())
                .param("newVisitors", firstVisit ? 1 : 0)
                .param("now", now)
                .query(Counted.class)
                .optional()
                .orElseThrow(NotCounted::new);
        outbox.publish(
                LinkViewed.TYPE,
                link.id(),
                counted.views(),
                new LinkViewed(
                        link.id(),
                        link.gallery().id(),
                        link.gallery().studioId(),
                        counted.recipientEmail(),
                        firstVisit,
                        counted.views(),
                        counted.visitors(),
                        at));
        return counted;
    }

    /** The link changed, ran out or expired since it was found: look again. */
    static final class NotCounted extends RuntimeException {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void countDownload(VisitedLink link) {
        var counted = jdbc.sql("update share_links set downloads = downloads + 1 where id = ? and epoch = ?")
                .params(link.id(), link.epoch())
                .update();
        if (counted != 1) {
            throw new NotCounted();
        }
    }

    long nextPhotoEventVersion() {
        return jdbc.sql("select nextval('photo_event_versions')")
                .query(Long.class)
                .single();
    }
}
