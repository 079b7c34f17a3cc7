package vitrine.share.proofing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.accounts.AccountGone;
import vitrine.share.galleries.GalleryGone;

/** With a gallery, an account or a studio goes all that visitors of its links left. */
@Component
class Departures {

    private final JdbcClient jdbc;

    Departures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(GalleryGone gone) {
        forget("gallery_id = :cause", gone.galleryId(), null);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AccountGone gone) {
        forget("created_by = :cause or studio_id = :studio", gone.accountId(), gone.studioId());
    }

    private void forget(String links, UUID cause, @Nullable UUID studio) {
        var gone = "(select id from visitors where link_id in (select id from share_links where " + links + "))";
        for (var statement : List.of(
                "delete from sign_offs where visitor_id in " + gone,
                "delete from applied_changes where visitor_id in " + gone,
                "delete from verdicts where visitor_id in " + gone,
                "delete from choice_lists where visitor_id in " + gone,
                "delete from comments where visitor_id in " + gone,
                "delete from visitor_carries where visitor_id in " + gone,
                "delete from visitor_devices where visitor_id in " + gone,
                "delete from visitors where id in " + gone,
                "delete from carry_requests where link_id in (select id from share_links where " + links + ")")) {
            jdbc.sql(statement).param("cause", cause).param("studio", studio).update();
        }
    }
}
