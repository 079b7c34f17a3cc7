package vitrine.gallery.uploads;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Recognises pictures by their first bytes, for scripts that do not name a type. */
final class PictureType {

    static final int BYTES_NEEDED = 16;

    private PictureType() {}

    static Optional<String> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return Optional.of("image/webp");
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return Optional.of("image/tiff");
        }
        if (text.startsWith("BM")) {
            return Optional.of("image/bmp");
        }
        if (text.startsWith("8BPS")) {
            return Optional.of("image/vnd.adobe.photoshop");
        }
        if (text.startsWith("ftyp", 4)) {
            return switch (text.length() < 12 ? "" : text.substring(8, 12)) {
                case "avif", "avis" -> Optional.of("image/avif");
                case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1" -> Optional.of("image/heic");
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }
}
