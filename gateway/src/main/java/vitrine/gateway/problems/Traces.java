package vitrine.gateway.problems;

import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The id under which the logs of all services tell what happened to a request. */
@Component
public class Traces {

    private static final String ATTRIBUTE = Traces.class.getName();

    private final ObjectProvider<Tracer> tracer;

    Traces(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    /** The same for the whole of a request, also after its span was closed. */
    public String currentId(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        var id = fresh();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private String fresh() {
        var available = tracer.getIfAvailable();
        var span = available == null ? null : available.currentSpan();
        var id = span == null ? "" : span.context().traceId();
        return id.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : id;
    }
}
