package vitrine.share.proofing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each change, and all that is known after them. */
record ChangesAnswer(List<ChangeOutcome> outcomes, ProofingState state) {

    /** @param refused why it has no effect; none where it has */
    record ChangeOutcome(UUID id, @Nullable Refusal refused) {}
}
