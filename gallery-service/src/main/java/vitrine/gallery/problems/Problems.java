package vitrine.gallery.problems;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Gives every exception of a request its problem, with the trace it is logged under. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object given = body == null && e instanceof ErrorResponse refusal ? refusal.getBody() : body;
        ProblemDetail problem = given instanceof ProblemDetail detail ? detail : ProblemDetail.forStatus(status);
        if (problem.getType() == null || !"urn".equals(problem.getType().getScheme())) {
            describe(problem, ProblemKind.ofStatus(status));
        }
        problem.setProperty("trace_id", traceId());
        var ownHeaders = new HttpHeaders();
        ownHeaders.putAll(headers);
        ownHeaders.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(e, problem, ownHeaders, status, request);
    }

    /** Constant sentences: what an exception of a library says is not for the caller. */
    private static void describe(ProblemDetail problem, ProblemKind kind) {
        problem.setType(kind.type());
        problem.setTitle(kind.title());
        problem.setDetail(kind.detail());
    }

    static @Nullable String traceId() {
        return MDC.get("traceId");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = e.getBindingResult().getFieldErrors().stream()
                .map(Problems::fieldProblem)
                .toList();
        return invalid(e, errors, headers, request);
    }

    private static FieldProblem fieldProblem(FieldError error) {
        String message = error.getDefaultMessage();
        return new FieldProblem(
                fieldName(error.getField()), message == null || error.isBindingFailure() ? "is not valid" : message);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        e.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors().forEach(error -> {
                    String name = result.getMethodParameter().getParameterName();
                    String message = error.getDefaultMessage();
                    errors.add(
                            error instanceof FieldError field
                                    ? fieldProblem(field)
                                    : new FieldProblem(
                                            fieldName(name == null ? "" : name),
                                            message == null ? "is not valid" : message));
                }));
        return invalid(e, errors, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof MismatchedInputException mismatch) {
            String field = jsonPath(mismatch);
            if (!field.isEmpty()) {
                return invalid(e, List.of(new FieldProblem(field, "has the wrong type")), headers, request);
            }
        }
        return handleExceptionInternal(e, null, headers, status, request);
    }

    private static String jsonPath(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private @Nullable ResponseEntity<Object> invalid(
            Exception e, List<FieldProblem> errors, HttpHeaders headers, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatus(ProblemKind.VALIDATION.status());
        describe(problem, ProblemKind.VALIDATION);
        problem.setProperty("errors", errors);
        return handleExceptionInternal(e, problem, headers, ProblemKind.VALIDATION.status(), request);
    }

    /** An id that cannot be one names nothing: 404 in the path, a wrong field elsewhere. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> typeMismatch(MethodArgumentTypeMismatchException e, WebRequest request) {
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return answer(e, ProblemKind.NOT_FOUND, request);
        }
        return invalid(
                e, List.of(new FieldProblem(fieldName(e.getName()), "has the wrong type")), new HttpHeaders(), request);
    }

    /** The container could not decode the query or the form. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> undecodable(InvalidParameterException e, WebRequest request) {
        return answer(e, ProblemKind.MALFORMED_REQUEST, request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        CannotAcquireLockException.class
    })
    @Nullable
    ResponseEntity<Object> databaseAway(Exception e, WebRequest request) {
        log.error("The database does not answer", e);
        return answer(e, ProblemKind.UNAVAILABLE, request);
    }

    /** The client went away; there is nobody to answer. */
    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
            AsyncRequestNotUsableException e, WebRequest request) {
        return null;
    }

    /** Security answers these itself. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        log.error("Unexpected failure of a request", e);
        return answer(e, ProblemKind.INTERNAL, request);
    }

    private @Nullable ResponseEntity<Object> answer(Exception e, ProblemKind kind, WebRequest request) {
        return handleExceptionInternal(e, null, new HttpHeaders(), kind.status(), request);
    }

    private static String fieldName(String property) {
        return property.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
