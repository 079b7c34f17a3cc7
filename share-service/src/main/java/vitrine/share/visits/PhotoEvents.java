package vitrine.share.visits;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.messaging.Outbox;
import vitrine.share.galleries.SharedPhoto;

/** Tells gallery-service what clients looked at and took home. */
@Component
class PhotoEvents {

    private final Visits visits;
    private final Outbox outbox;

    PhotoEvents(Visits visits, Outbox outbox) {
        this.visits = visits;
        this.outbox = outbox;
    }

    record PhotoSeen(UUID photoId, UUID linkId, UUID galleryId) {}

    @Transactional
    public void viewed(VisitedLink link, SharedPhoto photo) {
        publish("share.photo.viewed.v1", link, photo);
    }

    @Transactional
    public void downloaded(VisitedLink link, SharedPhoto photo) {
        visits.countDownload(link);
        publish("share.photo.downloaded.v1", link, photo);
    }

    private void publish(String type, VisitedLink link, SharedPhoto photo) {
        outbox.publish(
                type,
                photo.id(),
                visits.nextPhotoEventVersion(),
                new PhotoSeen(photo.id(), link.id(), link.gallery().id()));
    }
}
