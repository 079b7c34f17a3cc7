package vitrine.gateway.relay;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A service's answer on its way to the client: as it is, streamed, its connection given back or cut in the end. */
final class RelayedAnswer implements ServerResponse {

    private static final Logger log = LoggerFactory.getLogger(RelayedAnswer.class);
    private static final String CHALLENGE = HttpHeaders.WWW_AUTHENTICATE;
    private static final int BUFFER = 32 * 1024;

    private final ClassicHttpResponse answer;
    private final Service service;
    private final HttpHeaders headers = new HttpHeaders();

    RelayedAnswer(ClassicHttpResponse answer, Service service) {
        this.answer = answer;
        this.service = service;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.getCode());
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        // Closing cuts the connection unless the body was read to its end.
        try (answer) {
            response.setStatus(answer.getCode());
            headers.forEach((name, values) -> {
                if (RequestHeads.mayReturn(request, service, name)) {
                    // In place of the gateway's own defaults for the hosts of services; Vary is a sum.
                    if (!name.equalsIgnoreCase(HttpHeaders.VARY)) {
                        response.setHeader(name, values.getFirst());
                        values.stream().skip(1).forEach(value -> response.addHeader(name, value));
                    } else {
                        values.forEach(value -> response.addHeader(name, value));
                    }
                }
            });
            if (answer.getCode() == HttpStatus.UNAUTHORIZED.value() && !response.containsHeader(CHALLENGE)) {
                response.setHeader(CHALLENGE, "Bearer");
            }
            var entity = answer.getEntity();
            if (entity != null && !request.getMethod().equals("HEAD")) {
                copy(entity, request, response);
            }
        }
        return null;
    }

    private void copy(HttpEntity entity, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var type = entity.getContentType();
        var live = type != null && type.startsWith("text/event-stream");
        if (live) {
            response.flushBuffer();
        }
        var in = entity.getContent();
        var buffer = new byte[BUFFER];
        for (int read; (read = readFromService(in, buffer)) >= 0; ) {
            try {
                response.getOutputStream().write(buffer, 0, read);
                if (live) {
                    response.flushBuffer();
                }
            } catch (IOException e) {
                log.debug("The client of {} {} went away", request.getMethod(), request.getRequestURI());
                return;
            }
        }
    }

    private int readFromService(InputStream in, byte[] buffer) throws BrokenAnswer {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new BrokenAnswer(service, e);
        }
    }

    /** A service's answer ended in the middle. */
    static final class BrokenAnswer extends IOException {

        BrokenAnswer(Service service, IOException cause) {
            super("The answer of " + service.label() + " broke off", cause);
        }
    }
}
