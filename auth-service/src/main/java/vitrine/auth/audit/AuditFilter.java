package vitrine.auth.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the log somebody wants to see; null where it does not matter.
 *
 * @param action an action, or with a dot at its end all actions that begin so
 * @param actor an id, username or email address
 * @param subject likewise
 * @param from first moment
 * @param to first moment no longer wanted
 * @param text to be found in action, address, browser, details or a name
 */
record AuditFilter(
        @Nullable String action,
        @Nullable String actor,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text) {}
