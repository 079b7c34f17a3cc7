package vitrine.media.rendering.jpeg;

/**
 * The forward transform by Arai, Agui and Nakajima, whose results are scaled by known factors that quantisation takes back.
 */
final class ForwardDct {

    private static final float ROOT_HALF = (float) Math.sqrt(0.5);
    private static final float A = (float) Math.cos(3 * Math.PI / 8);
    private static final float C = (float) (Math.cos(Math.PI / 8) - Math.cos(3 * Math.PI / 8));
    private static final float D = (float) (Math.cos(Math.PI / 8) + Math.cos(3 * Math.PI / 8));

    private ForwardDct() {}

    /** What a transformed coefficient is multiplied by to be quantised with these steps. */
    static float[] factors(int[] steps) {
        float[] factors = new float[64];
        for (int v = 0; v < 8; v++) {
            for (int h = 0; h < 8; h++) {
                factors[8 * v + h] = (float) (1 / (8 * steps[8 * v + h] * scale(v) * scale(h)));
            }
        }
        return factors;
    }

    private static double scale(int k) {
        return k == 0 ? 1 : Math.sqrt(2) * Math.cos(k * Math.PI / 16);
    }

    /** In place, rows of 8. */
    static void transform(float[] f) {
        for (int row = 0; row < 64; row += 8) {
            line(f, row, 1);
        }
        for (int column = 0; column < 8; column++) {
            line(f, column, 8);
        }
    }

    private static void line(float[] f, int at, int step) {
        int i1 = at + step;
        int i2 = i1 + step;
        int i3 = i2 + step;
        int i4 = i3 + step;
        int i5 = i4 + step;
        int i6 = i5 + step;
        int i7 = i6 + step;
        float s0 = f[at] + f[i7];
        float d0 = f[at] - f[i7];
        float s1 = f[i1] + f[i6];
        float d1 = f[i1] - f[i6];
        float s2 = f[i2] + f[i5];
        float d2 = f[i2] - f[i5];
        float s3 = f[i3] + f[i4];
        float d3 = f[i3] - f[i4];

        float outer = s0 + s3;
        float outerDifference = s0 - s3;
        float inner = s1 + s2;
        float innerDifference = s1 - s2;
        f[at] = outer + inner;
        f[i4] = outer - inner;
        float turned = (innerDifference + outerDifference) * ROOT_HALF;
        f[i2] = outerDifference + turned;
        f[i6] = outerDifference - turned;

        float a = d3 + d2;
        float b = d2 + d1;
        float c = d1 + d0;
        float shared = (a - c) * A;
        float low = C * a + shared;
        float high = D * c + shared;
        float middle = b * ROOT_HALF;
        float plus = d0 + middle;
        float minus = d0 - middle;
        f[i5] = minus + low;
        f[i3] = minus - low;
        f[i1] = plus + high;
        f[i7] = plus - high;
    }
}
