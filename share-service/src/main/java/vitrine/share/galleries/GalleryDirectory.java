package vitrine.share.galleries;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import vitrine.share.problems.Problem;
import vitrine.share.security.Caller;
import vitrine.share.settings.Backends;

/** Finds a gallery to share: in the projection, or, when its announcement is still under way, at gallery-service. */
@Component
public class GalleryDirectory {

    private static final Logger log = LoggerFactory.getLogger(GalleryDirectory.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    private final SharedGalleries galleries;
    private final RestClient galleryService;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "gallery-service",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(5)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .build());

    GalleryDirectory(SharedGalleries galleries, RestClient.Builder http, Backends backends) {
        this.galleries = galleries;
        var settings = HttpClientSettings.defaults()
                .withConnectTimeout(CONNECT_TIMEOUT)
                .withReadTimeout(READ_TIMEOUT);
        this.galleryService = http.baseUrl(backends.galleryUrl().toString())
                .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(settings))
                .build();
    }

    /** Deleted galleries are not found. */
    public Optional<SharedGallery> find(UUID id, Caller caller) {
        var known = galleries.find(id);
        if (known.isPresent()) {
            return known.filter(gallery -> !gallery.deleted());
        }
        ask(id, caller).ifPresent(galleries::adopt);
        return galleries.find(id).filter(gallery -> !gallery.deleted());
    }

    record Answer(
            UUID id,
            String name,
            @Nullable String description,
            @Nullable LocalDate eventDate,
            @Nullable UUID coverPhotoId,
            Studio studio) {}

    record Studio(UUID id, @Nullable String name) {}

    private Optional<SharedGallery> ask(UUID id, Caller caller) {
        try {
            return breaker.executeSupplier(() -> get(id, caller))
                    .map(gallery -> new SharedGallery(
                            gallery.id(),
                            gallery.studio().id(),
                            gallery.studio().name() == null
                                    ? ""
                                    : gallery.studio().name(),
                            gallery.name(),
                            gallery.description(),
                            gallery.eventDate(),
                            gallery.coverPhotoId(),
                            SharedGallery.CENTRE,
                            SharedGallery.CENTRE,
                            false));
        } catch (RestClientException | CallNotPermittedException away) {
            log.warn("gallery-service does not answer: {}", away.getMessage());
            throw Problem.unavailable("This gallery is too new to be shared at the moment. Please try again soon.");
        }
    }

    private Optional<Answer> get(UUID id, Caller caller) {
        Optional<Answer> answer = galleryService
                .get()
                .uri("/api/galleries/{id}", id)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .exchange((request, response) -> {
                    if (response.getStatusCode().is4xxClientError()
                            && response.getStatusCode() != HttpStatus.TOO_MANY_REQUESTS) {
                        return Optional.empty();
                    }
                    if (!response.getStatusCode().is2xxSuccessful()) {
                        throw new RestClientException("It answered " + response.getStatusCode());
                    }
                    return Optional.ofNullable(response.bodyTo(Answer.class));
                });
        return answer == null ? Optional.empty() : answer;
    }
}
