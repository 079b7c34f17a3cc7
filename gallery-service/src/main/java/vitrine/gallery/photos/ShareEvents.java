package vitrine.gallery.photos;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** Counts what visitors of share links did. The inbox sees to it that each visit counts once. */
@Component
class ShareEvents {

    private static final String VIEWED = "share.photo.viewed.v1";
    private static final String DOWNLOADED = "share.photo.downloaded.v1";

    private final JdbcClient jdbc;

    ShareEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Consumes(
            queue = "gallery.visits",
            types = {VIEWED, DOWNLOADED})
    void on(Event event) {
        String counter = event.type().equals(DOWNLOADED) ? "downloads" : "views";
        jdbc.sql("update photos set " + counter + " = " + counter + " + 1 where id = ?")
                .param(event.subject())
                .update();
    }
}
