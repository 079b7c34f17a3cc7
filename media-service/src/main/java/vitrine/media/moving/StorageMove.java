package vitrine.media.moving;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.Storage;
import vitrine.media.storage.Storages;
import vitrine.media.storage.StoredObject;

/**
 * Copies photo by photo, reads each copy back, and only then lets the photo lie on the other back end. It can be ended at any
 * moment: begun again, it goes on. Old copies are removed last, when everything was switched.
 */
final class StorageMove {

    private static final Logger log = LoggerFactory.getLogger(StorageMove.class);
    private static final int BATCH = 200;

    private final MovingPhotos photos;
    private final Storages storages;

    StorageMove(MovingPhotos photos, Storages storages) {
        this.photos = photos;
        this.storages = storages;
    }

    /**
     * @param moved photos that lie on the target since this run
     * @param failed photos that stay where they were
     * @param removed old copies that are gone
     */
    record Outcome(int moved, int failed, int removed) {

        Outcome and(Outcome other) {
            return new Outcome(moved + other.moved, failed + other.failed, removed + other.removed);
        }
    }

    Outcome move(UUID studio, String target) {
        Storage to = storages.of(target);
        int moved = 0;
        int failed = 0;
        UUID after = new UUID(0, 0);
        for (List<UUID> some = photos.notOn(target, studio, after, BATCH);
                !some.isEmpty();
                some = photos.notOn(target, studio, after, BATCH)) {
            for (UUID photoId : some) {
                try {
                    moved += move(photoId, to) ? 1 : 0;
                } catch (IOException | RuntimeException e) {
                    failed++;
                    log.error("Photo {} stays where it is", photoId, e);
                }
                after = photoId;
            }
            log.info("Studio {}: {} photos moved to {}, {} failed", studio, moved, target, failed);
        }
        return new Outcome(moved, failed, 0);
    }

    private boolean move(UUID photoId, Storage to) throws IOException {
        Optional<MovingPhoto> found = photos.find(photoId);
        if (found.isEmpty() || found.get().storage().equals(to.id())) {
            return false;
        }
        MovingPhoto photo = found.get();
        Storage from = storages.of(photo.storage());
        for (MovingPhoto.Part part : photo.parts()) {
            copy(part, from, to);
        }
        if (photos.switchTo(to.id(), photo)) {
            return true;
        }
        if (photos.find(photoId).isEmpty()) {
            // Deleted while it was copied: the copy came after the deletion.
            to.deletePhoto(photo.key());
            return false;
        }
        throw new IOException("The photo changed while it was copied; the next run takes it");
    }

    private static void copy(MovingPhoto.Part part, Storage from, Storage to) throws IOException {
        StoredObject source = from.find(part.name())
                .orElseThrow(() -> new IOException(part.name().path() + " is missing on " + from.id()));
        if (isThere(part, to)) {
            return;
        }
        try (InputStream bytes = from.open(source, 0, source.size())) {
            to.write(part.name(), part.contentType(), bytes, part.checksums());
        }
        if (!isThere(part, to)) {
            to.delete(part.name());
            throw new IOException(part.name().path() + " is not the same on " + to.id());
        }
    }

    /** By reading it: what an interrupted run copied counts if it is right. */
    private static boolean isThere(MovingPhoto.Part part, Storage to) throws IOException {
        Optional<StoredObject> copy = to.find(part.name());
        if (copy.isEmpty() || copy.get().size() != part.checksums().size()) {
            return false;
        }
        try (InputStream bytes = to.open(copy.get(), 0, copy.get().size())) {
            return Checksums.of(bytes).equals(part.checksums());
        }
    }

    /** The old copies of this and of earlier, interrupted runs. */
    int removeOldCopies() throws IOException {
        int removed = 0;
        for (List<MovingPhotos.Left> some = photos.left(BATCH); !some.isEmpty(); some = photos.left(BATCH)) {
            for (MovingPhotos.Left left : some) {
                storages.of(left.storage()).deletePhoto(left.key());
                photos.removed(left);
                removed++;
            }
        }
        return removed;
    }
}
