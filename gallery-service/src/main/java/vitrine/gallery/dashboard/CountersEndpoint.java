package vitrine.gallery.dashboard;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** For operators: sums everything that was heard anew. */
@Component
@Endpoint(id = "counters")
class CountersEndpoint {

    private final Facts facts;

    CountersEndpoint(Facts facts) {
        this.facts = facts;
    }

    @WriteOperation
    Facts.Rebuilt rebuild() {
        return facts.rebuild();
    }
}
