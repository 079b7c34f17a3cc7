package vitrine.media;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures made for tests. */
public final class Pictures {

    private Pictures() {}

    public static byte[] jpeg(int width, int height) {
        return encode(width, height, "jpg");
    }

    public static byte[] png(int width, int height) {
        return encode(width, height, "png");
    }

    private static byte[] encode(int width, int height, String format) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A PNG with a sound head and nothing readable behind it. */
    public static byte[] brokenPng(int width, int height) {
        byte[] png = png(width, height);
        int firstPixel = 41;
        java.util.Arrays.fill(png, firstPixel, png.length - 16, (byte) 0xFF);
        return png;
    }

    /** The head of a PNG that declares a size nobody has memory for. */
    public static byte[] pngDeclaring(int width, int height) {
        byte[] png = png(1, 1);
        var header = java.nio.ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        var crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    /** The head of a GIF that declares a size nobody has memory for, 35 bytes. */
    public static byte[] gifDeclaring(int width, int height) {
        var gif = java.nio.ByteBuffer.allocate(35).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        gif.putShort((short) width).putShort((short) height);
        gif.put((byte) 0x80).put((byte) 0).put((byte) 0).put(new byte[6]);
        gif.put((byte) 0x2c).putShort((short) 0).putShort((short) 0);
        gif.putShort((short) width).putShort((short) height).put((byte) 0);
        gif.put((byte) 2)
                .put((byte) 2)
                .put((byte) 0x44)
                .put((byte) 1)
                .put((byte) 0)
                .put((byte) 0x3b);
        return gif.array();
    }
}
