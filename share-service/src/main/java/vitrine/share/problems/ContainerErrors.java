package vitrine.share.problems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Requests that Tomcat refuses before any of our code sees them get the same kind of answer. */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(Report.class.getName());
            }
        });
    }

    /** Created by Tomcat, by name. */
    public static final class Report extends ErrorReportValve {

        private static final Logger log = LoggerFactory.getLogger(Report.class);
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            // An address that cannot be decoded leads nowhere.
            var status = response.getStatus() == 400 && request.getContext() == null
                    ? HttpStatus.NOT_FOUND
                    : HttpStatus.resolve(response.getStatus());
            var problem = Problems.standard(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
            var body = JSON.createObjectNode()
                    .put("type", String.valueOf(problem.getType()))
                    .put("title", problem.getTitle())
                    .put("status", problem.getStatus())
                    .put("detail", problem.getDetail())
                    .put("trace_id", UUID.randomUUID().toString().replace("-", ""));
            try {
                response.setStatus(problem.getStatus());
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream().write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException gone) {
                log.debug("The client did not wait for the refusal", gone);
            }
        }
    }
}
