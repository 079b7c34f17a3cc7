package vitrine.media.rendering.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes baseline JPEGs, grey or YCbCr with a quarter of the chroma, with the tables of ITU-T T.81 annex K. */
public final class BaselineEncoder {

    /** @param samples unsigned, {@code width * height} of them */
    public record Plane(int width, int height, byte[] samples) {}

    private static final int[] LUMA_STEPS = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };
    private static final int[] CHROMA_STEPS = {
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99,
                99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                99,
        99, 99, 99, 99, 99, 99
    };

    private static final CodeTable LUMA_DIRECT =
            new CodeTable(0x00, "00010501010101010100000000000000", "000102030405060708090A0B");
    private static final CodeTable CHROMA_DIRECT =
            new CodeTable(0x01, "00030101010101010101010000000000", "000102030405060708090A0B");
    private static final CodeTable LUMA_ALTERNATING = new CodeTable(
            0x10,
            "0002010303020403050504040000017D",
            "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738"
                    + "393A434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999A"
                    + "A2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5"
                    + "F6F7F8F9FA");
    private static final CodeTable CHROMA_ALTERNATING = new CodeTable(
            0x11,
            "00020102040403040705040400010277",
            "000102031104052131061241510761711322328108144291A1B1C109233352F0156272D10A162434E125F11718191A262728292A353637"
                    + "38393A434445464748494A535455565758595A636465666768696A737475767778797A82838485868788898A92939495969798"
                    + "999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5"
                    + "F6F7F8F9FA");

    private final List<Plane> planes;
    private final int[] lumaSteps;
    private final int[] chromaSteps;
    private final BitWriter bits;
    private final float[] block = new float[64];
    private final int[] predictions = new int[3];

    private BaselineEncoder(List<Plane> planes, int quality) {
        this.planes = planes;
        this.lumaSteps = scaled(LUMA_STEPS, quality);
        this.chromaSteps = scaled(CHROMA_STEPS, quality);
        Plane first = planes.getFirst();
        this.bits = new BitWriter(Math.max(1 << 12, first.width() * first.height() / 4));
    }

    /**
     * @param planes one of grey, or luma and two of chroma with half its width and height, rounded up
     * @param quality 1 to 100, as libjpeg counts
     */
    public static byte[] encode(List<Plane> planes, int quality) {
        if (planes.size() != 1 && planes.size() != 3) {
            throw new IllegalArgumentException("One plane or three are encoded");
        }
        return new BaselineEncoder(planes, quality).encode();
    }

    private static int[] scaled(int[] steps, int quality) {
        int scale = quality < 50 ? 5_000 / quality : 200 - 2 * quality;
        int[] scaled = new int[64];
        for (int i = 0; i < 64; i++) {
            scaled[i] = Math.clamp((steps[i] * scale + 50) / 100, 1, 255);
        }
        return scaled;
    }

    private byte[] encode() {
        boolean colour = planes.size() == 3;
        Plane luma = planes.getFirst();
        bits.write(headers(luma, colour));
        float[] lumaFactors = ForwardDct.factors(lumaSteps);
        float[] chromaFactors = ForwardDct.factors(chromaSteps);
        int unit = colour ? 16 : 8;
        for (int y = 0; y < luma.height(); y += unit) {
            for (int x = 0; x < luma.width(); x += unit) {
                for (int v = 0; v < unit; v += 8) {
                    for (int h = 0; h < unit; h += 8) {
                        block(luma, x + h, y + v, lumaFactors, 0, LUMA_DIRECT, LUMA_ALTERNATING);
                    }
                }
                for (int c = 1; c < planes.size(); c++) {
                    block(planes.get(c), x / 2, y / 2, chromaFactors, c, CHROMA_DIRECT, CHROMA_ALTERNATING);
                }
            }
        }
        bits.flush();
        bits.write(new byte[] {(byte) 0xFF, (byte) 0xD9});
        return bits.toByteArray();
    }

    private void block(
            Plane plane, int x, int y, float[] factors, int component, CodeTable direct, CodeTable alternating) {
        load(plane, x, y);
        ForwardDct.transform(block);
        int mean = quantised(0, factors);
        int difference = mean - predictions[component];
        predictions[component] = mean;
        int size = size(difference);
        bits.write(direct.code(size), direct.length(size));
        writeValue(difference, size);

        int zeros = 0;
        for (int k = 1; k < 64; k++) {
            int natural = JpegDecoder.ZIGZAG[k];
            int value = quantised(natural, factors);
            if (value == 0) {
                zeros++;
                continue;
            }
            while (zeros > 15) {
                bits.write(alternating.code(0xF0), alternating.length(0xF0));
                zeros -= 16;
            }
            size = size(value);
            int symbol = zeros << 4 | size;
            bits.write(alternating.code(symbol), alternating.length(symbol));
            writeValue(value, size);
            zeros = 0;
        }
        if (zeros > 0) {
            bits.write(alternating.code(0), alternating.length(0));
        }
    }

    private int quantised(int natural, float[] factors) {
        float value = block[natural] * factors[natural];
        return (int) (value + 16_384.5f) - 16_384;
    }

    private static int size(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private void writeValue(int value, int size) {
        if (size > 0) {
            bits.write((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
        }
    }

    /** The last column and row are repeated where the block reaches beyond the picture. */
    private void load(Plane plane, int x, int y) {
        byte[] samples = plane.samples();
        int width = plane.width();
        if (x + 8 <= width && y + 8 <= plane.height()) {
            for (int v = 0, to = 0; v < 8; v++) {
                int from = (y + v) * width + x;
                for (int h = 0; h < 8; h++) {
                    block[to++] = (samples[from + h] & 0xFF) - 128;
                }
            }
            return;
        }
        for (int v = 0, to = 0; v < 8; v++) {
            int row = Math.min(y + v, plane.height() - 1) * width;
            for (int h = 0; h < 8; h++) {
                block[to++] = (samples[row + Math.min(x + h, width - 1)] & 0xFF) - 128;
            }
        }
    }

    private byte[] headers(Plane luma, boolean colour) {
        var out = new ByteArrayOutputStream(1_024);
        segment(out, 0xD8, null);
        byte[] jfif = "JFIF\0\1\1\0\0\1\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1);
        segment(out, 0xE0, jfif);
        segment(out, 0xDB, quantisation(0, lumaSteps));
        if (colour) {
            segment(out, 0xDB, quantisation(1, chromaSteps));
        }
        var frame = new ByteArrayOutputStream();
        frame.write(8);
        frame.write(luma.height() >> 8);
        frame.write(luma.height());
        frame.write(luma.width() >> 8);
        frame.write(luma.width());
        frame.write(planes.size());
        for (int c = 0; c < planes.size(); c++) {
            frame.write(c + 1);
            frame.write(colour && c == 0 ? 0x22 : 0x11);
            frame.write(c == 0 ? 0 : 1);
        }
        segment(out, 0xC0, frame.toByteArray());
        segment(out, 0xC4, LUMA_DIRECT.segment());
        segment(out, 0xC4, LUMA_ALTERNATING.segment());
        if (colour) {
            segment(out, 0xC4, CHROMA_DIRECT.segment());
            segment(out, 0xC4, CHROMA_ALTERNATING.segment());
        }
        var scan = new ByteArrayOutputStream();
        scan.write(planes.size());
        for (int c = 0; c < planes.size(); c++) {
            scan.write(c + 1);
            scan.write(c == 0 ? 0x00 : 0x11);
        }
        scan.write(0);
        scan.write(63);
        scan.write(0);
        segment(out, 0xDA, scan.toByteArray());
        return out.toByteArray();
    }

    private static byte[] quantisation(int number, int[] steps) {
        byte[] segment = new byte[65];
        segment[0] = (byte) number;
        for (int k = 0; k < 64; k++) {
            segment[1 + k] = (byte) steps[JpegDecoder.ZIGZAG[k]];
        }
        return segment;
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte @Nullable [] content) {
        out.write(0xFF);
        out.write(marker);
        if (content != null) {
            out.write(content.length + 2 >> 8);
            out.write(content.length + 2);
            out.writeBytes(content);
        }
    }
}
