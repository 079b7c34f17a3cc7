package vitrine.gallery.notifications;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.notifications.Notices.News;

/** Tells people that a gallery is shared with them: by a letter to their address, and in the app once they have an account. */
@Component
public class SharingNews {

    private final Letters letters;
    private final Notices notices;
    private final JdbcClient jdbc;

    SharingNews(Letters letters, Notices notices, JdbcClient jdbc) {
        this.letters = letters;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    /** @param language of whoever is not known here */
    @Transactional(propagation = Propagation.MANDATORY)
    public void letter(UUID permission, String language) {
        letters.aboutPermission(permission, language);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void notice(UUID account, UUID galleryId) {
        String studio = jdbc.sql("select s.name from studios s join galleries g on g.studio_id = s.id where g.id = ?")
                .param(galleryId)
                .query(String.class)
                .optional()
                .orElse(null);
        notices.tell(account, new News(NoticeKind.GRANTED, galleryId, null, studio, null, 1, Instant.now()));
    }
}
