package vitrine.media.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.problems.Refusal;
import vitrine.media.storage.OriginalKey;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/**
 * Photos that one studio lets another have get bytes of their own, counted for the other studio. What a crash interrupts goes on with
 * the next delivery; what cannot be copied is told as a photo that failed.
 */
@Component
@Profile("!worker")
class CopyOrders {

    private static final Logger log = LoggerFactory.getLogger(CopyOrders.class);

    private final Uploads uploads;
    private final Assets assets;
    private final TransactionTemplate transaction;

    CopyOrders(Uploads uploads, Assets assets, TransactionTemplate transaction) {
        this.uploads = uploads;
        this.assets = assets;
        this.transaction = transaction;
    }

    record Copied(UUID photoId, String key, UUID sourceAssetId, UUID studioId) {}

    @Consumes(queue = "media.copies", types = "photo.copied.v1", transactional = false)
    void on(Event event) {
        Copied copied = event.dataAs(Copied.class);
        OriginalKey key = OriginalKey.parse(copied.key())
                .filter(named -> named.photoId().equals(copied.photoId()))
                .orElseThrow(() -> new IllegalArgumentException("Not the key of " + copied.photoId()));
        Optional<Asset> source = assets.find(copied.sourceAssetId());
        if (source.isEmpty()) {
            failed(key, "original-missing", "The original is gone.");
            return;
        }
        try {
            uploads.copy(source.get(), key, copied.studioId());
        } catch (Refusal refused) {
            failed(
                    key,
                    slug(refused.getBody().getType()),
                    String.valueOf(refused.getBody().getDetail()));
        } catch (NoSuchFileException gone) {
            failed(key, "original-missing", "The original is gone.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void failed(OriginalKey key, String code, String message) {
        log.info("No copy {}: {}", key, code);
        transaction.executeWithoutResult(status -> assets.neverStored(key, code, message));
    }

    private static String slug(@Nullable URI type) {
        String text = String.valueOf(type);
        return text.substring(text.lastIndexOf(':') + 1);
    }
}
