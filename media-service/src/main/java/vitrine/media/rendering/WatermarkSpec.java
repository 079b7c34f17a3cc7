package vitrine.media.rendering;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a watermarked preview is marked: by a text, by a picture, or by a picture with a text below it.
 *
 * @param text empty only where there is a picture
 * @param opacity above 0, at most 1
 * @param scale 1 is the usual size
 */
public record WatermarkSpec(String text, @Nullable MarkImage image, Position position, double opacity, double scale) {

    /** Begins the names of marked renditions. */
    public static final String STORED_AS = "watermarked-";

    private static final int MAX_LENGTH = 130;
    private static final int ID_BYTES = 8;

    public WatermarkSpec {
        text = text.strip();
        if ((text.isEmpty() && image == null) || text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A watermark has a picture, or a text of 1 to " + MAX_LENGTH + " characters");
        }
        if (!(opacity > 0 && opacity <= 1)) {
            throw new IllegalArgumentException("A watermark's opacity is above 0 and at most 1");
        }
        if (!(scale >= 0.1 && scale <= 10)) {
            throw new IllegalArgumentException("A watermark's scale is 0.1 to 10");
        }
    }

    public WatermarkSpec(String text, double opacity, Position position) {
        this(text, null, position, opacity, 1);
    }

    /** The text repeated diagonally over the whole picture. */
    public static WatermarkSpec tiled(String text) {
        return new WatermarkSpec(text, 0.4, Position.TILED);
    }

    /** The same with the name of whom the preview is for. */
    public WatermarkSpec with(String name) {
        return new WatermarkSpec(text.isEmpty() ? name : text + " \u00b7 " + name, image, position, opacity, scale);
    }

    /** Stands for everything that makes a marked preview look as it does. */
    public String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part :
                    new Object[] {"1", text, image == null ? "" : image.sha256(), position, opacity, scale}) {
                digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of the rendition that is marked so: another look has another name, so none is taken for another. */
    public String storedName() {
        return STORED_AS + id();
    }

    /** Where the mark stands. */
    public enum Position {
        TILED,
        TOP_LEFT,
        TOP,
        TOP_RIGHT,
        LEFT,
        CENTER,
        RIGHT,
        BOTTOM_LEFT,
        BOTTOM,
        BOTTOM_RIGHT
    }
}
