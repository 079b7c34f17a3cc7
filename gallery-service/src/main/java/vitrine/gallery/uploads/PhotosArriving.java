package vitrine.gallery.uploads;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.photos.PhotoArrivals;
import vitrine.gallery.photos.PhotoMetadata;
import vitrine.gallery.problems.Problem;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/**
 * Makes the photo of an upload exactly once, whoever comes first: the client with its confirmation, or media-service
 * with one of its events, in any order.
 */
@Component
class PhotosArriving {

    private static final String QUEUE = "gallery.assets";
    private static final String STORED = "media.asset.stored.v1";
    private static final String READY = "media.asset.ready.v1";
    private static final String FAILED = "media.asset.failed.v1";

    private final Uploads uploads;
    private final PhotoArrivals photos;
    private final Inbox inbox;

    PhotosArriving(Uploads uploads, PhotoArrivals photos, Inbox inbox) {
        this.uploads = uploads;
        this.photos = photos;
        this.inbox = inbox;
    }

    @Transactional
    public UploadDesk.Confirmed confirmed(UUID photoId, String filename, Upload.Content content) {
        Upload upload = uploads.lock(photoId).orElseThrow(Problem::notFound);
        if (!upload.arrived()) {
            photos.arrived(upload.as(filename, content));
            uploads.arrived(photoId);
        } else if (!upload.confirmed() && !photos.named(photoId, filename)) {
            throw Problem.notFound();
        }
        if (!upload.confirmed()) {
            uploads.confirmed(photoId);
        }
        return new UploadDesk.Confirmed(photoId, !upload.confirmed());
    }

    record Stored(
            String contentType,
            long sizeBytes,
            @Nullable String sha256,
            @Nullable Integer width,
            @Nullable Integer height) {}

    record Ready(
            int width,
            int height,
            @Nullable String placeholder,
            @Nullable PhotoMetadata metadata) {}

    record Failed(Reason reason) {}

    record Reason(String code, String message) {}

    @Consumes(
            queue = QUEUE,
            types = {STORED, READY, FAILED})
    public void on(Event event) {
        UUID photoId = event.subject();
        Upload upload = uploads.lock(photoId)
                .orElseThrow(() -> new IllegalStateException("No upload is known for asset " + photoId));
        switch (event.type()) {
            case STORED -> stored(upload, event.dataAs(Stored.class));
            case READY -> {
                made(upload, upload.announced());
                if (inbox.isNewer(QUEUE, photoId, event.version())) {
                    Ready ready = event.dataAs(Ready.class);
                    photos.ready(photoId, ready.width(), ready.height(), ready.placeholder(), ready.metadata());
                }
            }
            case FAILED -> {
                made(upload, upload.announced());
                if (inbox.isNewer(QUEUE, photoId, event.version())) {
                    Reason reason = event.dataAs(Failed.class).reason();
                    photos.failed(photoId, reason.code(), reason.message());
                }
            }
            default -> throw new IllegalArgumentException("Not subscribed to " + event.type());
        }
    }

    private void stored(Upload upload, Stored stored) {
        var content = new Upload.Content(
                stored.contentType(), stored.sizeBytes(), stored.sha256(), stored.width(), stored.height());
        if (!made(upload, content)) {
            photos.contentKnown(upload.photoId(), stored.contentType(), stored.sizeBytes(), stored.sha256());
        }
    }

    /** @return false when the photo had been made before; it may have been deleted since and stays so */
    private boolean made(Upload upload, Upload.Content content) {
        if (upload.arrived()) {
            return false;
        }
        photos.arrived(upload.as(upload.filename(), content));
        uploads.arrived(upload.photoId());
        return true;
    }
}
