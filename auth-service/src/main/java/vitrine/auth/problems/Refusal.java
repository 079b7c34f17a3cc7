package vitrine.auth.problems;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is understood and not granted; subclasses are the facts. */
public abstract class Refusal extends ErrorResponseException {

    private final String slug;

    protected Refusal(HttpStatus status, String slug, String detail) {
        super(status, problem(status, slug, detail), null);
        this.slug = slug;
    }

    protected Refusal(HttpStatus status, String slug, String detail, List<FieldProblem> errors) {
        this(status, slug, detail);
        getBody().setProperty("errors", errors);
    }

    /** The last part of the problem's type. */
    public String slug() {
        return slug;
    }

    protected void retryAfter(long seconds) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    private static ProblemDetail problem(HttpStatus status, String slug, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(Problems.type(slug));
        return problem;
    }
}
