package vitrine.media.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.storage.OriginalKey;

/** A picture that was asked for rightfully and is not on disk: reported when it should be, never forgotten. */
@Component
@Profile("!worker")
public class MissingFiles {

    private static final Logger log = LoggerFactory.getLogger(MissingFiles.class);

    private final Assets assets;
    private final Counter missed;

    MissingFiles(Assets assets, MeterRegistry meters) {
        this.assets = assets;
        this.missed = Counter.builder("media.delivery.missing")
                .description("Pictures asked for that should be on disk and are not")
                .register(meters);
    }

    public void askedFor(OriginalKey key, boolean original) {
        try {
            assets.find(key.photoId())
                    .filter(asset -> asset.key().equals(key))
                    .filter(asset -> original || asset.status() == Asset.Status.READY)
                    .ifPresent(asset -> {
                        missed.increment();
                        log.error("The {} of {} is missing on disk", original ? "original" : "rendition", key);
                        if (original) {
                            assets.originalMissing(key.photoId());
                        }
                    });
        } catch (RuntimeException e) {
            log.warn("Whether {} should be on disk is not known now", key, e);
        }
    }
}
