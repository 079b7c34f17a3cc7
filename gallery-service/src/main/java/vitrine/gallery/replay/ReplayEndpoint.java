package vitrine.gallery.replay;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** For operators: announces all galleries and photos once more, as they are. Answers when all are in the outbox. */
@Component
@Endpoint(id = "replay")
class ReplayEndpoint {

    private final Replay replay;

    ReplayEndpoint(Replay replay) {
        this.replay = replay;
    }

    @WriteOperation
    Replay.Told tell() {
        return replay.tell();
    }
}
