package vitrine.media.rendering;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files for tests, made on the spot. */
final class Samples {

    private Samples() {}

    /** Red, green, blue and white quarters: top left, top right, bottom left, bottom right. */
    static BufferedImage quarters(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.setColor(Color.GREEN);
        graphics.fillRect(width / 2, 0, width - width / 2, height / 2);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, height / 2, width / 2, height - height / 2);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(width / 2, height / 2, width - width / 2, height - height / 2);
        graphics.dispose();
        return image;
    }

    static BufferedImage plain(int width, int height, Color colour) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** Something with detail, so that files have a realistic size. */
    static BufferedImage texture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int wave = (int) (60 * Math.sin(x / 9.0) + 60 * Math.cos(y / 7.0));
                image.setRGB(x, y, new Color(128 + wave, (x * 255) / width, (y * 255) / height).getRGB());
            }
        }
        return image;
    }

    static byte[] encode(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("No writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] jpeg(BufferedImage image) {
        return jpeg(new IIOImage(image, null, null), false);
    }

    static byte[] progressiveJpeg(BufferedImage image) {
        return jpeg(new IIOImage(image, null, null), true);
    }

    private static byte[] jpeg(IIOImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0.95f);
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(output);
            writer.write(null, image, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Four plain inks as Adobe's programs store them: upside down, with their marker. */
    static byte[] adobeCmykJpeg(int width, int height, int cyan, int magenta, int yellow, int black) {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        int[] pixel = {255 - cyan, 255 - magenta, 255 - yellow, 255 - black};
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                inks.setPixel(x, y, pixel);
            }
        }
        return adobeCmykJpeg(inks);
    }

    /** @param inks upside down: 255 is no ink */
    static byte[] adobeCmykJpeg(WritableRaster inks) {
        byte[] marker = new byte[12];
        System.arraycopy("Adobe".getBytes(StandardCharsets.US_ASCII), 0, marker, 0, 5);
        marker[6] = 100;
        return withSegment(jpeg(new IIOImage(inks, null, null), false), 0xEE, marker);
    }

    /** The JPEG with one more segment right behind its start. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("II*\0".getBytes(StandardCharsets.US_ASCII));
        exif.order(ByteOrder.LITTLE_ENDIAN).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation)
                .putInt(0);
        return withSegment(jpeg, 0xE1, exif.array());
    }

    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] chunk = new byte[14 + profile.length];
        System.arraycopy("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), 0, chunk, 0, 14);
        System.arraycopy(profile, 0, chunk, 14, profile.length);
        return withSegment(jpeg, 0xE2, chunk);
    }

    static byte[] withPngProfile(byte[] png, byte[] profile) {
        var deflater = new Deflater();
        deflater.setInput(profile);
        deflater.finish();
        byte[] packed = new byte[profile.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        byte[] chunk = ByteBuffer.allocate(4 + 3 + length)
                .put("iCCPp\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(packed, 0, length)
                .array();
        var sum = new CRC32();
        sum.update(chunk);
        int behindHeader = 8 + 25;
        return ByteBuffer.allocate(png.length + chunk.length + 8)
                .put(png, 0, behindHeader)
                .putInt(chunk.length - 4)
                .put(chunk)
                .putInt((int) sum.getValue())
                .put(png, behindHeader, png.length - behindHeader)
                .array();
    }

    /** A profile of three primaries and one power curve, made by hand. */
    static byte[] profile(double[][] primaries, double gamma) {
        return profile(primaries, power(gamma));
    }

    /** A profile of three primaries and one curve in 1,024 samples, made by hand. */
    static byte[] profile(double[][] primaries, DoubleUnaryOperator curve) {
        int samples = 1_024;
        ByteBuffer table = ByteBuffer.allocate(12 + 2 * samples);
        table.put("curv\0\0\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        for (int i = 0; i < samples; i++) {
            table.putShort((short) Math.round(curve.applyAsDouble(i / (samples - 1.0)) * 65_535));
        }
        return profile(primaries, table.array());
    }

    private static byte[] power(double gamma) {
        return ByteBuffer.allocate(16)
                .put("curv\0\0\0\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(1)
                .putShort((short) Math.round(gamma * 256))
                .array();
    }

    private static byte[] profile(double[][] primaries, byte[] curve) {
        int tags = 6;
        int data = 128 + 4 + 12 * tags;
        ByteBuffer profile =
                header("mntrRGB XYZ ", data + 3 * 20 + curve.length).putInt(tags);
        String[] colours = {"r", "g", "b"};
        for (int i = 0; i < 3; i++) {
            profile.put((colours[i] + "XYZ").getBytes(StandardCharsets.US_ASCII))
                    .putInt(data + 20 * i)
                    .putInt(20);
        }
        for (String colour : colours) {
            profile.put((colour + "TRC").getBytes(StandardCharsets.US_ASCII))
                    .putInt(data + 60)
                    .putInt(curve.length);
        }
        for (int i = 0; i < 3; i++) {
            profile.put("XYZ \0\0\0\0".getBytes(StandardCharsets.US_ASCII));
            for (int k = 0; k < 3; k++) {
                profile.putInt((int) Math.round(primaries[k][i] * 65_536));
            }
        }
        return profile.put(curve).array();
    }

    /** A profile for grey pictures with a power curve. */
    static byte[] greyProfile(double gamma) {
        byte[] curve = power(gamma);
        int data = 128 + 4 + 2 * 12;
        ByteBuffer profile = header("mntrGRAYXYZ ", data + curve.length + 20).putInt(2);
        profile.put("kTRC".getBytes(StandardCharsets.US_ASCII)).putInt(data).putInt(curve.length);
        profile.put("wtpt".getBytes(StandardCharsets.US_ASCII))
                .putInt(data + curve.length)
                .putInt(20);
        profile.put(curve).put("XYZ \0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        return profile.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D).array();
    }

    /** @return at the place of the number of tags */
    private static ByteBuffer header(String kinds, int size) {
        ByteBuffer profile = ByteBuffer.allocate(size);
        put(profile, 0, size);
        put(profile, 8, 0x02100000);
        put(profile, 12, kinds);
        put(profile, 36, "acsp");
        put(profile, 68, 0x0000F6D6);
        put(profile, 72, 0x00010000);
        put(profile, 76, 0x0000D32D);
        return profile.position(128);
    }

    private static void put(ByteBuffer buffer, int at, String text) {
        buffer.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(ByteBuffer buffer, int at, int value) {
        buffer.putInt(at, value);
    }

    /** Repeats the last scan of a progressive JPEG until it has that many. */
    static byte[] withScans(byte[] progressive, int scans) {
        int present = 0;
        int last = 0;
        for (int i = 2; i + 1 < progressive.length; i++) {
            if ((progressive[i] & 0xFF) == 0xFF && (progressive[i + 1] & 0xFF) == 0xDA) {
                present++;
                last = i;
            }
        }
        byte[] scan = Arrays.copyOfRange(progressive, last, progressive.length - 2);
        var bytes = new ByteArrayOutputStream();
        bytes.write(progressive, 0, progressive.length - 2);
        for (int i = present; i < scans; i++) {
            bytes.writeBytes(scan);
        }
        bytes.write(0xFF);
        bytes.write(0xD9);
        return bytes.toByteArray();
    }

    /** 35 bytes that announce two gigapixels. */
    static byte[] hugeGif() {
        ByteBuffer gif = ByteBuffer.allocate(35).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        gif.putShort((short) 65_535)
                .putShort((short) 32_767)
                .put((byte) 0x80)
                .put((byte) 0)
                .put((byte) 0);
        gif.put(new byte[] {0, 0, 0, -1, -1, -1});
        gif.put((byte) 0x2C).putShort((short) 0).putShort((short) 0);
        gif.putShort((short) 65_535).putShort((short) 32_767).put((byte) 0);
        gif.put(new byte[] {2, 2, 0x4C, 1, 0, 0x3B});
        return gif.array();
    }

    static byte[] gifWithFrames(int frames) {
        ByteBuffer gif = ByteBuffer.allocate(19 + 15 * frames + 1).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        gif.putShort((short) 1)
                .putShort((short) 1)
                .put((byte) 0x80)
                .put((byte) 0)
                .put((byte) 0);
        gif.put(new byte[] {0, 0, 0, -1, -1, -1});
        for (int i = 0; i < frames; i++) {
            gif.put((byte) 0x2C).putShort((short) 0).putShort((short) 0);
            gif.putShort((short) 1).putShort((short) 1).put((byte) 0);
            gif.put(new byte[] {2, 2, 0x4C, 1, 0});
        }
        return gif.put((byte) 0x3B).array();
    }

    static byte[] hugePng() {
        ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.putInt(100_000).putInt(100_000).put(new byte[] {8, 2, 0, 0, 0});
        var sum = new CRC32();
        sum.update(header.array());
        png.putInt(13).put(header.array()).putInt((int) sum.getValue());
        png.putInt(0).put("IEND".getBytes(StandardCharsets.US_ASCII)).putInt(0xAE426082);
        return png.array();
    }

    static BufferedImage decode(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
