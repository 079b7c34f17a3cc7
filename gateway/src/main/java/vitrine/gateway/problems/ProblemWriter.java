package vitrine.gateway.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is involved: in filters, in the security chain, for routes. */
@Component
public class ProblemWriter {

    private final JsonMapper json;
    private final Traces traces;

    ProblemWriter(JsonMapper json, Traces traces) {
        this.json = json;
        this.traces = traces;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status) throws IOException {
        write(request, response, standard(status));
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var body = problem.getBody();
        body.setProperty("trace_id", traces.currentId(request));
        response.resetBuffer();
        response.setStatus(body.getStatus());
        problem.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var bytes = json.writeValueAsBytes(body);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** The shape for a refusal that has no more to say than its status. */
    private static Problem standard(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> Problem.malformed();
            case UNAUTHORIZED -> Problem.unauthorized();
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.of(status, "forbidden", "Forbidden", "This is not allowed.");
            case CONTENT_TOO_LARGE -> Problem.of(status, "too-large", "Too large", "The request is too large.");
            case SERVICE_UNAVAILABLE ->
                Problem.unavailable("This is not possible at the moment. Please try again soon.");
            case INTERNAL_SERVER_ERROR -> internal();
            default ->
                Problem.of(
                        status,
                        status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                        status.getReasonPhrase(),
                        status.getReasonPhrase() + ".");
        };
    }

    static Problem internal() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Internal error",
                "Something went wrong on our side. The trace id tells us what.");
    }
}
