package vitrine.media.rendering;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture to mark others with. Two are the same when their pixels are. */
public final class MarkImage {

    /** Of the file, in bytes. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final int MAX_SIDE = 4096;
    private static final int KEPT_SIDE = 1024;
    private static final int VISIBLE = 16;

    private final BufferedImage pixels;
    private final byte[] png;
    private final String sha256;

    private MarkImage(BufferedImage pixels) {
        this.pixels = pixels;
        this.png = encoded(pixels);
        this.sha256 = sha256(png);
    }

    /**
     * Reads a PNG, whatever it is called. Only its pixels are kept, and no more of them than a mark can show.
     *
     * @throws UnreadablePicture when it is none, is broken or too large, or has nothing to be seen
     */
    public static MarkImage read(byte[] file) throws UnreadablePicture {
        if (PictureFormat.sniff(file).filter(PictureFormat.PNG::equals).isEmpty()) {
            throw new UnreadablePicture(UnreadablePicture.UNSUPPORTED, "A watermark is a PNG picture.");
        }
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
            try {
                reader.setInput(input, true, true);
                if (reader.getWidth(0) > MAX_SIDE || reader.getHeight(0) > MAX_SIDE) {
                    throw new UnreadablePicture(
                            UnreadablePicture.TOO_MANY_PIXELS,
                            "A watermark has at most " + MAX_SIDE + " pixels each way.");
                }
                BufferedImage kept = fitted(reader.read(0), KEPT_SIDE);
                requireVisible(kept);
                return new MarkImage(kept);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The picture is damaged and cannot be read.", e);
        }
    }

    /** In colours of the screen, and no longer than this. */
    static BufferedImage fitted(BufferedImage image, int longestSide) {
        double scale = Math.min(1, (double) longestSide / Math.max(image.getWidth(), image.getHeight()));
        return scaled(image, Math.max(1, (int) Math.round(image.getWidth() * scale)), Math.max(1, (int)
                Math.round(image.getHeight() * scale)));
    }

    /** By halves, as interpolation looks at neighbours only. */
    static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage from = image;
        while (from.getWidth() >= 2 * width && from.getHeight() >= 2 * height) {
            from = drawn(from, from.getWidth() / 2, from.getHeight() / 2);
        }
        return drawn(from, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    static void requireVisible(BufferedImage image) throws UnreadablePicture {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) >>> 24 >= VISIBLE) {
                    return;
                }
            }
        }
        throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "There is nothing to be seen in this picture.");
    }

    static byte[] encoded(BufferedImage image) {
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    BufferedImage pixels() {
        return pixels;
    }

    public int width() {
        return pixels.getWidth();
    }

    public int height() {
        return pixels.getHeight();
    }

    /** To be stored. */
    public byte[] png() {
        return png.clone();
    }

    /** Of {@link #png()}. */
    public String sha256() {
        return sha256;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarkImage image && image.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
