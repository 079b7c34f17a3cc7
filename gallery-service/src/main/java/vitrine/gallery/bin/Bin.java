package vitrine.gallery.bin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.gallery.access.Caller;
import vitrine.gallery.galleries.GalleryBin;
import vitrine.gallery.photos.PhotoBin;

/** Into the bin and out of it: galleries before photos, as everybody locks them. */
@Component
class Bin {

    private final GalleryBin galleries;
    private final PhotoBin photos;
    private final BinSettings settings;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    Bin(GalleryBin galleries, PhotoBin photos, BinSettings settings, TransactionTemplate transaction, JdbcClient jdbc) {
        this.galleries = galleries;
        this.photos = photos;
        this.settings = settings;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @Transactional
    public void put(Caller caller, BinChoice choice) {
        galleries.put(caller, choice.galleries());
        photos.put(caller, choice.photos());
    }

    @Transactional
    public void restore(Caller caller, BinChoice choice) {
        galleries.restore(caller, choice.galleries());
        photos.restore(caller, choice.photos());
    }

    @Transactional
    public void purge(Caller caller, BinChoice choice) {
        galleries.purge(caller, choice.galleries());
        photos.purge(caller, choice.photos());
    }

    /** Of the caller's own studio, also when they might see others. */
    void empty(Caller caller) {
        while (purgeSome(caller)) {
            // Until nothing is left that was in it.
        }
    }

    private boolean purgeSome(Caller caller) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<UUID> gallery =
                    jdbc.sql("""
                            select id from galleries where studio_id = ? and binned_at is not null
                             order by id limit 1 for update""").param(caller.studioId()).query(UUID.class).list();
            galleries.purge(caller, gallery);
            return photos.purge(caller.studioId()) > 0 || !gallery.isEmpty();
        }));
    }

    /** Any number of instances may do this at once: each takes what no other has in hand. */
    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void purgeOld() {
        purgeDeletedBefore(Instant.now().minus(settings.kept()));
    }

    void purgeDeletedBefore(Instant time) {
        boolean more = true;
        while (more) {
            more = galleries.purgeOne(time);
        }
        do {
            more = photos.purge(time) > 0;
        } while (more);
    }
}
