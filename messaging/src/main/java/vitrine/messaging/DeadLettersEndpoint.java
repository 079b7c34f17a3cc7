package vitrine.messaging;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** For operators: what was given up, and its replay queue by queue. */
@Endpoint(id = "deadletters")
class DeadLettersEndpoint {

    private final DeadLetters deadLetters;

    DeadLettersEndpoint(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    record Replayed(String queue, int messages) {}

    @ReadOperation
    List<DeadLetters.DeadQueue> counts() {
        return deadLetters.counts();
    }

    @WriteOperation
    Replayed replay(@Selector String queue) {
        return new Replayed(queue, deadLetters.replay(queue));
    }
}
