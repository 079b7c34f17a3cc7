package vitrine.media.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.storage.LocalFolder;
import vitrine.media.storage.OriginalKey;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** A photo that gallery-service deleted takes its bytes along, confirmed or not. */
@Component
@Profile("!worker")
class PhotoDeletions {

    private static final Logger log = LoggerFactory.getLogger(PhotoDeletions.class);

    private final Reservations reservations;
    private final Assets assets;
    private final LocalFolder storage;

    PhotoDeletions(Reservations reservations, Assets assets, LocalFolder storage) {
        this.reservations = reservations;
        this.assets = assets;
        this.storage = storage;
    }

    record PhotoDeleted(UUID photoId, String key) {}

    @Consumes(queue = "media.deletions", types = "photo.deleted.v1")
    void on(Event event) {
        PhotoDeleted photo = event.dataAs(PhotoDeleted.class);
        delete(
                photo.photoId(),
                OriginalKey.parse(photo.key()).filter(named -> named.photoId().equals(photo.photoId())));
    }

    /** The reservation first: a confirmation under way holds it, and has an asset to delete when it lets go. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(UUID photoId, Optional<OriginalKey> named) {
        Optional<Reservation> reservation = reservations.lock(photoId);
        Optional<Asset> asset = assets.lock(photoId);
        Optional<OriginalKey> key = asset.map(Asset::key)
                .or(() -> reservation.map(Reservation::key))
                .or(() -> named);
        reservation.ifPresent(found -> reservations.remove(photoId));
        asset.ifPresent(assets::delete);
        try {
            if (reservation.isPresent() && reservation.get().receivedId() != null) {
                storage.dropReceived(reservation.get().receivedId());
            }
            if (key.isPresent()) {
                storage.delete(key.get());
                log.info("Deleted the bytes of {}", key.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
