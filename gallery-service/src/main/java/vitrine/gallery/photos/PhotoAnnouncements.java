package vitrine.gallery.photos;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Outbox;

/** Tells other services and open pages about photos, in the transaction of the change. */
@Component
class PhotoAnnouncements {

    private final Outbox outbox;
    private final JdbcClient jdbc;

    PhotoAnnouncements(Outbox outbox, JdbcClient jdbc) {
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    void saved(Photo photo) {
        saved(List.of(photo));
    }

    void saved(List<Photo> photos) {
        again(photos);
        notifyPages(photos.stream()
                .map(photo -> PhotoNotice.saved(photo.studioId(), photo.id()))
                .toList());
    }

    /** Open pages know them already. */
    void again(List<Photo> photos) {
        photos.forEach(photo -> outbox.publish("photo.saved.v1", photo.id(), photo.version(), photo.asEvent()));
    }

    /** They were in these galleries until now, and are elsewhere. */
    void left(List<PhotoNotice> notices) {
        if (!notices.isEmpty()) {
            notifyPages(notices);
        }
    }

    /** Nobody is shown them any more; they may come back. */
    void binned(List<Photo> photos) {
        again(photos);
        notifyPages(photos.stream().map(Photo::asGone).toList());
    }

    record Showing(AssetShown asset, long version) {}

    void assets(List<Showing> showings) {
        showings.forEach(showing ->
                outbox.publish("asset.shown.v1", showing.asset().assetId(), showing.version(), showing.asset()));
    }

    record Deletion(PhotoDeleted photo, long version) {}

    void deleted(List<Deletion> deletions) {
        List<PhotoNotice> notices = new ArrayList<>(deletions.size());
        for (Deletion deletion : deletions) {
            PhotoDeleted photo = deletion.photo();
            outbox.publish("photo.deleted.v1", photo.photoId(), deletion.version(), photo);
            notices.add(PhotoNotice.deleted(photo.studioId(), photo.photoId(), photo.galleryId()));
        }
        notifyPages(notices);
    }

    private void notifyPages(List<PhotoNotice> notices) {
        jdbc.sql("select pg_notify(?, payload) from unnest(?) payload")
                .param(PhotoNotice.CHANNEL)
                .param(notices.stream().map(PhotoNotice::encoded).toArray(String[]::new))
                .query((row, n) -> n)
                .list();
    }
}
