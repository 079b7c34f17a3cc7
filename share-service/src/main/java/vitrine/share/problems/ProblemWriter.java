package vitrine.share.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is involved: in filters and in the security chain. */
@Component
public class ProblemWriter {

    private final JsonMapper json;
    private final Traces traces;

    ProblemWriter(JsonMapper json, Traces traces) {
        this.json = json;
        this.traces = traces;
    }

    public void write(HttpServletResponse response, HttpStatus status) throws IOException {
        write(response, Problems.standard(status));
    }

    public void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem.getBody());
    }

    private void write(HttpServletResponse response, ProblemDetail detail) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        detail.setProperty("trace_id", traces.currentId());
        response.setStatus(detail.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(detail));
    }
}
