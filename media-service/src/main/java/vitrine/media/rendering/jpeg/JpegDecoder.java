package vitrine.media.rendering.jpeg;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vitrine.media.rendering.jpeg.Frame.Part;

/**
 * Decodes 8-bit Huffman-coded JPEGs, baseline and progressive, after ITU-T T.81. A file that is cut or damaged is decoded as
 * far as it goes, what is missing is grey.
 */
public final class JpegDecoder {

    /** Called between rows of blocks; may end the work by an exception. */
    @FunctionalInterface
    public interface Checkpoint {
        void check() throws IOException;
    }

    private static final int SOF0 = 0xC0;
    private static final int SOF1 = 0xC1;
    private static final int SOF2 = 0xC2;
    private static final int DHT = 0xC4;
    private static final int SOF15 = 0xCF;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;

    static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private final MemorySegment file;
    private final int side;
    private final Checkpoint checkpoint;
    private final float[][] quantisations = new float[4][];
    private final HuffmanTable[] directTables = new HuffmanTable[4];
    private final HuffmanTable[] alternatingTables = new HuffmanTable[4];
    private int restartInterval;
    private boolean jfif;
    private int adobeTransform = -1;
    private @Nullable Frame frame;
    private @Nullable ScanDecoder decoder;

    private JpegDecoder(MemorySegment file, int side, Checkpoint checkpoint) {
        this.file = file;
        this.side = side;
        this.checkpoint = checkpoint;
    }

    /**
     * @param divisor 1, 2, 4 or 8: how much smaller than the file says the planes shall be
     * @throws IOException for files this decoder does not know, and such that have no picture data
     */
    public static JpegPlanes decode(MemorySegment file, int divisor, Checkpoint checkpoint) throws IOException {
        if (divisor != 1 && divisor != 2 && divisor != 4 && divisor != 8) {
            throw new IllegalArgumentException("A JPEG is reduced by 1, 2, 4 or 8");
        }
        try {
            return new JpegDecoder(file, 8 / divisor, checkpoint).decode();
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("The JPEG says something impossible of itself", e);
        }
    }

    private JpegPlanes decode() throws IOException {
        long at = 0;
        int scans = 0;
        while (true) {
            at = marker(at);
            if (at < 0) {
                break;
            }
            int marker = u8(at + 1);
            at += 2;
            if (marker == EOI) {
                break;
            }
            if (marker == 0xD8 || (marker >= 0xD0 && marker <= 0xD7) || marker == 1) {
                continue;
            }
            if (at + 2 > file.byteSize()) {
                break;
            }
            int length = u8(at) << 8 | u8(at + 1);
            if (length < 2 || at + length > file.byteSize()) {
                break;
            }
            byte[] segment = file.asSlice(at + 2, length - 2).toArray(ValueLayout.JAVA_BYTE);
            at += length;
            if (marker == SOS) {
                scan(segment, at);
                scans++;
            } else {
                header(marker, segment);
            }
        }
        if (decoder == null || frame == null || scans == 0) {
            throw new IOException("A JPEG without a picture");
        }
        return planes(frame, decoder.finish());
    }

    /** Place of the next marker, -1 behind the last. Bytes of scans are passed over. */
    private long marker(long from) {
        for (long at = from; at + 1 < file.byteSize(); at++) {
            if (u8(at) == 0xFF) {
                int marker = u8(at + 1);
                if (marker != 0 && marker != 0xFF) {
                    return at;
                }
            }
        }
        return -1;
    }

    private int u8(long at) {
        return file.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    private void header(int marker, byte[] segment) throws IOException {
        switch (marker) {
            case SOF0, SOF1, SOF2 -> {
                if (frame != null) {
                    throw new IOException("A JPEG with two frames");
                }
                frame = Frame.read(segment, marker == SOF2);
            }
            case DHT -> codes(segment);
            case DQT -> quantisation(segment);
            case DRI -> restartInterval = segment.length < 2 ? 0 : (segment[0] & 0xFF) << 8 | (segment[1] & 0xFF);
            case APP0 -> jfif |= startsWith(segment, "JFIF");
            case APP14 -> {
                if (segment.length >= 12 && startsWith(segment, "Adobe")) {
                    adobeTransform = segment[11] & 0xFF;
                }
            }
            default -> {
                if (marker > SOF2 && marker <= SOF15 && marker != JPG && marker != DAC) {
                    throw new IOException("A kind of JPEG that is not decoded");
                }
            }
        }
    }

    private static boolean startsWith(byte[] segment, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return segment.length > bytes.length && Arrays.equals(segment, 0, bytes.length, bytes, 0, bytes.length);
    }

    private void codes(byte[] segment) throws IOException {
        int at = 0;
        while (at + 17 <= segment.length) {
            int kind = segment[at] >> 4 & 15;
            int number = segment[at] & 15;
            int[] counts = new int[16];
            int symbols = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = segment[at + 1 + i] & 0xFF;
                symbols += counts[i];
            }
            at += 17;
            if (kind > 1 || number > 3 || symbols > 256 || at + symbols > segment.length) {
                throw new IOException("A code table that cannot be read");
            }
            var table = new HuffmanTable(counts, Arrays.copyOfRange(segment, at, at + symbols));
            (kind == 0 ? directTables : alternatingTables)[number] = table;
            at += symbols;
        }
    }

    private void quantisation(byte[] segment) throws IOException {
        int at = 0;
        while (at < segment.length) {
            int wide = segment[at] >> 4 & 15;
            int number = segment[at] & 15;
            at++;
            int bytes = wide == 0 ? 64 : 128;
            if (wide > 1 || number > 3 || at + bytes > segment.length) {
                throw new IOException("A quantisation table that cannot be read");
            }
            float[] steps = new float[64];
            for (int i = 0; i < 64; i++) {
                steps[i] = wide == 0
                        ? segment[at + i] & 0xFF
                        : (segment[at + 2 * i] & 0xFF) << 8 | (segment[at + 2 * i + 1] & 0xFF);
            }
            quantisations[number] = steps;
            at += bytes;
        }
    }

    private void scan(byte[] segment, long dataAt) throws IOException {
        Frame of = frame;
        if (of == null) {
            throw new IOException("A scan before the frame");
        }
        int count = segment.length == 0 ? 0 : segment[0];
        if (count < 1 || count > of.parts.size() || segment.length < 4 + 2 * count) {
            throw new IOException("A scan header that cannot be read");
        }
        var parts = new ArrayList<ScanDecoder.ScanPart>(count);
        for (int i = 0; i < count; i++) {
            Part part = of.part(segment[1 + 2 * i] & 0xFF);
            int tables = segment[2 + 2 * i];
            int index = of.parts.indexOf(part);
            if (parts.stream().anyMatch(other -> other.index() == index)) {
                throw new IOException("A scan with the same component twice");
            }
            parts.add(new ScanDecoder.ScanPart(
                    index, part, directTables[tables >> 4 & 3], alternatingTables[tables & 3]));
        }
        int at = 1 + 2 * count;
        var band = new ScanDecoder.Band(
                segment[at] & 0xFF, segment[at + 1] & 0xFF, segment[at + 2] >> 4 & 15, segment[at + 2] & 15);
        if (decoder == null) {
            decoder = new ScanDecoder(of, side, file, checkpoint);
        }
        decoder.decode(parts, band, quantisations, restartInterval, dataAt);
    }

    private JpegPlanes planes(Frame of, List<byte[]> samples) throws IOException {
        int width = Frame.ceil(of.width * side, 8);
        int height = Frame.ceil(of.height * side, 8);
        var components = new ArrayList<JpegPlanes.Component>();
        for (int i = 0; i < of.parts.size(); i++) {
            Part part = of.parts.get(i);
            int stepX = of.mostAcross / part.across;
            int stepY = of.mostDown / part.down;
            components.add(new JpegPlanes.Component(
                    Frame.ceil(width, stepX), Frame.ceil(height, stepY), stepX, stepY, samples.get(i)));
        }
        return new JpegPlanes(width, height, colours(of), List.copyOf(components));
    }

    private JpegPlanes.Colours colours(Frame of) {
        return switch (of.parts.size()) {
            case 1 -> JpegPlanes.Colours.GREY;
            case 3 -> isRgb(of) ? JpegPlanes.Colours.RGB : JpegPlanes.Colours.YCBCR;
            default -> adobeTransform == 2 ? JpegPlanes.Colours.YCCK : JpegPlanes.Colours.CMYK;
        };
    }

    /** By the markers, and without them by the names of the components, as all decoders do. */
    private boolean isRgb(Frame of) {
        if (jfif) {
            return false;
        }
        if (adobeTransform >= 0) {
            return adobeTransform == 0;
        }
        return of.parts.get(0).id == 'R' && of.parts.get(1).id == 'G' && of.parts.get(2).id == 'B';
    }
}
