package vitrine.share.proofing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a visitor is asked for and has said so far. */
record ProofingState(
        RoundState state,
        ProofingKind kind,
        @Nullable Integer quota,
        boolean beyondQuota,
        boolean comments,
        @Nullable Instant deadline,
        int round,
        @Nullable VisitorName visitor,
        List<ChoiceList> lists,
        List<PhotoVerdict> verdicts,
        List<PhotoComment> remarks,
        @Nullable SignedOff signed) {

    record VisitorName(@Nullable String name, @Nullable String email) {}

    enum ListKind {
        @JsonProperty("favourites")
        FAVOURITES,
        @JsonProperty("named")
        NAMED
    }

    record ChoiceList(UUID id, ListKind kind, String name, List<UUID> photoIds) {}

    enum Verdict {
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("rejected")
        REJECTED
    }

    record PhotoVerdict(UUID photoId, Verdict verdict) {}

    /**
     * @param answers the comment that this is the studio's answer to
     * @param author who of the studio wrote it, or the visitor's name
     */
    record PhotoComment(
            UUID id,
            UUID photoId,
            @Nullable UUID answers,
            boolean ofStudio,
            @Nullable String author,
            String text,
            @Nullable Float x,
            @Nullable Float y,
            Instant createdAt,
            @Nullable Instant editedAt) {}

    record SignedOff(int round, Instant signedAt, int chosen) {}
}
