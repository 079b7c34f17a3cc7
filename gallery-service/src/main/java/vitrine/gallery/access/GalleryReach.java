package vitrine.gallery.access;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** Whether a gallery is the caller's to work in; strangers cannot tell it from one that does not exist. */
@Component
public class GalleryReach {

    private final JdbcClient jdbc;

    GalleryReach(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem not found, when the gallery does not exist, belongs to others or is in the bin */
    public void require(Caller caller, UUID galleryId) {
        require(caller, galleryId, "");
    }

    /** The same, of a gallery that is not locked, and holds it in place until the transaction ends: photos may still arrive in it. */
    public void requireAndHold(Caller caller, UUID galleryId) {
        require(caller, galleryId, " for key share");
        requireUnlocked(List.of(galleryId));
    }

    /** The same, and nobody else arranges the gallery until the transaction ends: photos may still arrive in it. */
    public void requireAndArrange(Caller caller, UUID galleryId) {
        require(caller, galleryId, " for no key update");
        requireUnlocked(List.of(galleryId));
    }

    /** The same, and nothing may arrive in the gallery from here on. */
    public void requireAndClose(Caller caller, UUID galleryId) {
        require(caller, galleryId, " for update");
        requireUnlocked(List.of(galleryId));
    }

    /** @throws Problem when one of them keeps its photos as they are */
    public void requireUnlocked(Collection<UUID> galleryIds) {
        if (!jdbc.sql("select 1 from galleries where id = any(?) and locked")
                .param(galleryIds.toArray(UUID[]::new))
                .query(Integer.class)
                .list()
                .isEmpty()) {
            throw Problem.of(ProblemKind.GALLERY_LOCKED);
        }
    }

    private void require(Caller caller, UUID galleryId, String lock) {
        if (jdbc.sql(
                        "select 1 from galleries where id = :id and binned_at is null and (:everywhere or studio_id = :studio)"
                                + lock)
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
