package vitrine.media.watermarks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** A studio that goes takes its watermark along. */
@Component
@Profile("!worker")
class StudioDeletions {

    private final Watermarks watermarks;

    StudioDeletions(Watermarks watermarks) {
        this.watermarks = watermarks;
    }

    record AccountDeleted(@Nullable UUID studioId, boolean studioDeleted) {}

    @Consumes(queue = "media.studios", types = "account.deleted.v1")
    void on(Event event) {
        var deleted = event.dataAs(AccountDeleted.class);
        if (deleted.studioDeleted() && deleted.studioId() != null) {
            watermarks.forget(deleted.studioId());
        }
    }
}
