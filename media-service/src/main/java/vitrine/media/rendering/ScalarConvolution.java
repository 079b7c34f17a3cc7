package vitrine.media.rendering;

import java.util.Arrays;

/** Plain loops over whole rows, four taps at a time, in a form the JIT compiler vectorises by itself. */
final class ScalarConvolution implements Convolution {

    @Override
    public void columns(byte[] source, int firstRow, int width, Kernel kernel, int from, int to, byte[] target) {
        int[] sums = new int[width];
        int taps = kernel.taps();
        short[] weights = kernel.weights();
        for (int y = from; y < to; y++) {
            Arrays.fill(sums, Kernel.ONE / 2);
            int row = (kernel.first()[y] - firstRow) * width;
            int weight = y * taps;
            int k = 0;
            for (; k + 3 < taps; k += 4, row += 4 * width, weight += 4) {
                addFour(source, row, width, weights, weight, sums);
            }
            for (; k < taps; k++, row += width, weight++) {
                addOne(source, row, width, weights[weight], sums);
            }
            store(sums, width, target, (y - from) * width);
        }
    }

    private static void addFour(byte[] source, int row, int width, short[] weights, int at, int[] sums) {
        int a = weights[at];
        int b = weights[at + 1];
        int c = weights[at + 2];
        int d = weights[at + 3];
        int second = row + width;
        int third = second + width;
        int fourth = third + width;
        for (int x = 0; x < width; x++) {
            sums[x] += a * (source[row + x] & 0xFF)
                    + b * (source[second + x] & 0xFF)
                    + c * (source[third + x] & 0xFF)
                    + d * (source[fourth + x] & 0xFF);
        }
    }

    private static void addOne(byte[] source, int row, int width, int weight, int[] sums) {
        for (int x = 0; x < width; x++) {
            sums[x] += weight * (source[row + x] & 0xFF);
        }
    }

    private static void store(int[] sums, int width, byte[] target, int row) {
        for (int x = 0; x < width; x++) {
            target[row + x] = (byte) Math.min(255, Math.max(0, sums[x] >> Kernel.BITS));
        }
    }
}
