package vitrine.media.rendering;

/** How a colour profile maps stored values to light, both from 0 to 1. */
sealed interface ToneCurve {

    double linear(double stored);

    /** The five forms of a parametric curve; unused parameters are neutral. */
    record Parametric(double gamma, double a, double b, double c, double d, double e, double f) implements ToneCurve {
        @Override
        public double linear(double stored) {
            double light = stored >= d ? Math.pow(Math.max(0, a * stored + b), gamma) + e : c * stored + f;
            return Math.clamp(light, 0, 1);
        }
    }

    /** Samples at equal distances. */
    record Table(double[] samples) implements ToneCurve {
        @Override
        public double linear(double stored) {
            double at = stored * (samples.length - 1);
            int below = Math.min((int) at, samples.length - 2);
            double part = at - below;
            return samples[below] * (1 - part) + samples[below + 1] * part;
        }
    }

    static ToneCurve power(double gamma) {
        return new Parametric(gamma, 1, 0, 0, 0, 0, 0);
    }

    ToneCurve SRGB = new Parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0);

    /** The 8-bit sRGB value of an amount of light. */
    static byte srgb(double linear) {
        return (byte) Math.round(
                255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055));
    }

    default boolean isClose(ToneCurve other) {
        for (int i = 0; i <= 32; i++) {
            if (Math.abs(linear(i / 32.0) - other.linear(i / 32.0)) > 0.01) {
                return false;
            }
        }
        return true;
    }

    /** Light for each 8-bit value. */
    default float[] table() {
        float[] table = new float[256];
        for (int i = 0; i < 256; i++) {
            table[i] = (float) linear(i / 255.0);
        }
        return table;
    }
}
