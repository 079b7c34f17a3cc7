package vitrine.gallery.photos;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** Counts what visitors of share links did. The inbox sees to it that each visit counts once. */
@Component
class ShareEvents {

    private static final String VIEWED = "share.photo.viewed.v1";
    private static final String DOWNLOADED = "share.photo.downloaded.v1";

    private static final String ZIP_DOWNLOADED = "share.zip.downloaded.v1";

    private final JdbcClient jdbc;

    ShareEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record ZipDownloaded(List<UUID> photoIds) {}

    @Consumes(
            queue = "gallery.visits",
            types = {VIEWED, DOWNLOADED, ZIP_DOWNLOADED})
    void on(Event event) {
        if (event.type().equals(ZIP_DOWNLOADED)) {
            // In the order of ids, as everybody who changes many photos does.
            jdbc.sql("""
                            update photos set downloads = downloads + 1 where id in
                                (select id from photos where id = any(?) order by id for update)""")
                    .param(event.dataAs(ZipDownloaded.class).photoIds().toArray(UUID[]::new))
                    .update();
            return;
        }
        String counter = event.type().equals(DOWNLOADED) ? "downloads" : "views";
        jdbc.sql("update photos set " + counter + " = " + counter + " + 1 where id = ?")
                .param(event.subject())
                .update();
    }
}
