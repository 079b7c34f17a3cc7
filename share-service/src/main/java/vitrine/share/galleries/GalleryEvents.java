package vitrine.share.galleries;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** Keeps the projection: whatever the order and however often events arrive, the newest of each subject counts. */
@Component
class GalleryEvents {

    private static final String QUEUE = "share.galleries";

    private final SharedGalleries galleries;
    private final SharedPhotos photos;
    private final Replays replays;
    private final Inbox inbox;
    private final ApplicationEventPublisher facts;

    GalleryEvents(
            SharedGalleries galleries,
            SharedPhotos photos,
            Replays replays,
            Inbox inbox,
            ApplicationEventPublisher facts) {
        this.galleries = galleries;
        this.photos = photos;
        this.replays = replays;
        this.inbox = inbox;
        this.facts = facts;
    }

    record GallerySaved(
            UUID galleryId,
            UUID studioId,
            @Nullable UUID ownerId,
            String name,
            @Nullable String description,
            @Nullable LocalDate eventDate,
            @Nullable UUID coverPhotoId,
            @Nullable Double coverFocusX,
            @Nullable Double coverFocusY,
            @Nullable String studioName,
            @Nullable String downloadNames,
            @Nullable List<Section> sets,
            @Nullable Boolean binned) {}

    record Section(UUID id, String name) {}

    record GalleryDeleted(UUID galleryId, UUID studioId) {}

    record PhotoSaved(
            UUID photoId,
            @Nullable UUID galleryId,
            String key,
            String filename,
            @Nullable String datedName,
            @Nullable String title,
            String status,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String placeholder,
            String position,
            @Nullable UUID setId,
            boolean hidden) {

        boolean isShown() {
            return status.equals("ready") && !hidden;
        }
    }

    record PhotoDeleted(UUID photoId) {}

    record Mark(UUID replayId) {}

    @Consumes(
            queue = QUEUE,
            types = {
                "gallery.saved.v1",
                "gallery.deleted.v1",
                "photo.saved.v1",
                "photo.deleted.v1",
                "gallery.replay.begun.v1",
                "gallery.replay.ended.v1"
            })
    void on(Event event) {
        switch (event.type()) {
            case "gallery.replay.begun.v1" -> {
                inbox.forgetVersions(QUEUE);
                replays.begin(event.dataAs(Mark.class).replayId());
            }
            case "gallery.replay.ended.v1" ->
                replays.end(event.dataAs(Mark.class).replayId())
                        .forEach(gone -> facts.publishEvent(new GalleryGone(gone)));
            default -> tell(event);
        }
    }

    private void tell(Event event) {
        var newer = inbox.isNewer(QUEUE, event.subject(), event.version());
        switch (event.type()) {
            case "gallery.saved.v1" -> {
                if (newer) {
                    save(event.dataAs(GallerySaved.class));
                }
            }
            case "photo.saved.v1" -> {
                if (newer) {
                    photos.save(event.dataAs(PhotoSaved.class));
                }
            }
            // What is deleted stays deleted, whatever the version says.
            case "gallery.deleted.v1" -> {
                var deleted = event.dataAs(GalleryDeleted.class);
                galleries.delete(deleted.galleryId(), deleted.studioId());
                facts.publishEvent(new GalleryGone(deleted.galleryId()));
            }
            case "photo.deleted.v1" ->
                photos.delete(event.dataAs(PhotoDeleted.class).photoId());
            default -> throw new IllegalArgumentException("Not bound to " + event.type());
        }
    }

    /** In the bin a gallery is gone for everybody whom it was shared with, until it comes back. */
    private void save(GallerySaved gallery) {
        var wasThere = galleries
                .find(gallery.galleryId())
                .filter(known -> !known.deleted())
                .isPresent();
        galleries.save(gallery);
        if (wasThere && Boolean.TRUE.equals(gallery.binned())) {
            facts.publishEvent(new GalleryGone(gallery.galleryId()));
        }
    }
}
