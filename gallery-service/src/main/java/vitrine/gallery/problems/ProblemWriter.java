package vitrine.gallery.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is reached: in filters and in the container's error dispatch. */
@Component
public class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, ProblemKind kind) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(kind.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream()
                .write(json.writeValueAsBytes(body(kind, kind.status().value())));
    }

    static Map<String, @Nullable Object> body(ProblemKind kind, int status) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", kind.type().toString());
        body.put("title", kind.title());
        body.put("status", status);
        body.put("detail", kind.detail());
        body.put("trace_id", Problems.traceId());
        return body;
    }
}
