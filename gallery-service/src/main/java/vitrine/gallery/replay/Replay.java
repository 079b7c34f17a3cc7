package vitrine.gallery.replay;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.gallery.galleries.GalleryReplay;
import vitrine.gallery.photos.PhotoReplay;
import vitrine.messaging.Outbox;

/**
 * Everything between two marks. Listeners forget at the first mark which versions they have seen, and drop at the second what was not
 * told in between. Changes that happen meanwhile are announced as ever, in their order. One that is broken off has no second mark:
 * nothing is dropped, and it can be begun again.
 */
@Component
class Replay {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 500;

    private final GalleryReplay galleries;
    private final PhotoReplay photos;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Replay(GalleryReplay galleries, PhotoReplay photos, Outbox outbox, TransactionTemplate transaction) {
        this.galleries = galleries;
        this.photos = photos;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    record Told(UUID replayId, long galleries, long photos) {}

    record Mark(UUID replayId) {}

    Told tell() {
        UUID id = IDS.generate();
        mark("gallery.replay.begun.v1", id, 1);
        long toldGalleries = all(galleries::tell);
        long toldPhotos = all(photos::tell);
        mark("gallery.replay.ended.v1", id, 2);
        return new Told(id, toldGalleries, toldPhotos);
    }

    private interface Page {
        /** @return the ids that were told, in their order */
        List<UUID> tell(UUID after, int limit);
    }

    private static long all(Page page) {
        long told = 0;
        UUID after = BEFORE_ALL;
        while (true) {
            List<UUID> ids = page.tell(after, PAGE);
            told += ids.size();
            if (ids.size() < PAGE) {
                return told;
            }
            after = ids.getLast();
        }
    }

    private void mark(String type, UUID id, long version) {
        transaction.executeWithoutResult(status -> outbox.publish(type, id, version, new Mark(id)));
    }
}
