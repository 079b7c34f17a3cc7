package vitrine.gallery.access;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.problems.Problem;

/** Whether a gallery is the caller's to work in; strangers cannot tell it from one that does not exist. */
@Component
public class GalleryReach {

    private final JdbcClient jdbc;

    GalleryReach(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem not found, when the gallery does not exist or belongs to others */
    public void require(Caller caller, UUID galleryId) {
        require(caller, galleryId, "");
    }

    /** The same, and holds the gallery in place until the transaction ends: photos may still arrive in it. */
    public void requireAndHold(Caller caller, UUID galleryId) {
        require(caller, galleryId, " for key share");
    }

    /** The same, and nothing may arrive in the gallery from here on. */
    public void requireAndClose(Caller caller, UUID galleryId) {
        require(caller, galleryId, " for update");
    }

    private void require(Caller caller, UUID galleryId, String lock) {
        if (jdbc.sql("select 1 from galleries where id = :id and (:everywhere or studio_id = :studio)" + lock)
                .param("id", galleryId)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw Problem.notFound();
        }
    }
}
