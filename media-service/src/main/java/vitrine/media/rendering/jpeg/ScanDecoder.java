package vitrine.media.rendering.jpeg;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vitrine.media.rendering.jpeg.Frame.Part;

/** From the bits of scans to samples. Baseline blocks are transformed at once, progressive ones when all scans were read. */
final class ScanDecoder {

    /**
     * @param index of the component in the frame
     * @param direct codes of the mean values; null when the file has no such table
     * @param alternating codes of the other frequencies; null when the file has no such table
     */
    record ScanPart(
            int index,
            Part part,
            @Nullable HuffmanTable direct,
            @Nullable HuffmanTable alternating) {}

    /** Frequencies of a progressive scan and the bits of them that were sent before and are sent now. */
    record Band(int first, int last, int highBefore, int low) {}

    /** Coefficients of one picture take at most half of the heap. */
    private static final int HEAP_PART = 2;

    private static final byte GREY = (byte) 128;

    private final Frame frame;
    private final int side;
    private final BitReader bits;
    private final JpegDecoder.Checkpoint checkpoint;
    private final List<byte[]> samples = new ArrayList<>();
    private final short[] @Nullable [] coefficients;
    private final float[] @Nullable [] steps;
    private final boolean[] kept = new boolean[64];
    private final float[] block = new float[64];
    private final int[] predictions = new int[4];
    private int endOfBandRun;

    ScanDecoder(Frame frame, int side, MemorySegment file, JpegDecoder.Checkpoint checkpoint) throws IOException {
        this.frame = frame;
        this.side = side;
        this.bits = new BitReader(file);
        this.checkpoint = checkpoint;
        int parts = frame.parts.size();
        this.coefficients = new short[parts][];
        this.steps = new float[parts][];
        for (int i = 0; i < 64; i++) {
            int natural = JpegDecoder.ZIGZAG[i];
            kept[i] = natural % 8 < side && natural / 8 < side;
        }
        if (frame.progressive) {
            allocateCoefficients();
        }
        int width = Frame.ceil(frame.width * side, 8);
        int height = Frame.ceil(frame.height * side, 8);
        for (Part part : frame.parts) {
            byte[] plane = new byte
                    [Math.multiplyExact(
                            Frame.ceil(width, frame.mostAcross / part.across),
                            Frame.ceil(height, frame.mostDown / part.down))];
            Arrays.fill(plane, GREY);
            samples.add(plane);
        }
    }

    private void allocateCoefficients() throws IOException {
        long blocks = frame.parts.stream()
                .mapToLong(part -> (long) part.paddedAcross * part.paddedDown)
                .sum();
        if (blocks * 128 > Runtime.getRuntime().maxMemory() / HEAP_PART) {
            throw new IOException("A progressive JPEG that needs more memory than there is");
        }
        for (int i = 0; i < coefficients.length; i++) {
            Part part = frame.parts.get(i);
            coefficients[i] = new short[Math.multiplyExact(part.paddedAcross * part.paddedDown, 64)];
        }
    }

    /** Decodes one scan as far as it goes. */
    void decode(List<ScanPart> parts, Band band, float[][] quantisations, int restartInterval, long dataAt)
            throws IOException {
        for (ScanPart part : parts) {
            float[] of = quantisations[part.part().quantisation];
            if (of == null && !frame.progressive) {
                throw new IOException("A component without its quantisation table");
            }
            if (of != null && steps[part.index()] == null) {
                steps[part.index()] = of;
            }
        }
        check(parts, band);
        bits.start(dataAt);
        reset();
        boolean alone = parts.size() == 1;
        Part first = parts.getFirst().part();
        int across = alone ? first.blocksAcross : frame.unitsAcross;
        int down = alone ? first.blocksDown : frame.unitsDown;
        var rows = new BlockRow[parts.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new BlockRow(parts.get(i), alone);
        }
        int units = 0;
        int expected = 0;
        int skip = 0;
        int positionedAt = 0;
        for (int y = 0; y < down; y++) {
            checkpoint.check();
            for (int x = 0; x < across; x++, units++) {
                boolean restarts = restartInterval > 0 && units % restartInterval == 0;
                if (restarts && units >= skip && units != positionedAt) {
                    int number = bits.restart();
                    if (number < 0) {
                        store(rows, y);
                        return;
                    }
                    // A marker that is not the next one says how many intervals were lost.
                    int lost = (number - expected) & 7;
                    expected = (number + 1) & 7;
                    positionedAt = units + lost * restartInterval;
                    skip = positionedAt;
                    reset();
                }
                if (units < skip) {
                    continue;
                }
                try {
                    unit(rows, band, x, y);
                    if (bits.overrun()) {
                        throw new CorruptScan();
                    }
                } catch (CorruptScan e) {
                    if (restartInterval == 0) {
                        store(rows, y);
                        return;
                    }
                    skip = (units / restartInterval + 1) * restartInterval;
                }
            }
            store(rows, y);
        }
    }

    private void check(List<ScanPart> parts, Band band) throws IOException {
        if (frame.progressive
                && (band.first() > band.last()
                        || band.last() > 63
                        || (band.first() > 0 && parts.size() > 1)
                        || band.low() > 13)) {
            throw new IOException("A scan that cannot be read");
        }
        for (ScanPart part : parts) {
            boolean needsDirect = !frame.progressive || (band.first() == 0 && band.highBefore() == 0);
            boolean needsAlternating = !frame.progressive || band.last() > 0;
            if ((needsDirect && part.direct() == null) || (needsAlternating && part.alternating() == null)) {
                throw new IOException("A scan without its code table");
            }
        }
    }

    private void reset() {
        Arrays.fill(predictions, 0);
        endOfBandRun = 0;
    }

    private void unit(BlockRow[] rows, Band band, int x, int y) throws CorruptScan {
        for (BlockRow row : rows) {
            for (int v = 0; v < row.down; v++) {
                for (int h = 0; h < row.across; h++) {
                    int blockX = x * row.across + h;
                    int blockY = y * row.down + v;
                    if (frame.progressive) {
                        progressive(row, band, blockY * row.part.paddedAcross + blockX);
                    } else {
                        baseline(row, blockX, v);
                    }
                }
            }
        }
    }

    private void store(BlockRow[] rows, int y) {
        if (!frame.progressive) {
            for (BlockRow row : rows) {
                row.store(y * row.down);
            }
        }
    }

    private void baseline(BlockRow row, int blockX, int v) throws CorruptScan {
        bits.fill();
        float[] quantised = row.steps;
        int size = row.direct.symbol(bits) & 15;
        predictions[row.index] += bits.takeValue(size);
        float dc = predictions[row.index] * quantised[0];
        float[] to = block;
        boolean flat = true;
        HuffmanTable table = row.alternating;
        for (int k = 1; k < 64; k++) {
            bits.fill();
            int value;
            int quick = table.shortValue(bits.peek(HuffmanTable.LOOK));
            if (quick != 0) {
                k += quick >> 8 & 15;
                bits.skip(quick & 0xFF);
                value = quick >> 16;
            } else {
                int symbol = table.symbol(bits);
                int length = symbol & 15;
                if (length == 0) {
                    if (symbol != 0xF0) {
                        break;
                    }
                    k += 15;
                    continue;
                }
                k += symbol >> 4;
                value = bits.takeValue(length);
            }
            if (k > 63) {
                throw new CorruptScan();
            }
            if (kept[k]) {
                if (flat) {
                    Arrays.fill(to, 0);
                    flat = false;
                }
                to[JpegDecoder.ZIGZAG[k]] = value * quantised[k];
            }
        }
        int at = v * side * row.stride + blockX * side;
        if (flat) {
            InverseDct.flat(dc, side, row.strip, at, row.stride);
        } else {
            to[0] = dc;
            InverseDct.transform(to, side, row.strip, at, row.stride);
        }
    }

    private void progressive(BlockRow row, Band band, int blockIndex) throws CorruptScan {
        short[] of = row.coefficients;
        int at = blockIndex * 64;
        bits.fill();
        if (band.first() == 0) {
            if (band.highBefore() == 0) {
                predictions[row.index] += bits.takeValue(row.direct.symbol(bits) & 15);
                of[at] = (short) (predictions[row.index] << band.low());
            } else if (bits.takeBit()) {
                of[at] |= (short) (1 << band.low());
            }
            if (band.last() == 0) {
                return;
            }
        }
        int first = Math.max(1, band.first());
        if (band.highBefore() == 0) {
            firstBits(row.alternating, of, at, first, band);
        } else {
            furtherBits(row.alternating, of, at, first, band);
        }
    }

    private void firstBits(HuffmanTable table, short[] of, int at, int first, Band band) throws CorruptScan {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        for (int k = first; k <= band.last(); k++) {
            bits.fill();
            int symbol = table.symbol(bits);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0) {
                if (run < 15) {
                    endOfBandRun = (1 << run) - 1 + (run == 0 ? 0 : bits.take(run));
                    return;
                }
                k += 15;
                continue;
            }
            k += run;
            if (k > 63) {
                throw new CorruptScan();
            }
            of[at + JpegDecoder.ZIGZAG[k]] = (short) (bits.takeValue(size) << band.low());
        }
    }

    private void furtherBits(HuffmanTable table, short[] of, int at, int first, Band band) throws CorruptScan {
        int bit = 1 << band.low();
        int k = first;
        if (endOfBandRun == 0) {
            for (; k <= band.last(); k++) {
                bits.fill();
                int symbol = table.symbol(bits);
                int run = symbol >> 4;
                int value = 0;
                if ((symbol & 15) == 0) {
                    if (run < 15) {
                        endOfBandRun = (1 << run) + (run == 0 ? 0 : bits.take(run));
                        break;
                    }
                } else {
                    value = bits.takeBit() ? bit : -bit;
                }
                k = refine(of, at, k, band.last(), run, bit);
                if (value != 0) {
                    if (k > band.last()) {
                        throw new CorruptScan();
                    }
                    of[at + JpegDecoder.ZIGZAG[k]] = (short) value;
                }
            }
        }
        if (endOfBandRun > 0) {
            refine(of, at, k, band.last(), 64, bit);
            endOfBandRun--;
        }
    }

    /** Gives values that are known one more bit, over as many zeros as that. @return place of the zero behind them */
    private int refine(short[] of, int at, int from, int last, int zeros, int bit) {
        int left = zeros;
        int k = from;
        for (; k <= last; k++) {
            int place = at + JpegDecoder.ZIGZAG[k];
            if (of[place] == 0) {
                if (left == 0) {
                    return k;
                }
                left--;
            } else {
                bits.fill();
                if (bits.takeBit() && (of[place] & bit) == 0) {
                    of[place] += (short) (of[place] > 0 ? bit : -bit);
                }
            }
        }
        return k;
    }

    /** The planes; progressive pictures are transformed now. */
    List<byte[]> finish() throws IOException {
        if (frame.progressive) {
            for (int i = 0; i < coefficients.length; i++) {
                transform(i);
            }
        }
        return samples;
    }

    private void transform(int index) throws IOException {
        Part part = frame.parts.get(index);
        float[] quantised = steps[index];
        short[] of = coefficients[index];
        if (quantised == null || of == null) {
            throw new IOException("A component without its quantisation table");
        }
        float[] natural = new float[64];
        for (int k = 0; k < 64; k++) {
            natural[JpegDecoder.ZIGZAG[k]] = quantised[k];
        }
        var row = new BlockRow(new ScanPart(index, part, null, null), true);
        for (int y = 0; y < part.blocksDown; y++) {
            checkpoint.check();
            for (int x = 0; x < part.blocksAcross; x++) {
                int at = (y * part.paddedAcross + x) * 64;
                for (int v = 0; v < side; v++) {
                    for (int h = 0; h < side; h++) {
                        block[8 * v + h] = of[at + 8 * v + h] * natural[8 * v + h];
                    }
                }
                InverseDct.transform(block, side, row.strip, x * side, row.stride);
            }
            row.store(y);
        }
    }

    /** One row of a component's blocks in work. */
    private final class BlockRow {
        private final int index;
        private final Part part;
        private final HuffmanTable direct;
        private final HuffmanTable alternating;
        private final int across;
        private final int down;
        private final int stride;
        private final byte[] strip;
        private final float[] steps;
        private final short[] coefficients;

        @SuppressWarnings("NullAway") // tables that the scan needs were looked for
        private BlockRow(ScanPart of, boolean alone) {
            this.index = of.index();
            this.part = of.part();
            this.direct = of.direct();
            this.alternating = of.alternating();
            this.across = alone ? 1 : part.across;
            this.down = alone ? 1 : part.down;
            this.stride = part.paddedAcross * side;
            this.strip = new byte[stride * down * side];
            this.steps = ScanDecoder.this.steps[index];
            this.coefficients = ScanDecoder.this.coefficients[index];
            Arrays.fill(strip, GREY);
        }

        /** Copies what was decoded into the plane, without what only fills up blocks. */
        private void store(int blockY) {
            byte[] plane = samples.get(index);
            int width = Frame.ceil(Frame.ceil(frame.width * side, 8), frame.mostAcross / part.across);
            int height = plane.length / width;
            int rows = Math.min(down * side, height - blockY * side);
            for (int y = 0; y < rows; y++) {
                System.arraycopy(strip, y * stride, plane, (blockY * side + y) * width, width);
            }
            Arrays.fill(strip, GREY);
        }
    }
}
