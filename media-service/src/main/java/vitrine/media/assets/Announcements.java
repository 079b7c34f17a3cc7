package vitrine.media.assets;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.media.metadata.PhotoMetadata;
import vitrine.media.storage.OriginalKey;
import vitrine.messaging.Outbox;

/** The events of this service, as their schemas in contracts/events describe them. */
@Component
class Announcements {

    static final String STORED = "media.asset.stored.v1";
    static final String REQUESTED = "media.rendition.requested.v1";
    static final String READY = "media.asset.ready.v1";
    static final String FAILED = "media.asset.failed.v1";

    record Stored(
            UUID photoId,
            String key,
            UUID ownerId,
            String contentType,
            long sizeBytes,
            String sha256,
            int width,
            int height) {}

    record Requested(UUID photoId, String key) {}

    record Ready(
            UUID photoId,
            String key,
            int width,
            int height,
            String placeholder,
            PhotoMetadata metadata,
            List<AnnouncedRendition> renditions) {}

    record AnnouncedRendition(String name, int width, int height, long bytes) {}

    record Failed(UUID photoId, String key, Reason reason) {}

    record Reason(String code, String message) {}

    private final Outbox outbox;

    Announcements(Outbox outbox) {
        this.outbox = outbox;
    }

    void stored(Asset asset, long version) {
        outbox.publish(
                STORED,
                asset.photoId(),
                version,
                new Stored(
                        asset.photoId(),
                        asset.key().toString(),
                        asset.ownerId(),
                        asset.contentType(),
                        asset.sizeBytes(),
                        asset.sha256(),
                        asset.width(),
                        asset.height()));
    }

    void requested(Asset asset, long version) {
        outbox.publish(
                REQUESTED,
                asset.photoId(),
                version,
                new Requested(asset.photoId(), asset.key().toString()));
    }

    void ready(Ready facts, long version) {
        outbox.publish(READY, facts.photoId(), version, facts);
    }

    void failed(Asset asset, Reason reason, long version) {
        outbox.publish(
                FAILED,
                asset.photoId(),
                version,
                new Failed(asset.photoId(), asset.key().toString(), reason));
    }

    void neverStored(OriginalKey key, Reason reason) {
        outbox.publish(FAILED, key.photoId(), 1, new Failed(key.photoId(), key.toString(), reason));
    }
}
