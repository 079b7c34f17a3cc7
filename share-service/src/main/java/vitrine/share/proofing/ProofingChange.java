package vitrine.share.proofing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the photographer asks of a link's visitors.
 *
 * @param quota how many photos are to be chosen; none means as many as they like
 * @param beyondQuota whether more may be sent nevertheless
 * @param deadline until when; none means as long as the link lives
 */
record ProofingChange(
        @NotNull(message = "is required") Boolean enabled,
        @NotNull(message = "is required") ProofingKind kind,

        @Min(value = 1, message = "must be at least 1")
        @Max(value = 100_000, message = "must be at most 100000")
        @Nullable
        Integer quota,

        @NotNull(message = "is required") Boolean beyondQuota,
        @NotNull(message = "is required") Boolean comments,
        @Nullable Instant deadline) {}
