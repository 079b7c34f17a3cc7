package vitrine.media.problems;

import java.net.URI;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What every problem carries, wherever it was made. */
final class ProblemShape {

    private static final URI BLANK = URI.create("about:blank");

    private ProblemShape() {}

    static void complete(ProblemDetail problem) {
        if (problem.getType() == null || BLANK.equals(problem.getType())) {
            problem.setType(URI.create("urn:vitrine:problem:" + slug(problem.getStatus())));
        }
        problem.setInstance(null);
        String trace = MDC.get("traceId");
        if (trace != null) {
            problem.setProperty("trace_id", trace);
        }
    }

    static ProblemDetail of(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        HttpStatus answered = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        ProblemDetail problem =
                Refusal.problem(answered, slug(answered.value()), answered.getReasonPhrase(), sentence(answered));
        complete(problem);
        return problem;
    }

    private static String slug(int status) {
        return switch (status) {
            case 400 -> "malformed-request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 409 -> "conflict";
            case 410 -> "gone";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 416 -> "range-not-satisfiable";
            case 422 -> "unprocessable";
            case 429 -> "rate-limited";
            case 503 -> "unavailable";
            default -> status < 500 ? "malformed-request" : "internal";
        };
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "Sign in first.";
            case FORBIDDEN -> "This account may not do that.";
            case NOT_FOUND -> "There is nothing here.";
            case METHOD_NOT_ALLOWED -> "That cannot be done with this address.";
            default ->
                status.is4xxClientError()
                        ? "The request could not be understood."
                        : "Something went wrong here. The trace id leads to it in the logs.";
        };
    }
}
