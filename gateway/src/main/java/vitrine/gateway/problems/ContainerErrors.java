package vitrine.gateway.problems;

import java.io.IOException;
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
import org.springframework.stereotype.Component;

/** Requests that Tomcat refuses before any filter sees them (encoded slashes, NUL, huge heads) get a problem, too. */
@Component
class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(ContainerErrors.class);

    private final ProblemWriter problems;

    ContainerErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.getPipeline().addValve(new Report());
                host.setErrorReportValveClass("");
            }
        });
    }

    private final class Report extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            var status = HttpStatus.resolve(response.getStatus());
            try {
                response.setHeader("X-Content-Type-Options", "nosniff");
                problems.write(
                        request.getRequest(),
                        response.getResponse(),
                        status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
                response.finishResponse();
            } catch (IOException gone) {
                log.debug("The client did not wait for the refusal", gone);
            }
        }
    }
}
