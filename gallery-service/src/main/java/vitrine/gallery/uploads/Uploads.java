package vitrine.gallery.uploads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.studios.AccountGone;

/** The uploads under way. */
@Component
class Uploads {

    /** Far longer than media-service keeps bytes that nobody confirmed, and than an event can be late. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    Uploads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Upload upload) {
        jdbc.sql("""
                        insert into uploads (photo_id, owner_id, studio_id, gallery_id, set_id, key, filename, content_type,
                                             size_bytes, sha256)
                        values (:photo, :owner, :studio, (select id from galleries where id = :gallery and binned_at is null for key share),
                                (select id from gallery_sets where id = :set for key share),
                                :key, :filename, :type, :size, :sha256)""")
                .param("photo", upload.photoId())
                .param("owner", upload.ownerId())
                .param("studio", upload.studioId())
                .param("gallery", upload.galleryId())
                .param("set", upload.setId())
                .param("key", upload.key())
                .param("filename", upload.filename())
                .param("type", upload.contentType())
                .param("size", upload.sizeBytes())
                .param("sha256", upload.sha256())
                .update();
    }

    Optional<Upload> ofOwner(String key, UUID owner) {
        return jdbc.sql("select * from uploads where key = ? and owner_id = ?")
                .params(key, owner)
                .query(Uploads::upload)
                .optional();
    }

    /**
     * Locks the upload and, before it, its gallery, which then cannot be deleted until the photo is in it; if it was, the photo
     * goes to the library.
     */
    Optional<Upload> lock(UUID photoId) {
        boolean inBin =
                jdbc.sql("""
                        select g.binned_at is not null from galleries g
                         where g.id = (select gallery_id from uploads where photo_id = ?) for key share""").param(photoId).query(Boolean.class).optional().orElse(false);
        return jdbc.sql("select * from uploads where photo_id = ? for update")
                .param(photoId)
                .query(Uploads::upload)
                .optional()
                .map(upload -> inBin ? upload.intoLibrary() : upload);
    }

    void arrived(UUID photoId) {
        jdbc.sql("update uploads set arrived_at = now() where photo_id = ?")
                .param(photoId)
                .update();
    }

    void confirmed(UUID photoId) {
        jdbc.sql("update uploads set confirmed_at = now() where photo_id = ?")
                .param(photoId)
                .update();
    }

    /** The photo that came of an upload too old to be remembered. */
    Optional<UUID> photoOf(String key, UUID owner) {
        return jdbc.sql("select id from photos where key = ? and owner_id = ? and copy_of is null")
                .params(key, owner)
                .query(UUID.class)
                .optional();
    }

    /**
     * Nothing comes of them any more. They stay known: what media-service still says about them is then no riddle, only too late.
     */
    @EventListener
    @Order(AccountGone.END_UPLOADS)
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AccountGone gone) {
        jdbc.sql("""
                        update uploads set arrived_at = now()
                         where (owner_id = :account or studio_id = :studio) and arrived_at is null""")
                .param("account", gone.accountId())
                .param("studio", gone.studioId())
                .update();
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("delete from uploads where created_at < now() - ? * interval '1 second'")
                .param(KEPT.toSeconds())
                .update();
    }

    private static Upload upload(ResultSet row, int n) throws SQLException {
        return new Upload(
                row.getObject("photo_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("studio_id", UUID.class),
                row.getObject("gallery_id", UUID.class),
                row.getObject("set_id", UUID.class),
                row.getString("key"),
                row.getString("filename"),
                row.getString("content_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getObject("arrived_at") != null,
                row.getObject("confirmed_at") != null);
    }
}
