package vitrine.auth.secrets;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence why the service did not start. */
class WeakSecretAnalyzer extends AbstractFailureAnalyzer<WeakSecret> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WeakSecret cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set %s in the environment, for example to the output of: openssl rand -base64 48"
                        .formatted(cause.variable()),
                cause);
    }
}
