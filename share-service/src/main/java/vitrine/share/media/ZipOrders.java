package vitrine.share.media;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;
import vitrine.share.problems.Problem;
import vitrine.share.settings.Backends;

/** Has media-service put photos in a ZIP, for whoever holds a grant. */
@Component
public class ZipOrders {

    private static final Logger log = LoggerFactory.getLogger(ZipOrders.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(12);
    private static final String PATH = "/internal/zips";

    private final MediaUrls urls;
    private final RestClient mediaService;
    private final URI address;
    private final JsonMapper json;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "media-service",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(5)
                    .waitDurationInOpenState(Duration.ofSeconds(2))
                    .ignoreExceptions(HttpClientErrorException.class)
                    .build());

    ZipOrders(MediaUrls urls, RestClient.Builder http, Backends backends, JsonMapper json) {
        this.urls = urls;
        this.json = json;
        this.address = backends.mediaUrl();
        this.mediaService = http.clone()
                .requestFactory(ClientHttpRequestFactoryBuilder.jdk()
                        .build(HttpClientSettings.defaults()
                                .withConnectTimeout(CONNECT_TIMEOUT)
                                .withReadTimeout(READ_TIMEOUT)))
                .build();
    }

    /** @throws Problem when media-service is away, or none of the photos can be had */
    public ZipFile order(String grant, String filename, String size, List<ZipFile.Photo> photos) {
        byte[] order = json.writeValueAsBytes(new ZipFile.Order(filename, size, photos));
        try {
            return breaker.executeSupplier(() -> Objects.requireNonNull(mediaService
                    .post()
                    .uri(URI.create(address + urls.call(PATH, grant, order)))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(order)
                    .retrieve()
                    .body(ZipFile.class)));
        } catch (HttpClientErrorException.UnprocessableContent refused) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "nothing-to-download",
                    "Nothing to download",
                    refused.getResponseBodyAsString().contains("zip-too-large")
                            ? "There are more photos than one ZIP may have. Choose fewer."
                            : "None of these photos can be downloaded at the moment.");
        } catch (HttpClientErrorException.Forbidden withdrawn) {
            throw Problem.forbidden("This share link has just been changed. Please open it again.");
        } catch (RestClientException | CallNotPermittedException away) {
            log.warn("media-service does not take the order of a ZIP: {}", away.getMessage());
            throw Problem.unavailable("Downloads are not available at the moment. Please try again soon.");
        }
    }
}
