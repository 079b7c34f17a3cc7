package vitrine.share.problems;

import io.micrometer.tracing.Tracer;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The id under which the logs of all services tell what happened to a request. */
@Component
class Traces {

    private final ObjectProvider<Tracer> tracer;

    Traces(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    String currentId() {
        var available = tracer.getIfAvailable();
        var span = available == null ? null : available.currentSpan();
        var id = span == null ? "" : span.context().traceId();
        return id.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : id;
    }
}
