package vitrine.share.links;

import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.messaging.Outbox;
import vitrine.share.accounts.AccountChanged;
import vitrine.share.galleries.GalleryGone;

/**
 * Links die with the gallery or with their owner's right to share, which every look at a link sees for itself; here the
 * media URLs given out before are revoked too. A right that comes back brings its links back, with new URLs.
 */
@Component
class LinkWithdrawal {

    private final JdbcClient jdbc;
    private final Outbox outbox;

    LinkWithdrawal(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
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

    private record Withdrawn(UUID id, UUID galleryId, int epoch, long version) {}

    private void withdraw(String affected, UUID cause) {
        jdbc.sql("update share_links l set epoch = epoch + 1, version = version + 1 where " + affected
                        + " and l.revoked_at is null and is_withdrawn(l) returning id, gallery_id, epoch, version")
                .param("cause", cause)
                .query(Withdrawn.class)
                .list()
                .forEach(link -> outbox.publish(
                        LinkRevoked.TYPE,
                        link.id(),
                        link.version(),
                        new LinkRevoked(link.id(), link.galleryId(), ShareLink.grant(link.id(), link.epoch() - 1))));
    }
}
