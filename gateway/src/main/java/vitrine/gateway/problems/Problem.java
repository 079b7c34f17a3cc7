package vitrine.gateway.problems;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal with a stable type that clients may rely on and a sentence for people. */
public final class Problem extends ErrorResponseException {

    private Problem(HttpStatus status, ProblemDetail body) {
        super(status, body, null);
    }

    public static Problem of(HttpStatus status, String slug, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:vitrine:problem:" + slug));
        body.setTitle(title);
        return new Problem(status, body);
    }

    public static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is nothing here.");
    }

    public static Problem malformed() {
        return of(HttpStatus.BAD_REQUEST, "malformed-request", "Malformed request", "The request cannot be read.");
    }

    public static Problem methodNotAllowed(String allowed) {
        var problem = of(
                HttpStatus.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "Method not allowed",
                "This address does not support the method.");
        problem.getHeaders().set(HttpHeaders.ALLOW, allowed);
        return problem;
    }

    public static Problem unauthorized() {
        var problem = of(HttpStatus.UNAUTHORIZED, "unauthorized", "Not signed in", "Please sign in.");
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problem;
    }

    public static Problem unavailable(String detail) {
        var problem = of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Unavailable", detail);
        problem.getHeaders()
                .set(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(Duration.ofSeconds(2).toSeconds()));
        return problem;
    }
}
