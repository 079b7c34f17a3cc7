package vitrine.media.rendering;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The picture formats that are taken as originals, told apart by their content and never by a name. */
public enum PictureFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    BMP("image/bmp", "bmp"),
    PSD("image/vnd.adobe.photoshop", "psd"),
    HEIC("image/heic", "heic"),
    AVIF("image/avif", "avif");

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BMP_FILE_HEADER = 14;

    private final String mediaType;
    private final String extension;

    PictureFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The extension of the storage key, without a dot. */
    public String extension() {
        return extension;
    }

    /** The format these first bytes of a file (64 KiB are plenty) announce. */
    public static Optional<PictureFormat> sniff(byte[] start) {
        if (startsWith(start, 0, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF)) {
            return Optional.of(JPEG);
        }
        if (startsWith(start, 0, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (startsWith(start, "GIF87a") || startsWith(start, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (startsWith(start, "RIFF") && startsWith(start, 8, ascii("WEBP"))) {
            return Optional.of(WEBP);
        }
        if (startsWith(start, "II*\0")
                || startsWith(start, "MM\0*")
                || startsWith(start, "II+\0")
                || startsWith(start, "MM\0+")) {
            return Optional.of(TIFF);
        }
        if (startsWith(start, "8BPS\0")) {
            return Optional.of(PSD);
        }
        if (startsWith(start, "BM") && announcesBitmap(start)) {
            return Optional.of(BMP);
        }
        return startsWith(start, 4, ascii("ftyp")) ? byBrand(start) : Optional.empty();
    }

    /** "BM" alone starts many texts: the header behind it must have one of the known sizes. */
    private static boolean announcesBitmap(byte[] start) {
        if (start.length < BMP_FILE_HEADER + 4) {
            return false;
        }
        int infoHeader = Integer.reverseBytes(ByteBuffer.wrap(start).getInt(BMP_FILE_HEADER));
        return switch (infoHeader) {
            case 12, 16, 40, 52, 56, 64, 108, 124 -> true;
            default -> false;
        };
    }

    private static Optional<PictureFormat> byBrand(byte[] start) {
        int end = Math.min(start.length, ByteBuffer.wrap(start).getInt(0));
        boolean stillPicture = false;
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
            switch (new String(start, at, 4, StandardCharsets.ISO_8859_1)) {
                case "avif", "avis" -> {
                    return Optional.of(AVIF);
                }
                case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> stillPicture = true;
                default -> {}
            }
        }
        return stillPicture ? Optional.of(HEIC) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, String prefix) {
        return startsWith(bytes, 0, ascii(prefix));
    }

    private static boolean startsWith(byte[] bytes, int from, byte... prefix) {
        if (bytes.length < from + prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
