package vitrine.gallery.media;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** Asks media-service, in the name of the person who uploads. */
@Component
public class RemoteMedia {

    private final RestClient calls;
    private final RestClient transfers;
    private final RestClient orders;
    private final MediaUrls urls;
    private final JsonMapper json;
    private final URI url;
    private final CircuitBreaker breaker;

    RemoteMedia(
            RestClient.Builder builder, MediaSettings settings, MediaUrls urls, JsonMapper json, MeterRegistry meters) {
        this.urls = urls;
        this.json = json;
        this.url = settings.url();
        this.calls = client(builder, settings, settings.answerTimeout());
        this.transfers = client(builder, settings, settings.contentTimeout());
        this.orders = client(builder, settings, settings.orderTimeout());
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .waitDurationInOpenState(Duration.ofSeconds(2))
                .permittedNumberOfCallsInHalfOpenState(3)
                .recordException(RemoteMedia::isOutage)
                .build());
        this.breaker = breakers.circuitBreaker("media");
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    private static RestClient client(RestClient.Builder builder, MediaSettings settings, Duration answerTimeout) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(answerTimeout);
        return builder.clone()
                .baseUrl(settings.url().toString())
                .requestFactory(requests)
                .build();
    }

    /** What should be stored, for which studio. */
    public record Wish(
            UUID photoId,
            UUID studioId,
            String contentType,
            long sizeBytes,
            @Nullable String sha256,
            boolean inParts) {}

    /**
     * Reserves a key for the bytes to come; again, with the same facts, answers what has arrived in parts.
     *
     * @param grant by which somebody stores for a studio that is not theirs, else null
     */
    public Reservation reserve(String token, @Nullable String grant, Wish wish) {
        byte[] body = json.writeValueAsBytes(wish);
        URI target = URI.create(
                url + (grant == null ? "/internal/uploads" : urls.call("/internal/uploads/shared", grant, body)));
        return ask(() -> required(calls.post()
                .uri(target)
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(Reservation.class)));
    }

    /** Gives a reservation back, with what has arrived of it. */
    public void abandon(String token, UUID photoId) {
        ask(() -> calls.post()
                .uri("/internal/uploads/{id}/abandon", photoId)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .toBodilessEntity());
    }

    /** Sends the bytes of a reservation in place of the client. */
    public void send(Reservation reservation, Resource content) {
        URI signed = URI.create(reservation.uploadUrl());
        URI target = url.resolve(signed.getRawPath() + "?" + signed.getRawQuery());
        ask(() -> transfers
                .put()
                .uri(target)
                .headers(headers -> reservation.headers().forEach((name, value) -> {
                    // The length is set from the content by the client.
                    if (!name.equalsIgnoreCase("Content-Length")) {
                        headers.set(name, value);
                    }
                }))
                .body(content)
                .retrieve()
                .toBodilessEntity());
    }

    private record Confirmation(long sizeBytes) {}

    /** Makes the bytes that have arrived an asset. The same answer comes however often it is asked. */
    public Asset confirm(String token, UUID photoId, long sizeBytes) {
        return ask(() -> required(calls.post()
                .uri("/internal/uploads/{id}/confirm", photoId)
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Confirmation(sizeBytes))
                .retrieve()
                .body(Asset.class)));
    }

    /** Orders a ZIP for whoever holds that grant; photos that are not there are left out. */
    public ZipFile orderZip(String grant, String filename, String size, List<ZipFile.Photo> photos) {
        byte[] order = json.writeValueAsBytes(new ZipFile.Order(filename, size, photos));
        return ask(() -> required(orders.post()
                .uri(URI.create(url + urls.call("/internal/zips", grant, order)))
                .contentType(MediaType.APPLICATION_JSON)
                .body(order)
                .retrieve()
                .body(ZipFile.class)));
    }

    /** Has a logo read and drawn anew, and kept for the studio of who asks. */
    public StoredLogo storeLogo(String token, String ground, byte[] file) {
        return ask(() -> required(calls.post()
                .uri("/internal/logos/{ground}", ground)
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(file)
                .retrieve()
                .body(StoredLogo.class)));
    }

    private static <T> T required(@Nullable T answer) {
        if (answer == null) {
            throw new RestClientException("media-service answered without a body");
        }
        return answer;
    }

    private <T> T ask(Supplier<T> call) {
        try {
            return breaker.executeSupplier(() -> twiceIfNotConnected(call));
        } catch (HttpClientErrorException e) {
            throw refusal(e);
        } catch (HttpServerErrorException e) {
            throw e.getStatusCode().value()
                            == ProblemKind.INSUFFICIENT_STORAGE.status().value()
                    ? Problem.of(ProblemKind.INSUFFICIENT_STORAGE)
                    : away();
        } catch (RestClientException | CallNotPermittedException e) {
            throw away();
        }
    }

    /** Only what surely did not reach the other side is tried again. */
    private static <T> T twiceIfNotConnected(Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceAccessException e) {
            if (e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException) {
                return call.get();
            }
            throw e;
        }
    }

    private static boolean isOutage(Throwable e) {
        return e instanceof ResourceAccessException
                || (e instanceof HttpServerErrorException answer
                        && answer.getStatusCode().value()
                                != ProblemKind.INSUFFICIENT_STORAGE.status().value());
    }

    private static Problem away() {
        return Problem.of(
                ProblemKind.UNAVAILABLE, "Pictures are not available right now; nothing is lost, try again soon.");
    }

    private static Problem tooLarge(String answer) {
        return Problem.of(
                answer.contains("\"" + ProblemKind.QUOTA_EXCEEDED.type() + "\"")
                        ? ProblemKind.QUOTA_EXCEEDED
                        : ProblemKind.UPLOAD_TOO_LARGE);
    }

    private static Problem unprocessable(String answer) {
        if (answer.contains("urn:vitrine:problem:zip-")) {
            return Problem.of(
                    ProblemKind.UNPROCESSABLE,
                    answer.contains("zip-empty")
                            ? "None of these photos can be downloaded at the moment."
                            : "There are more photos than one ZIP may have. Choose fewer.");
        }
        for (ProblemKind kind : List.of(ProblemKind.UPLOAD_MISSING, ProblemKind.UPLOAD_MISMATCH)) {
            if (answer.contains("\"" + kind.type() + "\"")) {
                return Problem.of(kind);
            }
        }
        return Problem.of(
                ProblemKind.UNPROCESSABLE, "This picture is damaged at its start or larger than can be shown.");
    }

    private static Problem studioBusy(HttpClientErrorException e) {
        Problem busy = Problem.of(ProblemKind.STUDIO_BUSY);
        HttpHeaders headers = e.getResponseHeaders();
        String seconds = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds == null ? busy : busy.retryAfter(seconds);
    }

    /** The kinds that media-service and we name alike are passed on; the rest would be a fault between us. */
    private static Problem refusal(HttpClientErrorException e) {
        return switch (e.getStatusCode().value()) {
            case 404 -> Problem.of(ProblemKind.UPLOAD_MISSING, "This upload has run out; start it again.");
            case 409 -> Problem.of(ProblemKind.CONFLICT, "This upload is already complete.");
            case 413 -> tooLarge(e.getResponseBodyAsString());
            case 415 -> Problem.of(ProblemKind.UNSUPPORTED_TYPE);
            case 422 -> unprocessable(e.getResponseBodyAsString());
            case 429 -> studioBusy(e);
            default -> away();
        };
    }
}
