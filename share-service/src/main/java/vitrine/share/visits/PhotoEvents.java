package vitrine.share.visits;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.messaging.Outbox;
import vitrine.share.galleries.SharedPhoto;

/** Tells gallery-service what clients looked at and took home. */
@Component
class PhotoEvents {

    private final Visits visits;
    private final ZipDownloads zips;
    private final Outbox outbox;

    PhotoEvents(Visits visits, ZipDownloads zips, Outbox outbox) {
        this.visits = visits;
        this.zips = zips;
        this.outbox = outbox;
    }

    record ZipTaken(UUID downloadId, UUID linkId, UUID galleryId, List<UUID> photoIds) {}

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

    /** A ZIP counts as one download of the link, and as one of each photo in it, when its first byte is asked for. */
    @Transactional
    public void zipFetched(VisitedLink link, UUID order) {
        zips.firstFetch(order, link).ifPresent(photos -> {
            visits.countDownload(link);
            outbox.publish(
                    "share.zip.downloaded.v1",
                    order,
                    1,
                    new ZipTaken(order, link.id(), link.gallery().id(), photos));
        });
    }

    private void publish(String type, VisitedLink link, SharedPhoto photo) {
        outbox.publish(
                type,
                photo.id(),
                visits.nextPhotoEventVersion(),
                new PhotoSeen(photo.id(), link.id(), link.gallery().id()));
    }
}
