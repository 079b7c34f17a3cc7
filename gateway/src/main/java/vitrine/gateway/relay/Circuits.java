package vitrine.gateway.relay;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * One circuit breaker for each service. Only failures of the connection and missed time limits count: a service that
 * answers with an error is there.
 */
@Component
class Circuits {

    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(2)
            .maxWaitDurationInHalfOpenState(Duration.ofSeconds(10))
            .build();

    private final Map<Service, CircuitBreaker> breakers = new EnumMap<>(Service.class);

    Circuits(MeterRegistry meters) {
        for (var service : Service.values()) {
            var breaker = CircuitBreaker.of(service.label(), CONFIG);
            breakers.put(service, breaker);
            Gauge.builder("gateway.circuit.open", breaker, Circuits::openness)
                    .description("1 while requests to the service are refused at once")
                    .tag("service", service.label())
                    .register(meters);
        }
    }

    CircuitBreaker of(Service service) {
        var breaker = breakers.get(service);
        if (breaker == null) {
            throw new IllegalStateException("No circuit for " + service);
        }
        return breaker;
    }

    private static double openness(CircuitBreaker breaker) {
        return breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }
}
