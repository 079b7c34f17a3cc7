package vitrine.auth.problems;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The answers of the API when something is refused or fails; the catalogue of types is kept in the documentation. */
@Order(0)
@RestControllerAdvice(annotations = RestController.class)
public class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    static URI type(String slug) {
        return URI.create("urn:vitrine:problem:" + slug);
    }

    /** A problem of a general kind, as for any status without a more specific type. */
    static ProblemDetail of(HttpStatusCode status) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence(status.value()));
        complete(problem);
        return problem;
    }

    static void complete(ProblemDetail problem) {
        if (isGeneral(problem)) {
            problem.setType(type(slug(problem.getStatus())));
        }
        String traceId = MDC.get("traceId");
        if (traceId != null) {
            problem.setProperty("trace_id", traceId);
        }
    }

    @SuppressWarnings("NullAway") // ProblemDetail leaves the type unset until somebody sets it
    private static boolean isGeneral(ProblemDetail problem) {
        URI type = problem.getType();
        return type == null || type.toString().equals("about:blank");
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> mistyped(MethodArgumentTypeMismatchException e, WebRequest request) {
        // A path that names no possible id names nothing; a query parameter of the wrong type is a mistake.
        boolean inPath =
                e.getParameter().hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        HttpStatus status = inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
        return handleExceptionInternal(e, of(status), new HttpHeaders(), status, request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        CannotAcquireLockException.class
    })
    @Nullable
    ResponseEntity<Object> unavailable(Exception e, WebRequest request) {
        log.warn("Database not available: {}", e.toString());
        HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
        return handleExceptionInternal(e, of(status), new HttpHeaders(), status, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> overtaken(OptimisticLockingFailureException e, WebRequest request) {
        return handleExceptionInternal(e, of(HttpStatus.CONFLICT), new HttpHeaders(), HttpStatus.CONFLICT, request);
    }

    /** Left to the security filters, which know how to answer them. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        log.error("Unexpected failure", e);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return handleExceptionInternal(e, of(status), new HttpHeaders(), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        for (FieldError error : e.getBindingResult().getFieldErrors()) {
            errors.add(new FieldProblem(snakeCase(error.getField()), String.valueOf(error.getDefaultMessage())));
        }
        return handleExceptionInternal(e, new InvalidFields(errors).getBody(), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        e.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors()
                        .forEach(error -> errors.add(new FieldProblem(
                                snakeCase(String.valueOf(
                                        result.getMethodParameter().getParameterName())),
                                String.valueOf(error.getDefaultMessage())))));
        return handleExceptionInternal(e, new InvalidFields(errors).getBody(), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, "The body is not the JSON that was expected.");
        problem.setType(type("malformed-request"));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> response = super.handleExceptionInternal(e, body, headers, status, request);
        if (response == null) {
            return null;
        }
        ProblemDetail problem = response.getBody() instanceof ProblemDetail told ? told : of(status);
        complete(problem);
        return ResponseEntity.status(response.getStatusCode())
                .headers(response.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static String slug(int status) {
        return switch (status) {
            case 400 -> "malformed-request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406, 415 -> "unsupported-media-type";
            case 409 -> "conflict";
            case 410 -> "gone";
            case 413 -> "too-large";
            case 422 -> "unprocessable";
            case 429 -> "rate-limited";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal" : "malformed-request";
        };
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request is not well formed.";
            case 401 -> "Sign in first.";
            case 403 -> "This is not allowed for this account.";
            case 404 -> "There is nothing here.";
            case 405 -> "This method is not offered here.";
            case 409 -> "Somebody else changed it at the same time. Look again and repeat.";
            case 413 -> "The request is too large.";
            case 415 -> "Send application/json.";
            case 429 -> "Too many requests. Try again later.";
            case 503 -> "Not available at the moment. Try again in a few seconds.";
            default -> status >= 500 ? "Something went wrong on our side." : "The request cannot be answered.";
        };
    }
}
