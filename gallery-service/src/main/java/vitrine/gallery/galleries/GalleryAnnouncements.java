package vitrine.gallery.galleries;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.studios.Studios;
import vitrine.messaging.Outbox;

/** Tells other services about a gallery as it is now, in the transaction of the change. */
@Component
class GalleryAnnouncements {

    private final EntityManager entities;
    private final Outbox outbox;
    private final Studios studios;
    private final JdbcClient jdbc;

    GalleryAnnouncements(EntityManager entities, Outbox outbox, Studios studios, JdbcClient jdbc) {
        this.entities = entities;
        this.outbox = outbox;
        this.studios = studios;
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void saved(Gallery gallery) {
        entities.flush();
        var sets = jdbc.sql("select id, name from gallery_sets where gallery_id = ? order by rank, id")
                .param(gallery.id())
                .query((row, n) -> new GallerySaved.Section(row.getObject("id", UUID.class), row.getString("name")))
                .list();
        outbox.publish(
                "gallery.saved.v1",
                gallery.id(),
                gallery.version(),
                gallery.asEvent(
                        studios.nameOf(gallery.studioId(), ""), studios.downloadNames(gallery.studioId()), sets));
    }
}
