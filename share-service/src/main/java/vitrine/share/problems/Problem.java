package vitrine.share.problems;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal with a stable type that clients may rely on and a sentence for people. */
public final class Problem extends ErrorResponseException {

    private Problem(HttpStatus status, String slug, String title, String detail) {
        super(status, describe(status, slug, title, detail), null);
    }

    /** A field of the request, as the client named it, and what is wrong with it. */
    public record FieldError(String field, String message) {}

    public static Problem of(HttpStatus status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "Not found", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", "Forbidden", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(HttpStatus.CONFLICT, "conflict", "Conflict", detail);
    }

    public static Problem unavailable(String detail) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Unavailable", detail);
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    static Problem invalid(List<FieldError> errors) {
        var problem =
                new Problem(HttpStatus.BAD_REQUEST, "validation", "Invalid request", "Some fields are not acceptable.");
        problem.getBody().setProperty("errors", errors);
        return problem;
    }

    public Problem retryAfter(Duration wait) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())));
        return this;
    }

    /** Adds a fact for the one who has to explain it; absent when there is none. */
    public Problem with(String member, @Nullable Object value) {
        if (value != null) {
            getBody().setProperty(member, value);
        }
        return this;
    }

    static ProblemDetail describe(HttpStatus status, String slug, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:vitrine:problem:" + slug));
        body.setTitle(title);
        return body;
    }
}
