package vitrine.share.links;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.messaging.Outbox;
import vitrine.share.accounts.AccountChanged;
import vitrine.share.accounts.AccountGone;
import vitrine.share.galleries.GalleryGone;

/**
 * Links die with the gallery or with their owner's right to share, which every look at a link sees for itself; here the
 * media URLs given out before are revoked too. A right that comes back brings its links back, with new URLs.
 */
@Component
class LinkWithdrawal {

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    LinkWithdrawal(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AccountChanged changed) {
        withdraw(
                "(l.created_by = :cause or l.gallery_id in (select id from galleries where owner_id = :cause))",
                changed.accountId());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(GalleryGone gone) {
        withdraw("l.gallery_id = :cause", gone.galleryId());
    }

    /**
     * What the account shared, withdrawn a moment ago because it may share no more, ends for good, and so do all links of a studio that
     * went along. Nothing of the people they were for is kept.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AccountGone gone) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql("update share_links set revoked_at = :now where created_by = :account and revoked_at is null")
                .param("now", now)
                .param("account", gone.accountId())
                .update();
        announce(jdbc.sql("""
                        update share_links set revoked_at = :now, epoch = epoch + 1, version = version + 1
                        where studio_id = :studio and revoked_at is null returning id, gallery_id, epoch, version""")
                .param("now", now)
                .param("studio", gone.studioId())
                .query(Withdrawn.class)
                .list());
        jdbc.sql("""
                        update share_links set is_active = false, created_by_name = '', recipient_email = null,
                            message = null, password_hash = null
                        where created_by = :account or studio_id = :studio""")
                .param("account", gone.accountId())
                .param("studio", gone.studioId())
                .update();
    }

    private record Withdrawn(UUID id, UUID galleryId, int epoch, long version) {}

    private void withdraw(String affected, UUID cause) {
        announce(jdbc.sql("update share_links l set epoch = epoch + 1, version = version + 1 where " + affected
                        + " and l.revoked_at is null and is_withdrawn(l) returning id, gallery_id, epoch, version")
                .param("cause", cause)
                .query(Withdrawn.class)
                .list());
    }

    private void announce(List<Withdrawn> links) {
        links.forEach(link -> outbox.publish(
                LinkRevoked.TYPE,
                link.id(),
                link.version(),
                new LinkRevoked(link.id(), link.galleryId(), ShareLink.grant(link.id(), link.epoch() - 1))));
    }
}
