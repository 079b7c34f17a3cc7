package vitrine.media.problems;

import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import vitrine.media.archives.BrokenOff;
import vitrine.media.storage.StorageUnavailable;

/** Answers every refused or failed request as problem+json with a stable type and the trace to look for in the logs. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private record FieldProblem(String field, String message) {}

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    @Nullable
    ResponseEntity<Object> unavailable(Exception failure, WebRequest request) {
        log.warn("The database is out of reach", failure);
        return unavailable(failure, "This cannot be done at the moment. Try again in a minute.", request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> storageAway(StorageUnavailable failure, WebRequest request) {
        log.warn("A storage back end is out of reach", failure);
        return unavailable(
                failure,
                "The storage does not answer at the moment; nothing was kept. Try again in a minute.",
                request);
    }

    private @Nullable ResponseEntity<Object> unavailable(Exception failure, String detail, WebRequest request) {
        ProblemDetail problem = Refusal.problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Unavailable", detail);
        return handleExceptionInternal(failure, problem, retrySoon(), HttpStatus.SERVICE_UNAVAILABLE, request);
    }

    /** The container could not decode the query. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> undecodable(InvalidParameterException failure, WebRequest request) {
        return handleExceptionInternal(failure, null, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    /** Nothing can be answered any more; only an exception that the container sees makes it cut the connection. */
    @ExceptionHandler
    void brokenOff(BrokenOff failure) throws BrokenOff {
        throw failure;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, WebRequest request) {
        log.error("Unexpected failure", failure);
        ProblemDetail problem = Refusal.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong",
                "Something went wrong here. The trace id leads to it in the logs.");
        return handleExceptionInternal(failure, problem, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        invalid.getFieldErrors()
                .forEach(error -> errors.add(
                        new FieldProblem(snakeCase(error.getField()), String.valueOf(error.getDefaultMessage()))));
        ProblemDetail problem = Refusal.problem(
                HttpStatus.BAD_REQUEST, "validation", "Not valid", "Some fields are missing or not valid.");
        problem.setProperty("errors", errors);
        return handleExceptionInternal(invalid, problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(mismatch, Refusal.notFound().getBody(), headers, HttpStatus.NOT_FOUND, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
            AsyncRequestNotUsableException gone, WebRequest request) {
        return null; // nobody is left to answer
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // What the framework would say of its own exceptions echoes the request.
        ProblemDetail problem = failure instanceof Refusal refusal
                ? refusal.getBody()
                : body instanceof ProblemDetail given && isOurs(given) ? given : ProblemShape.of(status.value());
        ProblemShape.complete(problem);
        HttpHeaders answer = new HttpHeaders();
        answer.addAll(headers);
        answer.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        answer.setCacheControl("no-store");
        return super.handleExceptionInternal(failure, problem, answer, status, request);
    }

    private static boolean isOurs(ProblemDetail problem) {
        return problem.getType() != null
                && problem.getType().getScheme() != null
                && problem.getType().getScheme().equals("urn");
    }

    private static HttpHeaders retrySoon() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return headers;
    }

    static String snakeCase(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
