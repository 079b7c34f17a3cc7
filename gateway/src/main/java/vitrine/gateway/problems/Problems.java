package vitrine.gateway.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Every error as problem+json: the expected with its type, the unexpected with a constant sentence. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final ProblemWriter writer;
    private final PlainPage pages;

    Problems(ProblemWriter writer, PlainPage pages) {
        this.writer = writer;
        this.pages = pages;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (response.isCommitted()) {
            // Left unresolved, it makes the container cut the connection: half an answer must not look whole.
            return null;
        }
        try {
            answer(request, response, exception);
            return new ModelAndView();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception exception)
            throws IOException {
        if (exception instanceof Problem problem) {
            if (isAway(problem) && PlainPage.isFor(request)) {
                var status = HttpStatus.SERVICE_UNAVAILABLE;
                pages.write(request, response, status, PlainPage.Text.SERVICE_AWAY, tryAgain(request));
            } else {
                writer.write(request, response, problem);
            }
        } else if (exception instanceof RequestRejectedException) {
            writer.write(request, response, Problem.malformed());
        } else if (exception instanceof ErrorResponse error) {
            writer.write(
                    request, response, HttpStatus.valueOf(error.getStatusCode().value()));
        } else if (exception instanceof CannotCreateTransactionException
                || exception instanceof DataAccessResourceFailureException
                || exception instanceof QueryTimeoutException) {
            log.error("The database does not answer", exception);
            writer.write(request, response, HttpStatus.SERVICE_UNAVAILABLE);
        } else {
            log.error("Request failed", exception);
            writer.write(request, response, ProblemWriter.internal());
        }
    }

    private static boolean isAway(Problem problem) {
        return problem.getStatusCode().value() == HttpStatus.SERVICE_UNAVAILABLE.value();
    }

    private static String tryAgain(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getMethod().equals("GET") ? request.getRequestURI() + (query == null ? "" : "?" + query) : "/";
    }
}
