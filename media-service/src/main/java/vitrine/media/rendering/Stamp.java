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
 * A drawn watermark text, ready to be blended: white letters with a dark rim, so that it is seen on any picture.
 *
 * @param luma what to blend towards
 * @param opacity how much of it, for each pixel
 * @param chromaOpacity the same for each two by two pixels
 */
record Stamp(Plane luma, Plane opacity, Plane chromaOpacity) {

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
        Plane chroma = Plane.blank(width / 2, height / 2);
        int[] row = new int[width];
        int[] sums = new int[width / 2];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = (int) Math.round((row[x] >>> 24) * opacity);
                luma.samples()[y * width + x] = (byte) row[x];
                cover.samples()[y * width + x] = (byte) alpha;
                sums[x / 2] += alpha;
            }
            if ((y & 1) == 1) {
                for (int x = 0; x < sums.length; x++) {
                    chroma.samples()[y / 2 * sums.length + x] = (byte) (sums[x] / 4);
                    sums[x] = 0;
                }
            }
        }
        return new Stamp(luma, cover, chroma);
    }

    int width() {
        return luma.width();
    }

    int height() {
        return luma.height();
    }
}
