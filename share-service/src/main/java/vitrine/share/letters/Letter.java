package vitrine.share.letters;

import org.jspecify.annotations.Nullable;

/**
 * A mail ready to go: the same words as HTML and as plain text.
 *
 * @param replyTo who gets an answer, if not nobody
 * @param language that the words are in, as a tag such as {@code de}
 */
public record Letter(String to, @Nullable String replyTo, String language, String subject, String text, String html) {

    private static final int LONGEST_SUBJECT = 200;

    /** Names of galleries and people end up in subjects: one line, whatever they contain. */
    public Letter {
        subject = subject.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        if (subject.codePointCount(0, subject.length()) > LONGEST_SUBJECT) {
            subject = subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
        }
    }
}
