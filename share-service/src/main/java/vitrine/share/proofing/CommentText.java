package vitrine.share.proofing;

import org.jspecify.annotations.Nullable;

/** What may stand in a comment: some lines of plain text. */
final class CommentText {

    private CommentText() {}

    static @Nullable String of(@Nullable String given) {
        if (given == null) {
            return null;
        }
        var text = given.replaceAll("\\R", "\n").strip();
        return text.isEmpty()
                        || text.length() > Comments.LONGEST
                        || text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
                        || text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)
                ? null
                : text;
    }
}
