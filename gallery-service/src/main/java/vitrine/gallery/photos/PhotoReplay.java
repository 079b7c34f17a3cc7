package vitrine.gallery.photos;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Announces photos as they are, without a change. */
@Component
public class PhotoReplay {

    private final Photos photos;
    private final PhotoAnnouncements announcements;

    PhotoReplay(Photos photos, PhotoAnnouncements announcements) {
        this.photos = photos;
        this.announcements = announcements;
    }

    /**
     * Tells the next photos in the order of ids, also those in the bin.
     *
     * @return their ids; fewer than asked for at the end
     */
    @Transactional
    public List<UUID> tell(UUID after, int limit) {
        List<Photo> page = photos.hold(after, Limit.of(limit));
        announcements.again(page);
        return page.stream().map(Photo::id).toList();
    }
}
