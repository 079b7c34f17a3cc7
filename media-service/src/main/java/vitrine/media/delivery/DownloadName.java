package vitrine.media.delivery;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** A file name from anywhere as a Content-Disposition that means the same everywhere (RFC 6266, RFC 8187). */
public final class DownloadName {

    private static final int MAX_LENGTH = 200;
    private static final int LONGEST_ENDING = 10;
    private static final String SAFE_ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private DownloadName() {}

    public static String attachment(String name) {
        String harmless = harmless(name);
        return "attachment; filename=\"" + ascii(harmless) + "\"; filename*=UTF-8''" + encoded(harmless);
    }

    /** No control or direction characters, no folders, nothing that begins with a dot. */
    public static String harmless(String name) {
        String flat = name.codePoints()
                .map(c -> Character.isISOControl(c) || isFormatting(c) || "/\\:*?\"<>|".indexOf(c) >= 0 ? '_' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip()
                .replaceFirst("^\\.+", "");
        return flat.isEmpty() ? "photo" : shortened(flat);
    }

    /** An ending that tells what the file is outlasts the cut. */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAX_LENGTH) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        return name.substring(0, name.offsetByCodePoints(0, MAX_LENGTH - ending.length())) + ending;
    }

    private static boolean isFormatting(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED;
    }

    /** For clients that know no other form: accents are dropped, what remains foreign becomes an underscore. */
    private static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\x20-\\x7e]", "_")
                .replace('%', '_');
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || SAFE_ATTRIBUTE_CHARACTERS.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
