package vitrine.media.problems;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A setting that stops the start; the message names the environment variable and what it must hold. */
public class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public InvalidSetting(String message, String action) {
        super(message);
        this.action = action;
    }

    static class Analyzer extends AbstractFailureAnalyzer<InvalidSetting> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, InvalidSetting cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, rootFailure);
        }
    }
}
