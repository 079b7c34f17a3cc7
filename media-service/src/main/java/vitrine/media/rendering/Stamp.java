package vitrine.media.rendering;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A drawn watermark, ready to be blended. Letters are white with a dark rim, so that they are seen on any picture.
 *
 * @param luma what to blend towards
 * @param opacity how much of it, for each pixel
 * @param blue what to blend the blue difference towards, for each two by two pixels
 * @param red the same for the red difference
 * @param chromaOpacity how much of both
 */
record Stamp(Plane luma, Plane opacity, Plane blue, Plane red, Plane chromaOpacity) {

    private static final Logger log = LoggerFactory.getLogger(Stamp.class);
    private static final FontRenderContext OUTLINES = new FontRenderContext(null, true, true);

    /**
     * @param height of capitals, in pixels
     * @param degrees anticlockwise
     * @param gap empty space around the text, in pixels
     */
    static Stamp of(String text, double height, double degrees, int gap, double opacity) {
        var turn = AffineTransform.getRotateInstance(Math.toRadians(-degrees));
        Shape letters = turn.createTransformedShape(outline(text, height));
        Rectangle2D bounds = letters.getBounds2D();
        if (bounds.isEmpty()) {
            throw new IllegalStateException("The watermark text has nothing that can be drawn");
        }
        double rim = Math.max(1, height / 12);
        int width = even(bounds.getWidth() + gap + 2 * rim);
        int rows = even(bounds.getHeight() + gap + 2 * rim);
        letters = AffineTransform.getTranslateInstance(
                        (width - bounds.getWidth()) / 2 - bounds.getX(),
                        (rows - bounds.getHeight()) / 2 - bounds.getY())
                .createTransformedShape(letters);
        return of(draw(letters, rim, width, rows), opacity);
    }

    /**
     * @param longest side of the picture, in pixels
     * @param text below it, perhaps empty
     * @param height of its capitals, in pixels
     */
    static Stamp of(
            MarkImage mark, double longest, String text, double height, double degrees, int gap, double opacity) {
        double scale = longest / Math.max(mark.width(), mark.height());
        BufferedImage upright =
                MarkImage.scaled(mark.pixels(), Math.max(1, (int) Math.round(mark.width() * scale)), Math.max(1, (int)
                        Math.round(mark.height() * scale)));
        if (!text.isEmpty()) {
            upright = stacked(upright, written(text, height));
        }
        double turn = Math.toRadians(-degrees);
        double sine = Math.abs(Math.sin(turn));
        double cosine = Math.abs(Math.cos(turn));
        int width = even(upright.getWidth() * cosine + upright.getHeight() * sine + gap);
        int rows = even(upright.getWidth() * sine + upright.getHeight() * cosine + gap);
        var image = new BufferedImage(width, rows, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.rotate(turn, width / 2.0, rows / 2.0);
        graphics.drawImage(upright, (width - upright.getWidth()) / 2, (rows - upright.getHeight()) / 2, null);
        graphics.dispose();
        return of(image, opacity);
    }

    private static BufferedImage written(String text, double height) {
        Shape letters = outline(text, height);
        Rectangle2D bounds = letters.getBounds2D();
        if (bounds.isEmpty()) {
            throw new IllegalStateException("The watermark text has nothing that can be drawn");
        }
        double rim = Math.max(1, height / 12);
        Shape placed = AffineTransform.getTranslateInstance(2 * rim - bounds.getX(), 2 * rim - bounds.getY())
                .createTransformedShape(letters);
        return draw(placed, rim, even(bounds.getWidth() + 4 * rim), even(bounds.getHeight() + 4 * rim));
    }

    private static BufferedImage stacked(BufferedImage above, BufferedImage below) {
        int width = Math.max(above.getWidth(), below.getWidth());
        int gap = below.getHeight() / 2;
        var both = new BufferedImage(width, above.getHeight() + gap + below.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = both.createGraphics();
        graphics.drawImage(above, (width - above.getWidth()) / 2, 0, null);
        graphics.drawImage(below, (width - below.getWidth()) / 2, above.getHeight() + gap, null);
        graphics.dispose();
        return both;
    }

    private static int even(double size) {
        return 2 * (int) Math.ceil(size / 2);
    }

    private static Shape outline(String text, double height) {
        try {
            var font = new Font(Font.SANS_SERIF, Font.BOLD, 100);
            if (font.canDisplayUpTo(text) < 0) {
                double capitals =
                        font.createGlyphVector(OUTLINES, "H").getVisualBounds().getHeight();
                return font.deriveFont((float) (100 * height / capitals))
                        .createGlyphVector(OUTLINES, text)
                        .getOutline();
            }
        } catch (RuntimeException | InternalError | LinkageError e) {
            log.info("No fonts on this machine, watermarks use strokes: {}", e.toString());
        }
        return StrokeFont.outline(text, height);
    }

    private static BufferedImage draw(Shape letters, double rim, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.BLACK);
        graphics.setStroke(new BasicStroke((float) (2 * rim), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(letters);
        graphics.setColor(Color.WHITE);
        graphics.fill(letters);
        graphics.dispose();
        return image;
    }

    private static Stamp of(BufferedImage image, double opacity) {
        int width = image.getWidth();
        int height = image.getHeight();
        Plane luma = Plane.blank(width, height);
        Plane cover = Plane.blank(width, height);
        Plane chromaCover = Plane.blank(width / 2, height / 2);
        Plane blue = Plane.blank(width / 2, height / 2);
        Plane red = Plane.blank(width / 2, height / 2);
        int[] rows = new int[2 * width];
        for (int y = 0; y < height; y += 2) {
            image.getRGB(0, y, width, 2, rows, 0, width);
            for (int x = 0; x < width; x += 2) {
                var block = new Block();
                for (int i : new int[] {x, x + 1, width + x, width + x + 1}) {
                    int alpha = (int) Math.round((rows[i] >>> 24) * opacity);
                    int at = y * width + i;
                    luma.samples()[at] = (byte) block.add(rows[i], alpha);
                    cover.samples()[at] = (byte) alpha;
                }
                int at = y / 2 * (width / 2) + x / 2;
                chromaCover.samples()[at] = (byte) (block.alpha / 4);
                blue.samples()[at] = (byte) block.blueDifference();
                red.samples()[at] = (byte) block.redDifference();
            }
        }
        return new Stamp(luma, cover, blue, red, chromaCover);
    }

    /** Four pixels that share their colour, each counting as much as it covers. */
    private static final class Block {
        private int alpha;
        private long redSum;
        private long greenSum;
        private long blueSum;

        /** @return its luma */
        int add(int argb, int cover) {
            int r = argb >> 16 & 0xFF;
            int g = argb >> 8 & 0xFF;
            int b = argb & 0xFF;
            alpha += cover;
            redSum += (long) r * cover;
            greenSum += (long) g * cover;
            blueSum += (long) b * cover;
            return (299 * r + 587 * g + 114 * b + 500) / 1000;
        }

        int blueDifference() {
            return difference(-0.168736, -0.331264, 0.5);
        }

        int redDifference() {
            return difference(0.5, -0.418688, -0.081312);
        }

        private int difference(double red, double green, double blue) {
            return alpha == 0
                    ? 128
                    : Math.clamp(Math.round(128 + (red * redSum + green * greenSum + blue * blueSum) / alpha), 0, 255);
        }
    }

    int width() {
        return luma.width();
    }

    int height() {
        return luma.height();
    }
}
