package vitrine.media.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.Storage;
import vitrine.media.storage.Storages;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** A photo that gallery-service deleted takes its bytes along, confirmed or not. */
@Component
@Profile("!worker")
class PhotoDeletions {

    private static final Logger log = LoggerFactory.getLogger(PhotoDeletions.class);

    private final Reservations reservations;
    private final Assets assets;
    private final Storages storages;

    PhotoDeletions(Reservations reservations, Assets assets, Storages storages) {
        this.reservations = reservations;
        this.assets = assets;
        this.storages = storages;
    }

    /**
     * @param assetId of the bytes; other photos may be made of the same
     * @param bytesKept such photos are still there
     */
    record PhotoDeleted(
            UUID photoId,
            @Nullable UUID assetId,
            String key,
            @Nullable Boolean bytesKept) {

        UUID asset() {
            return assetId == null ? photoId : assetId;
        }
    }

    @Consumes(queue = "media.deletions", types = "photo.deleted.v1")
    void on(Event event) {
        PhotoDeleted photo = event.dataAs(PhotoDeleted.class);
        if (!Boolean.TRUE.equals(photo.bytesKept())) {
            delete(
                    photo.asset(),
                    OriginalKey.parse(photo.key())
                            .filter(named -> named.photoId().equals(photo.asset())));
        }
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
            if (reservation.isPresent()) {
                dropWaiting(reservation.get());
            }
            if (key.isPresent()) {
                // A copy that a move left behind, or has only begun, goes with it.
                for (Storage storage : storages.all()) {
                    storage.deletePhoto(key.get());
                }
                log.info("Deleted the bytes of {}", key.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dropWaiting(Reservation reservation) throws IOException {
        Storage storage = storages.of(reservation.storage());
        UploadParts.drop(storage, reservation);
        if (reservation.received() != null) {
            storage.deleteReceived(reservation.received().id());
        }
    }
}
