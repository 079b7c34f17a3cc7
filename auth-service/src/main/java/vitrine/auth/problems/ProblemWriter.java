package vitrine.auth.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers in front of the controllers: security's refusals in the same shape as all others. */
@Component
public class ProblemWriter implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String UNKNOWN_ROUTE = ProblemWriter.class.getName() + ".unknownRoute";

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Marks a request that no rule of a security chain expects, so that its refusal reads "not found". */
    public static void unknownRoute(HttpServletRequest request) {
        request.setAttribute(UNKNOWN_ROUTE, Boolean.TRUE);
    }

    public static boolean isUnknownRoute(HttpServletRequest request) {
        return request.getAttribute(UNKNOWN_ROUTE) != null;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (!isUnknownRoute(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        write(response, isUnknownRoute(request) ? HttpStatus.NOT_FOUND : HttpStatus.UNAUTHORIZED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        write(response, isUnknownRoute(request) ? HttpStatus.NOT_FOUND : HttpStatus.FORBIDDEN);
    }

    public void write(HttpServletResponse response, HttpStatus status) throws IOException {
        write(response, Problems.of(status));
    }

    public void write(HttpServletResponse response, Refusal refusal) throws IOException {
        ProblemDetail problem = refusal.getBody();
        Problems.complete(problem);
        write(response, problem);
    }

    void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
