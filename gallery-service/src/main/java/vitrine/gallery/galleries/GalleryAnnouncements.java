package vitrine.gallery.galleries;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ApplicationEventPublisher events;

    GalleryAnnouncements(
            EntityManager entities, Outbox outbox, Studios studios, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.entities = entities;
        this.outbox = outbox;
        this.studios = studios;
        this.jdbc = jdbc;
        this.events = events;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void saved(Gallery gallery) {
        entities.flush();
        var sets = jdbc.sql("select id, name from gallery_sets where gallery_id = ? order by rank, id")
                .param(gallery.id())
                .query((row, n) -> new GallerySaved.Section(row.getObject("id", UUID.class), row.getString("name")))
                .list();
        String studio = studios.nameOf(gallery.studioId(), "");
        GallerySaved saved = gallery.asEvent(studio, studios.downloadNames(gallery.studioId()), sets);
        outbox.publish("gallery.saved.v1", gallery.id(), gallery.version(), saved);
        events.publishEvent(new GalleryTold(gallery.id(), saved.name(), saved.description(), studio));
    }
}
