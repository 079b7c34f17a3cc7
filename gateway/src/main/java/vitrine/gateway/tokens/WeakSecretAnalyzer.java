package vitrine.gateway.tokens;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one sentence which secret keeps the gateway from starting, never its value. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WeakSecretAnalyzer extends AbstractFailureAnalyzer<WeakSecret> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WeakSecret cause) {
        return new FailureAnalysis(cause.getMessage(), "Set the environment variable and start again.", cause);
    }
}
