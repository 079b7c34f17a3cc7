package vitrine.journeys;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures made on the spot: each seed its own. */
final class Pictures {

    private Pictures() {}

    static byte[] jpeg(int width, int height, long seed) {
        return encoded("jpg", width, height, seed);
    }

    static byte[] png(int width, int height, long seed) {
        return encoded("png", width, height, seed);
    }

    private static byte[] encoded(String format, int width, int height, long seed) {
        var random = new Random(seed);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(new GradientPaint(
                0,
                0,
                Color.getHSBColor(random.nextFloat(), .5f, .9f),
                width,
                height,
                Color.getHSBColor(random.nextFloat(), .7f, .3f)));
        g.fillRect(0, 0, width, height);
        for (int i = 0; i < 30; i++) {
            g.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 120));
            int size = 1 + random.nextInt(Math.max(2, width / 4));
            g.fillOval(random.nextInt(width), random.nextInt(height), size, size);
        }
        g.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
