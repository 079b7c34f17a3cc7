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
import vitrine.media.storage.LocalFolder;

/** Nothing that was not confirmed stays: reservations out of time with their bytes, and bytes nobody counts on. */
@Component
@Profile("!worker")
public class UploadSweeping {

    private static final Logger log = LoggerFactory.getLogger(UploadSweeping.class);
    private static final int BATCH = 500;

    private final Reservations reservations;
    private final Assets assets;
    private final LocalFolder storage;
    private final UploadSettings settings;
    private final TransactionTemplate transaction;

    UploadSweeping(
            Reservations reservations,
            Assets assets,
            LocalFolder storage,
            UploadSettings settings,
            TransactionTemplate transaction) {
        this.reservations = reservations;
        this.assets = assets;
        this.storage = storage;
        this.settings = settings;
        this.transaction = transaction;
    }

    public void sweep() throws IOException {
        for (UUID photoId : reservations.olderThan(settings.reservedFor(), BATCH)) {
            transaction.executeWithoutResult(status -> sweep(photoId));
        }
        for (UUID received : storage.receivedBefore(Instant.now().minus(settings.unclaimedFor()))) {
            if (!reservations.countsOn(received)) {
                storage.dropReceived(received);
                log.info("Swept unclaimed bytes {}", received);
            }
        }
    }

    /** The bytes before the row, so that what a crash leaves is swept again. */
    private void sweep(UUID photoId) {
        reservations.lock(photoId).ifPresent(reservation -> {
            try {
                if (reservation.receivedId() != null) {
                    storage.dropReceived(reservation.receivedId());
                }
                if (assets.lock(photoId).isEmpty()) {
                    storage.delete(reservation.key());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            reservations.remove(photoId);
            log.info("Swept the unconfirmed upload {}", reservation.key());
        });
    }
}
