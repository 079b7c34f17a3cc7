package vitrine.gallery.galleries;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Announces galleries as they are, without a change. */
@Component
public class GalleryReplay {

    private final Galleries galleries;
    private final GalleryAnnouncements announcements;

    GalleryReplay(Galleries galleries, GalleryAnnouncements announcements) {
        this.galleries = galleries;
        this.announcements = announcements;
    }

    /**
     * Tells the next galleries in the order of ids, also those in the bin.
     *
     * @return their ids; fewer than asked for at the end
     */
    @Transactional
    public List<UUID> tell(UUID after, int limit) {
        List<Gallery> page = galleries.hold(after, Limit.of(limit));
        page.forEach(announcements::saved);
        return page.stream().map(Gallery::id).toList();
    }
}
