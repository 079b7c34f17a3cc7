package vitrine.media.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text from a file as it may be stored and shown: no control characters, no endless length. */
final class CleanText {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private CleanText() {}

    /** EXIF says ASCII, programs write UTF-8, old cameras their local code page. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WESTERN);
        }
    }

    /** One line; null when nothing is left. */
    static @Nullable String line(@Nullable String text, int maxLength) {
        return text == null ? null : clean(text.replaceAll("\\s+", " "), maxLength);
    }

    /** Line breaks are kept; null when nothing is left. */
    static @Nullable String paragraphs(@Nullable String text, int maxLength) {
        return text == null ? null : clean(text.replace("\r\n", "\n").replace('\r', '\n'), maxLength);
    }

    private static @Nullable String clean(String text, int maxLength) {
        var kept = new StringBuilder(Math.min(text.length(), maxLength));
        text.codePoints().filter(CleanText::isVisible).limit(maxLength).forEach(kept::appendCodePoint);
        String clean = kept.toString().strip();
        return clean.isEmpty() ? null : clean;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n';
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            // overrides of the writing direction disguise what a name says
            case Character.FORMAT ->
                codePoint < 0x202A || (codePoint > 0x202E && codePoint < 0x2066) || codePoint > 0x2069;
            default -> true;
        };
    }
}
