package vitrine.gallery.uploads;

import java.text.Normalizer;
import java.util.stream.Collectors;

/** Names of files as people gave them, made safe to show and to offer for saving. */
final class FileName {

    private static final int LONGEST = 255;
    private static final int LONGEST_EXTENSION = 16;
    private static final String NAMELESS = "photo";

    private FileName() {}

    /**
     * Keeps every script and sign, but no path, no control characters and nothing that turns the direction of reading
     * around, so that {@code gpj.exe} cannot look like {@code exe.jpg}.
     */
    static String of(String given) {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        name = name.codePoints()
                .filter(FileName::isHarmless)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        name = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        if (name.isEmpty() || name.chars().allMatch(c -> c == '.')) {
            return NAMELESS;
        }
        return shortened(name);
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !isBidiControl(c) && c != 0xFEFF && !(c >= 0xFFF9 && c <= 0xFFFF);
        };
    }

    private static boolean isBidiControl(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** Cut in the middle of nothing that a person sees as one character's code, and with its extension. */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int kept = LONGEST - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + extension;
    }
}
