package vitrine.share.branding;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;
import vitrine.share.accounts.AccountGone;

@Repository
public class Brandings {

    private static final String QUEUE = "share.branding";

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final JsonMapper json;

    Brandings(JdbcClient jdbc, Inbox inbox, JsonMapper json) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.json = json;
    }

    record StudioBranded(
            Branding.Accent accent,
            String font,
            String fontFamily,
            Branding.@Nullable Logo logo,
            Branding.@Nullable Logo darkLogo,
            @Nullable String footer,
            @Nullable String website,
            @Nullable String email,
            @Nullable String phone) {}

    /** Null for a studio that looks as the platform does. */
    public @Nullable Branding of(UUID studio) {
        return find(studio)
                .map(looks -> new Branding(
                        looks.accent(),
                        looks.font(),
                        looks.logo(),
                        looks.darkLogo(),
                        looks.footer(),
                        looks.website(),
                        looks.email(),
                        looks.phone()))
                .orElse(null);
    }

    public Letterhead letterhead(UUID studio) {
        return find(studio).map(Letterhead::of).orElse(Letterhead.PLAIN);
    }

    private Optional<StudioBranded> find(UUID studio) {
        return jdbc.sql("select looks::text from studio_branding where studio_id = ?")
                .param(studio)
                .query(String.class)
                .optional()
                .map(looks -> json.readValue(looks, StudioBranded.class));
    }

    @Consumes(queue = QUEUE, types = "studio.branded.v1")
    void on(Event event) {
        if (inbox.isNewer(QUEUE, event.subject(), event.version())) {
            jdbc.sql("""
                            insert into studio_branding (studio_id, looks) values (:studio, cast(:looks as jsonb))
                            on conflict (studio_id) do update set looks = excluded.looks""")
                    .param("studio", event.subject())
                    .param("looks", event.data().toString())
                    .update();
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AccountGone gone) {
        if (gone.studioId() != null) {
            // Above all versions there are: what is still under way is overtaken.
            inbox.isNewer(QUEUE, gone.studioId(), Long.MAX_VALUE);
            jdbc.sql("delete from studio_branding where studio_id = ?")
                    .param(gone.studioId())
                    .update();
        }
    }
}
