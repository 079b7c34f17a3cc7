package vitrine.gateway.relay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import vitrine.gateway.problems.Problem;

/**
 * Passes a request on and its answer back without changing or holding either. Takes the place of Spring Cloud
 * Gateway's own exchange, because that one decodes and encodes the query, follows up conditional requests itself,
 * reads the client's body on another thread, and cannot end an upload that is refused early.
 */
@Component
class Relay implements ProxyExchange {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(100);

    private final CloseableHttpClient client;
    private final Services services;
    private final Patience patience;
    private final Circuits circuits;
    private final RequestHeads heads;

    Relay(CloseableHttpClient client, Services services, Patience patience, Circuits circuits, RequestHeads heads) {
        this.client = client;
        this.services = services;
        this.patience = patience;
        this.circuits = circuits;
        this.heads = heads;
    }

    @Override
    public ServerResponse exchange(Request request) {
        var incoming = request.getServerRequest().servletRequest();
        if (!(incoming.getAttribute(Service.ATTRIBUTE) instanceof Service service)) {
            throw new IllegalStateException("No service chosen for " + incoming.getRequestURI());
        }
        var target = target(service, incoming);
        var authorization = heads.authorization(incoming);
        var answer = ask(service, target, incoming, authorization);
        var response = new RelayedAnswer(answer, service);
        var view = new AnswerHead(answer);
        request.getResponseConsumers().forEach(consumer -> consumer.accept(view, response));
        return response;
    }

    private URI target(Service service, HttpServletRequest request) {
        var query = request.getQueryString();
        try {
            return URI.create(services.at(service, request.getRequestURI() + (query == null ? "" : "?" + query)));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed();
        }
    }

    private ClassicHttpResponse ask(
            Service service, URI target, HttpServletRequest incoming, @Nullable String authorization) {
        var limit = patience.with(incoming);
        var until = System.nanoTime() + limit.toNanos();
        var mayRepeat = Patience.isRepeatable(incoming) && RequestBody.of(incoming) == null;
        while (true) {
            var exchange = new HttpUriRequestBase(incoming.getMethod(), target);
            heads.write(incoming, service, authorization, exchange);
            var left = Duration.ofNanos(until - System.nanoTime());
            var canWait = left.compareTo(PAUSE_BEFORE_RETRY.multipliedBy(2)) > 0;
            try {
                var answer = attempt(service, exchange, incoming, Patience.reads(incoming) ? left : limit);
                if (answer.getCode() != HttpStatus.SERVICE_UNAVAILABLE.value() || !mayRepeat || !canWait) {
                    return answer;
                }
                answer.close();
            } catch (RequestBody.ClientGone e) {
                log.debug("The client of {} went away", target.getPath());
                throw Problem.malformed();
            } catch (OpenCircuit e) {
                throw unavailable(service);
            } catch (MissedTime e) {
                log.warn("{} did not answer {} {} in time", service, incoming.getMethod(), target.getPath());
                throw unavailable(service);
            } catch (IOException e) {
                if (!mayRepeat || !canWait) {
                    log.warn("{} cannot be reached: {}", service, e.toString());
                    throw unavailable(service);
                }
            }
            mayRepeat = false;
            pause();
        }
    }

    private ClassicHttpResponse attempt(
            Service service, HttpUriRequestBase exchange, HttpServletRequest incoming, Duration limit)
            throws IOException {
        var circuit = circuits.of(service);
        if (!circuit.tryAcquirePermission()) {
            throw new OpenCircuit();
        }
        var started = System.nanoTime();
        var body = RequestBody.of(incoming);
        try (var watch = new Watch(exchange, limit)) {
            if (Patience.reads(incoming) && limit.compareTo(Patience.LEAD) > 0) {
                watch.extendedTo(patience.change(), Patience.LEAD, () -> isAlive(service));
            }
            if (body != null) {
                body.watchedBy(watch);
                exchange.setEntity(body);
            }
            try {
                var answer = client.executeOpen(null, exchange, null);
                circuit.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                return answer;
            } catch (RequestBody.ClientGone e) {
                circuit.releasePermission();
                throw e;
            } catch (IOException e) {
                var failure = watch.expired() ? new MissedTime(e) : e;
                circuit.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, failure);
                throw failure;
            } catch (RuntimeException e) {
                circuit.releasePermission();
                throw e;
            }
        }
    }

    private boolean isAlive(Service service) {
        var question = new HttpGet(services.at(service, "/actuator/health/liveness"));
        question.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(Patience.LEAD))
                .setResponseTimeout(Timeout.of(Patience.LEAD))
                .build());
        try {
            return client.execute(question, answer -> answer.getCode() == HttpStatus.OK.value());
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_BEFORE_RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Problem unavailable(Service service) {
        return Problem.unavailable(
                service.offer() + " cannot be reached at the moment. Please try again in a few seconds.");
    }

    /** The service failed a moment ago and is not bothered again yet. */
    private static final class OpenCircuit extends IOException {}

    /** The head of an answer did not arrive in time. */
    private static final class MissedTime extends IOException {

        MissedTime(IOException cause) {
            super(cause);
        }
    }

    private record AnswerHead(ClassicHttpResponse answer) implements Response {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(answer.getCode());
        }

        @Override
        public HttpHeaders getHeaders() {
            var headers = new HttpHeaders();
            for (var header : answer.getHeaders()) {
                headers.add(header.getName(), header.getValue());
            }
            return headers;
        }
    }
}
