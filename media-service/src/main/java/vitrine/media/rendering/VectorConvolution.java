package vitrine.media.rendering;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The same sums by the Vector API. Loaded only where the module {@code jdk.incubator.vector} is present. */
final class VectorConvolution implements Convolution {

    private static final VectorSpecies<Integer> SUMS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> SAMPLES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SUMS.vectorBitSize() / 4));
    private static final int LANES = SUMS.length();

    private VectorConvolution() {}

    /** The scalar loops where this processor's vectors are too narrow for four samples at a time. */
    static Convolution create() {
        return IntVector.SPECIES_PREFERRED.vectorBitSize() >= 256 ? new VectorConvolution() : new ScalarConvolution();
    }

    @Override
    public void columns(byte[] source, int firstRow, int width, Kernel kernel, int from, int to, byte[] target) {
        int taps = kernel.taps();
        for (int y = from; y < to; y++) {
            int row = (kernel.first()[y] - firstRow) * width;
            row(source, row, width, kernel.weights(), y * taps, taps, target, (y - from) * width);
        }
    }

    private static void row(
            byte[] source, int from, int width, short[] weights, int weight, int taps, byte[] target, int to) {
        int x = 0;
        for (; x <= width - LANES; x += LANES) {
            IntVector sum = IntVector.broadcast(SUMS, Kernel.ONE / 2);
            for (int k = 0, at = from + x; k < taps; k++, at += width) {
                var samples = (IntVector) ByteVector.fromArray(SAMPLES, source, at)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, SUMS, 0);
                sum = sum.add(samples.mul((int) weights[weight + k]));
            }
            var clamped = sum.lanewise(VectorOperators.ASHR, Kernel.BITS).max(0).min(255);
            ((ByteVector) clamped.convertShape(VectorOperators.I2B, SAMPLES, 0)).intoArray(target, to + x);
        }
        for (; x < width; x++) {
            int sum = Kernel.ONE / 2;
            for (int k = 0, at = from + x; k < taps; k++, at += width) {
                sum += weights[weight + k] * (source[at] & 0xFF);
            }
            target[to + x] = (byte) Math.clamp(sum >> Kernel.BITS, 0, 255);
        }
    }
}
