package vitrine.media.rendering;

/**
 * How a watermarked preview is marked.
 *
 * @param opacity above 0, at most 1
 */
public record WatermarkSpec(String text, double opacity, Position position) {

    private static final int MAX_LENGTH = 60;

    public WatermarkSpec {
        text = text.strip();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new IllegalArgumentException("A watermark text has 1 to " + MAX_LENGTH + " characters");
        }
        if (!(opacity > 0 && opacity <= 1)) {
            throw new IllegalArgumentException("A watermark's opacity is above 0 and at most 1");
        }
    }

    /** The text repeated diagonally over the whole picture. */
    public static WatermarkSpec tiled(String text) {
        return new WatermarkSpec(text, 0.4, Position.TILED);
    }

    /** Where the mark stands. */
    public enum Position {
        TILED,
        CENTER,
        TOP_LEFT,
        TOP_RIGHT,
        BOTTOM_LEFT,
        BOTTOM_RIGHT
    }
}
