package vitrine.gallery.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** Photos that came, and how much room they take. Heard like others hear it, so that uploads wait for no counter. */
@Component
class PhotoFacts {

    private static final String QUEUE = "gallery.photo-facts";
    private static final String SAVED = "photo.saved.v1";
    private static final String DELETED = "photo.deleted.v1";
    private static final String READY = "media.asset.ready.v1";

    private final Facts facts;
    private final Inbox inbox;
    private final JdbcClient jdbc;

    PhotoFacts(Facts facts, Inbox inbox, JdbcClient jdbc) {
        this.facts = facts;
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    record Saved(UUID photoId, @Nullable UUID galleryId, UUID studioId, UUID ownerId) {}

    /** Copies share the bytes of an asset, and so its renditions. */
    record Deleted(UUID assetId, boolean bytesKept) {}

    record Ready(@Nullable List<Rendition> renditions) {}

    record Rendition(long bytes) {}

    @Consumes(
            queue = QUEUE,
            types = {SAVED, DELETED, READY})
    void on(Event event) {
        switch (event.type()) {
            case SAVED -> saved(event, event.dataAs(Saved.class));
            case DELETED -> deleted(event.dataAs(Deleted.class));
            case READY -> rendered(event, event.dataAs(Ready.class));
            default -> throw new IllegalArgumentException("Not subscribed to " + event.type());
        }
    }

    private void deleted(Deleted deleted) {
        if (!deleted.bytesKept()) {
            jdbc.sql("delete from rendition_bytes where photo_id = ?")
                    .param(deleted.assetId())
                    .update();
        }
    }

    /** Every change of a photo is told; its id makes it come once. */
    private void saved(Event event, Saved saved) {
        facts.add(new Facts.Fact(
                saved.photoId(),
                born(saved.photoId(), event.occurredAt()),
                FactKind.UPLOADED,
                saved.studioId(),
                saved.galleryId(),
                null,
                saved.ownerId(),
                null,
                null,
                1,
                0));
    }

    /** Ids of version 7 begin with the time they were made at. */
    private static Instant born(UUID id, Instant otherwise) {
        return id.version() == 7 ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16) : otherwise;
    }

    private void rendered(Event event, Ready ready) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        long bytes = ready.renditions() == null
                ? 0
                : ready.renditions().stream().mapToLong(Rendition::bytes).sum();
        jdbc.sql("""
                        insert into rendition_bytes (photo_id, bytes) values (?, ?)
                        on conflict (photo_id) do update set bytes = excluded.bytes""").params(event.subject(), bytes).update();
    }
}
