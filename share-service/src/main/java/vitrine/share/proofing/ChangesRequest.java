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
    static final int MOST_PHOTOS = 10_000;
    static final int MOST_LISTS = 200;

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
        DELETE_COMMENT,
        @JsonProperty("add_list")
        ADD_LIST,
        @JsonProperty("rename_list")
        RENAME_LIST,
        @JsonProperty("delete_list")
        DELETE_LIST,
        @JsonProperty("order_lists")
        ORDER_LISTS
    }

    /**
     * @param id made by the client; a change sent again has the same and does nothing more. A comment or a
     *     list that it makes is known by it too.
     * @param at when it was done, as the client's clock says
     * @param listId of a named list; none means the favourites
     * @param commentId to edit or delete
     * @param text of a comment; or the name of a list
     * @param photoIds of a list that is deleted: what was seen in it. What another device put there meanwhile stays, and the
     *     list with it. None means all.
     * @param listIds the named lists in their order; those it does not name keep theirs, after them
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
            @Nullable Float y,

            @Size(max = MOST_PHOTOS, message = "must be at most " + MOST_PHOTOS) @Nullable
            List<@NotNull(message = "must not be null") UUID> photoIds,

            @Size(max = MOST_LISTS, message = "must be at most " + MOST_LISTS) @Nullable
            List<@NotNull(message = "must not be null") UUID> listIds) {}
}
