package vitrine.auth.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One security event as it is read: ids with the names they have now. */
record AuditEntry(
        UUID id,
        Instant occurredAt,
        String action,
        @Nullable Party actor,
        @Nullable Party subject,
        @Nullable String address,
        @Nullable String userAgent,
        Map<String, Object> details) {

    /**
     * @param kind {@code account}, {@code studio} or {@code client}; null for what no longer exists
     * @param name null for what no longer exists
     */
    record Party(UUID id, @Nullable String kind, @Nullable String name) {}
}
