package vitrine.share.proofing;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a visitor did, in order, perhaps a while ago and without a connection. */
record ChangesRequest(
        @NotNull(message = "is required") @Size(min = 1, max = MOST, message = "must be 1 to " + MOST)
        List<@NotNull(message = "must not be null") @Valid ProofChange> changes) {

    static final int MOST = 200;

    enum ChangeKind {
        @JsonProperty("choose")
        CHOOSE,
        @JsonProperty("unchoose")
        UNCHOOSE,
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT,
        @JsonProperty("clear")
        CLEAR,
        @JsonProperty("comment")
        COMMENT,
        @JsonProperty("edit_comment")
        EDIT_COMMENT,
        @JsonProperty("delete_comment")
        DELETE_COMMENT
    }

    /**
     * @param id made by the client; a change sent again has the same and does nothing more. A comment is known by it too.
     * @param at when it was done, as the client's clock says
     * @param listId of a named list; none means the favourites
     * @param commentId to edit or delete
     */
    record ProofChange(
            @NotNull(message = "is required") UUID id,
            @NotNull(message = "is required") Instant at,
            @NotNull(message = "is required") ChangeKind kind,
            @Nullable UUID photoId,
            @Nullable UUID listId,
            @Nullable UUID commentId,
            @Nullable String text,
            @Nullable Float x,
            @Nullable Float y) {}
}
