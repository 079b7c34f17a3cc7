package vitrine.media.storage;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Calls to a back end over the network: after a row of outages they fail at once for a while, instead of each waiting. */
final class RemoteCalls {

    interface Call<T> {
        T make() throws IOException;
    }

    private final String name;
    private final CircuitBreaker breaker;

    RemoteCalls(String name, Duration open) {
        this.name = name;
        this.breaker = CircuitBreaker.of(
                "storage-" + name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .waitDurationInOpenState(open)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
    }

    /** @param call answers an outage by {@link StorageUnavailable} and by nothing else */
    <T> T call(Call<T> call) throws IOException {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException open) {
            throw new StorageUnavailable("The storage " + name + " was out of reach a moment ago", open);
        }
        long begun = System.nanoTime();
        try {
            T answer = call.make();
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            return answer;
        } catch (StorageUnavailable outage) {
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, outage);
            throw outage;
        } catch (IOException | RuntimeException | Error other) {
            // It did answer.
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            throw other;
        }
    }
}
