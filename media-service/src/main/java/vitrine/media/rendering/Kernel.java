package vitrine.media.rendering;

import java.util.Arrays;

/**
 * The weights of a Lanczos filter for one axis: output sample {@code i} is the sum over {@code k < taps} of
 * {@code weights[i * taps + k]} times input sample {@code first[i] + k}, divided by {@link #ONE}.
 */
record Kernel(int taps, int[] first, short[] weights) {

    static final int BITS = 14;
    static final int ONE = 1 << BITS;

    private static final int LOBES = 3;

    int outputs() {
        return first.length;
    }

    /**
     * @param step distance of two output samples, in input samples; more than 1 shrinks
     */
    static Kernel lanczos(int inputs, int outputs, double step) {
        double stretch = Math.max(1, step);
        double reach = LOBES * stretch;
        int taps = Math.min(inputs, (int) Math.ceil(2 * reach) + 1);
        int[] first = new int[outputs];
        short[] weights = new short[outputs * taps];
        double[] exact = new double[taps];
        for (int i = 0; i < outputs; i++) {
            double centre = (i + 0.5) * step - 0.5;
            int from = (int) Math.ceil(centre - reach);
            first[i] = Math.clamp(from, 0, inputs - taps);
            Arrays.fill(exact, 0);
            double sum = 0;
            for (int at = from; at <= centre + reach; at++) {
                double weight = lanczos((at - centre) / stretch);
                // the border sample stands in for those behind it
                int tap = Math.clamp(Math.clamp(at, 0, inputs - 1) - first[i], 0, taps - 1);
                exact[tap] += weight;
                sum += weight;
            }
            quantise(exact, sum, weights, i * taps);
        }
        return new Kernel(taps, first, weights);
    }

    private static double lanczos(double x) {
        if (x == 0) {
            return 1;
        }
        if (Math.abs(x) >= LOBES) {
            return 0;
        }
        double angle = Math.PI * x;
        return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }

    /** Rounds so that the weights add up to exactly one: flat areas stay flat. */
    private static void quantise(double[] exact, double sum, short[] weights, int at) {
        int rest = ONE;
        int largest = 0;
        for (int k = 0; k < exact.length; k++) {
            int weight = (int) Math.round(exact[k] / sum * ONE);
            weights[at + k] = (short) weight;
            rest -= weight;
            if (weight > weights[at + largest]) {
                largest = k;
            }
        }
        weights[at + largest] += (short) rest;
    }
}
