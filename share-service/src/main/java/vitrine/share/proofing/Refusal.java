package vitrine.share.proofing;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.http.HttpStatus;
import vitrine.share.problems.Problem;

/** Why a change of a visitor has no effect. */
enum Refusal {
    @JsonProperty("proofing-off")
    PROOFING_OFF("proofing-off", "Nothing to choose", "The photographer does not ask for choices here."),
    @JsonProperty("round-closed")
    ROUND_CLOSED("round-closed", "Round closed", "The photographer has closed this round."),
    @JsonProperty("round-over")
    ROUND_OVER("round-over", "Too late", "The time for choosing is over."),
    @JsonProperty("selection-signed")
    SELECTION_SIGNED("selection-signed", "Already sent", "The selection was sent and stays as it is."),
    @JsonProperty("comments-off")
    COMMENTS_OFF("comments-off", "No comments", "The photographer does not ask for comments here."),
    @JsonProperty("no-such-photo")
    NO_SUCH_PHOTO("no-such-photo", "No such photo", "The link shows no such photo."),
    @JsonProperty("no-such-list")
    NO_SUCH_LIST("no-such-list", "No such list", "There is no such list."),
    @JsonProperty("no-such-comment")
    NO_SUCH_COMMENT("no-such-comment", "No such comment", "There is no such comment of this visitor."),
    @JsonProperty("too-many")
    TOO_MANY("too-many", "Too many", "There are too many already."),
    @JsonProperty("invalid")
    INVALID("invalid", "Invalid", "The change cannot be understood.");

    private final String slug;
    private final String title;
    private final String detail;

    Refusal(String slug, String title, String detail) {
        this.slug = slug;
        this.title = title;
        this.detail = detail;
    }

    /** Whether the round as a whole refuses, and not something about one change. */
    boolean isOfTheRound() {
        return compareTo(SELECTION_SIGNED) <= 0;
    }

    Problem problem() {
        return Problem.of(HttpStatus.CONFLICT, slug, title, detail);
    }
}
