package vitrine.media.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Assets;
import vitrine.media.storage.Storage;
import vitrine.media.storage.StorageUnavailable;
import vitrine.media.storage.Storages;

/** Nothing that was not confirmed stays: reservations out of time with their bytes, and bytes nobody counts on. */
@Component
@Profile("!worker")
public class UploadSweeping {

    private static final Logger log = LoggerFactory.getLogger(UploadSweeping.class);
    private static final int BATCH = 500;

    private final Reservations reservations;
    private final Assets assets;
    private final Storages storages;
    private final UploadParts parts;
    private final UploadSettings settings;
    private final TransactionTemplate transaction;

    UploadSweeping(
            Reservations reservations,
            Assets assets,
            Storages storages,
            UploadParts parts,
            UploadSettings settings,
            TransactionTemplate transaction) {
        this.reservations = reservations;
        this.assets = assets;
        this.storages = storages;
        this.parts = parts;
        this.settings = settings;
        this.transaction = transaction;
    }

    public void sweep() throws IOException {
        for (UUID photoId : reservations.olderThan(settings.reservedFor(), BATCH)) {
            transaction.executeWithoutResult(status -> sweep(photoId));
        }
        for (Storage storage : storages.all()) {
            try {
                sweepUnclaimed(storage);
                sweepParts(storage);
            } catch (StorageUnavailable away) {
                log.warn("The storage {} cannot be swept now", storage.id(), away);
            }
        }
    }

    private void sweepUnclaimed(Storage storage) throws IOException {
        for (UUID received : storage.receivedBefore(Instant.now().minus(settings.unclaimedFor()))) {
            if (!reservations.countsOn(received)) {
                storage.deleteReceived(received);
                log.info("Swept unclaimed bytes {} on {}", received, storage.id());
            }
        }
    }

    private void sweepParts(Storage storage) throws IOException {
        for (String upload : storage.partsBefore(Instant.now().minus(settings.unclaimedFor()))) {
            if (!parts.counted(upload)) {
                storage.dropParts(upload);
                log.info("Swept the parts of an upload on {}", storage.id());
            }
        }
    }

    /** The bytes before the row, so that what a crash leaves is swept again. */
    private void sweep(UUID photoId) {
        reservations.lock(photoId).ifPresent(reservation -> {
            try {
                Storage storage = storages.of(reservation.storage());
                UploadParts.drop(storage, reservation);
                if (reservation.received() != null) {
                    storage.deleteReceived(reservation.received().id());
                }
                if (assets.lock(photoId).isEmpty()) {
                    storage.deletePhoto(reservation.key());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            reservations.remove(photoId);
            log.info("Swept the unconfirmed upload {}", reservation.key());
        });
    }
}
