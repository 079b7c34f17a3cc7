package vitrine.media.watermarks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.media.logos.Logos;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** A studio that goes takes its watermark and logos along. */
@Component
@Profile("!worker")
class StudioDeletions {

    private final Watermarks watermarks;
    private final Logos logos;

    StudioDeletions(Watermarks watermarks, Logos logos) {
        this.watermarks = watermarks;
        this.logos = logos;
    }

    record AccountDeleted(@Nullable UUID studioId, boolean studioDeleted) {}

    @Consumes(queue = "media.studios", types = "account.deleted.v1")
    void on(Event event) {
        var deleted = event.dataAs(AccountDeleted.class);
        if (deleted.studioDeleted() && deleted.studioId() != null) {
            watermarks.forget(deleted.studioId());
            logos.forget(deleted.studioId());
        }
    }
}
