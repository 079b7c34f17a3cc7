package vitrine.media.uploads;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Assets;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/**
 * A deleted account takes all its bytes along, also those that gallery-service never heard of. One transaction for each photo: what
 * a crash interrupts goes on with the next delivery.
 */
@Component
@Profile("!worker")
class AccountDeletions {

    private static final Logger log = LoggerFactory.getLogger(AccountDeletions.class);
    private static final int BATCH = 500;

    private final Reservations reservations;
    private final Assets assets;
    private final PhotoDeletions photos;
    private final TransactionTemplate transaction;

    AccountDeletions(Reservations reservations, Assets assets, PhotoDeletions photos, TransactionTemplate transaction) {
        this.reservations = reservations;
        this.assets = assets;
        this.photos = photos;
        this.transaction = transaction;
    }

    @Consumes(queue = "media.accounts", types = "account.deleted.v1", transactional = false)
    void on(Event event) {
        // A confirmation turns a reservation into an asset, never the other way.
        int deleted = 0;
        for (List<UUID> some = reservations.ofOwner(event.subject(), BATCH);
                !some.isEmpty();
                some = reservations.ofOwner(event.subject(), BATCH)) {
            deleted += delete(some);
        }
        for (List<UUID> some = assets.ofOwner(event.subject(), BATCH);
                !some.isEmpty();
                some = assets.ofOwner(event.subject(), BATCH)) {
            deleted += delete(some);
        }
        log.info("Account {} is gone, {} photos and uploads with it", event.subject(), deleted);
    }

    private int delete(List<UUID> photoIds) {
        photoIds.forEach(
                photoId -> transaction.executeWithoutResult(status -> photos.delete(photoId, Optional.empty())));
        return photoIds.size();
    }
}
