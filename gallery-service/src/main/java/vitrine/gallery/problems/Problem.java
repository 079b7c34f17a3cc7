package vitrine.gallery.problems;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal that the caller is told about. */
public final class Problem extends ErrorResponseException {

    private Problem(ProblemKind kind, String detail) {
        super(kind.status(), body(kind, detail), null);
    }

    private static ProblemDetail body(ProblemKind kind, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(kind.status(), detail);
        body.setType(kind.type());
        body.setTitle(kind.title());
        return body;
    }

    public static Problem of(ProblemKind kind) {
        return new Problem(kind, kind.detail());
    }

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail);
    }

    /** Also for what belongs to others: strangers do not learn that it exists. */
    public static Problem notFound() {
        return of(ProblemKind.NOT_FOUND);
    }

    /** A field that the bean constraints could not judge. */
    public static Problem invalid(String field, String message) {
        return of(ProblemKind.VALIDATION).with("errors", java.util.List.of(new FieldProblem(field, message)));
    }

    /** @param seconds as the {@code Retry-After} of another service says it */
    public Problem retryAfter(String seconds) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, seconds);
        return this;
    }

    public Problem with(String property, Object value) {
        getBody().setProperty(property, value);
        return this;
    }
}
