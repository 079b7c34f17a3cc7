package vitrine.share.problems;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/** Every error of the API as problem+json: the expected with its type, the unexpected with a constant sentence. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private final Traces traces;

    Problems(Traces traces) {
        this.traces = traces;
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class
    })
    @Nullable
    ResponseEntity<Object> databaseAway(Exception away, WebRequest request) {
        log.error("The database does not answer", away);
        return answer(Problem.unavailable("This is not possible at the moment. Please try again soon."), request);
    }

    @ExceptionHandler(InvalidParameterException.class)
    @Nullable
    ResponseEntity<Object> unreadableQuery(InvalidParameterException unreadable, WebRequest request) {
        return answer(malformed(), request);
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception unexpected, WebRequest request) {
        log.error("Request failed", unexpected);
        return answer(
                Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "Internal error",
                        "Something went wrong on our side. The trace id tells us what."),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getBindingResult().getAllErrors().stream()
                .map(error -> new Problem.FieldError(
                        error instanceof FieldError field ? snakeCase(field.getField()) : "",
                        message(error.getDefaultMessage())))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return answer(Problem.invalid(errors), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = new ArrayList<Problem.FieldError>();
        for (var parameter : invalid.getParameterValidationResults()) {
            var name = parameter.getMethodParameter().getParameterName();
            for (var error : parameter.getResolvableErrors()) {
                errors.add(new Problem.FieldError(
                        name == null ? "" : snakeCase(name), message(error.getDefaultMessage())));
            }
        }
        return answer(Problem.invalid(errors), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(Problem.invalid(missing.getParameterName(), "is required"), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (mismatch instanceof MethodArgumentTypeMismatchException argument) {
            if (argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
                return answer(Problem.notFound("There is nothing here."), request);
            }
            return answer(Problem.invalid(snakeCase(argument.getName()), "is not of the right form"), request);
        }
        return answer(malformed(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge) {
                return answer(tooLarge(), request);
            }
        }
        if (unreadable.getCause() instanceof JacksonException wrong
                && (wrong instanceof DatabindException || wrong instanceof InputCoercionException)) {
            var field = path(wrong);
            if (!field.isEmpty()) {
                return answer(Problem.invalid(field, "is not of the right form"), request);
            }
        }
        return answer(malformed(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode statusCode,
            WebRequest request) {
        var detail = exception instanceof Problem problem
                ? problem.getBody()
                : standard(HttpStatus.valueOf(statusCode.value()));
        detail.setInstance(null);
        detail.setProperty("trace_id", traces.currentId());
        var answered = new HttpHeaders();
        answered.putAll(headers);
        answered.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(exception, detail, answered, statusCode, request);
    }

    private @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    /** The shape for a refusal that has no more to say than its status. */
    static ProblemDetail standard(HttpStatus status) {
        var slug = switch (status) {
            case BAD_REQUEST -> "malformed-request";
            case CONTENT_TOO_LARGE -> "too-large";
            case INTERNAL_SERVER_ERROR -> "internal";
            case SERVICE_UNAVAILABLE -> "unavailable";
            case UNPROCESSABLE_CONTENT -> "unprocessable";
            default -> status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        };
        var detail = switch (status) {
            case BAD_REQUEST -> "The request cannot be read.";
            case UNAUTHORIZED -> "Please sign in.";
            case FORBIDDEN -> "Your role does not allow this.";
            case NOT_FOUND -> "There is nothing here.";
            case METHOD_NOT_ALLOWED -> "This address does not support the method.";
            case CONTENT_TOO_LARGE -> "The request is too large.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body has to be application/json.";
            case SERVICE_UNAVAILABLE -> "This is not possible at the moment. Please try again soon.";
            case INTERNAL_SERVER_ERROR -> "Something went wrong on our side. The trace id tells us what.";
            default -> status.getReasonPhrase() + ".";
        };
        return Problem.describe(status, slug, status.getReasonPhrase(), detail);
    }

    static Problem malformed() {
        return Problem.of(
                HttpStatus.BAD_REQUEST, "malformed-request", "Malformed request", "The request cannot be read.");
    }

    static Problem tooLarge() {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "Content Too Large", "The request is too large.");
    }

    private static String path(JacksonException exception) {
        List<JacksonException.Reference> references = exception.getPath();
        return references.stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
    }

    private static String snakeCase(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static String message(@Nullable String given) {
        return given == null ? "is not acceptable" : given;
    }
}
