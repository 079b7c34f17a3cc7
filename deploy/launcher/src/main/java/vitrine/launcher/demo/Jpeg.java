package vitrine.launcher.demo;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Encodes a picture as a camera would, with EXIF: when, with what, and how the camera was held. */
final class Jpeg {

    private static final DateTimeFormatter EXIF_TIME = DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    private Jpeg() {}

    /** The settings of an exposure; the time in fractions of a second. */
    record Exposure(LocalDateTime taken, int exposureFraction, int apertureTenths, int iso, int focalLength) {}

    /** With {@code turned} the pixels lie on their side and a tag says so, as in a camera held upright. */
    static byte[] encode(BufferedImage image, Exposure exposure, boolean turned) throws IOException {
        var stored = turned ? counterclockwise(image) : image;
        var plain = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = ImageIO.createImageOutputStream(plain)) {
            writer.setOutput(output);
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(0.9f);
            writer.write(null, new IIOImage(stored, null, null), settings);
        } finally {
            writer.dispose();
        }
        var bytes = plain.toByteArray();
        var exif = exif(exposure, turned ? 6 : 1);
        return ByteBuffer.allocate(bytes.length + exif.length)
                .put(bytes, 0, 2)
                .put(exif)
                .put(bytes, 2, bytes.length - 2)
                .array();
    }

    private static BufferedImage counterclockwise(BufferedImage image) {
        var turned = new BufferedImage(image.getHeight(), image.getWidth(), BufferedImage.TYPE_INT_RGB);
        var transform = new AffineTransform();
        transform.translate(0, image.getWidth());
        transform.quadrantRotate(-1);
        new AffineTransformOp(transform, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, turned);
        return turned;
    }

    /** An APP1 segment: a TIFF header, the main directory, the EXIF directory, then the values that do not fit into either. */
    private static byte[] exif(Exposure exposure, int orientation) {
        var main = new Directory(8, 5);
        var details = new Directory(main.end(), 6);
        var values = new Values(details.end());
        var time = exposure.taken().format(EXIF_TIME);
        main.offset(0x010F, ASCII, 8, values.text("Vitrine"));
        main.offset(0x0110, ASCII, 13, values.text("Demo painter"));
        main.number(0x0112, SHORT, orientation);
        main.offset(0x0132, ASCII, 20, values.text(time));
        main.number(0x8769, LONG, 8 + 2 + 5 * 12 + 4);
        details.offset(0x829A, RATIONAL, 1, values.rational(1, exposure.exposureFraction()));
        details.offset(0x829D, RATIONAL, 1, values.rational(exposure.apertureTenths(), 10));
        details.number(0x8827, SHORT, exposure.iso());
        details.offset(0x9003, ASCII, 20, values.text(time));
        details.offset(0x920A, RATIONAL, 1, values.rational(exposure.focalLength(), 1));
        details.offset(0xA434, ASCII, 13, values.text("Pinhole lens"));
        var tiff = ByteBuffer.allocate(values.end());
        tiff.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8})
                .put(main.bytes())
                .put(details.bytes())
                .put(values.bytes());
        return ByteBuffer.allocate(4 + 6 + tiff.capacity())
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + 6 + tiff.capacity()))
                .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
                .put(tiff.array())
                .array();
    }

    private static final class Directory {
        private final int start;
        private final ByteBuffer entries;

        Directory(int start, int count) {
            this.start = start;
            this.entries = ByteBuffer.allocate(2 + count * 12 + 4).putShort((short) count);
        }

        int end() {
            return start + entries.capacity();
        }

        void number(int tag, int type, int value) {
            entries.putShort((short) tag).putShort((short) type).putInt(1);
            if (type == SHORT) {
                entries.putShort((short) value).putShort((short) 0);
            } else {
                entries.putInt(value);
            }
        }

        void offset(int tag, int type, int count, int offset) {
            entries.putShort((short) tag).putShort((short) type).putInt(count).putInt(offset);
        }

        byte[] bytes() {
            return entries.array();
        }
    }

    private static final class Values {
        private final int start;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Values(int start) {
            this.start = start;
        }

        int text(String text) {
            var offset = end();
            bytes.writeBytes((text + "\0").getBytes(StandardCharsets.US_ASCII));
            if (bytes.size() % 2 == 1) {
                bytes.write(0);
            }
            return offset;
        }

        int rational(int numerator, int denominator) {
            var offset = end();
            bytes.writeBytes(
                    ByteBuffer.allocate(8).putInt(numerator).putInt(denominator).array());
            return offset;
        }

        int end() {
            return start + bytes.size();
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
