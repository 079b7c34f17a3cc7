package vitrine.gallery.studios;

import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What studios are called. */
@Component
public class Studios {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Studios(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** The name, or the fallback kept until the studio's own is heard. */
    @Transactional
    public String nameOf(UUID studioId, String fallback) {
        jdbc.sql("insert into studios (id, name, guessed) values (?, ?, true) on conflict (id) do nothing")
                .params(studioId, fallback)
                .update();
        return jdbc.sql("select name from studios where id = ?")
                .param(studioId)
                .query(String.class)
                .single();
    }

    /** Under which names the studio's originals are saved. */
    public DownloadNames downloadNames(UUID studioId) {
        return DownloadNames.ofStored(jdbc.sql("select download_names from studios where id = ?")
                .param(studioId)
                .query(String.class)
                .optional()
                .orElse(null));
    }

    /** Galleries tell other services how their photos are saved, so all of the studio's are told anew. */
    @Transactional
    public void saveDownloadsAs(UUID studioId, DownloadNames names) {
        int changed = jdbc.sql("""
                        insert into studios (id, name, guessed, download_names) values (:id, '', true, :names)
                        on conflict (id) do update set download_names = excluded.download_names
                        where studios.download_names <> excluded.download_names""")
                .param("id", studioId)
                .param("names", names.stored())
                .update();
        if (changed > 0) {
            events.publishEvent(new StudioChanged(studioId));
        }
    }

    void forget(UUID studioId) {
        jdbc.sql("delete from studios where id = ?").param(studioId).update();
    }

    void called(UUID studioId, String name) {
        int changed = jdbc.sql("""
                        insert into studios (id, name) values (:id, :name)
                        on conflict (id) do update set name = excluded.name, guessed = false
                        where studios.name <> excluded.name or studios.guessed""").param("id", studioId).param("name", name).update();
        if (changed > 0) {
            events.publishEvent(new StudioChanged(studioId));
        }
    }
}
