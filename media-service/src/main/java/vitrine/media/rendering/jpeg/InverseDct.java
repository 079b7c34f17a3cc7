package vitrine.media.rendering.jpeg;

/**
 * From 8 by 8 dequantised coefficients to samples: 8, 4, 2 or 1 on a side. The smaller ones are the inverse transforms of
 * that size over the lowest frequencies, which scales a picture down in the best and cheapest place.
 */
final class InverseDct {

    private static final float C1 = root2Cosine(1);
    private static final float C2 = root2Cosine(2);
    private static final float C3 = root2Cosine(3);
    private static final float C5 = root2Cosine(5);
    private static final float C6 = root2Cosine(6);
    private static final float C7 = root2Cosine(7);

    private InverseDct() {}

    private static float root2Cosine(int sixteenths) {
        return (float) (Math.sqrt(2) * Math.cos(sixteenths * Math.PI / 16));
    }

    /**
     * @param f coefficients in rows of 8; overwritten
     * @param side samples on a side of the result
     */
    static void transform(float[] f, int side, byte[] samples, int at, int stride) {
        switch (side) {
            case 8 -> eight(f, samples, at, stride);
            case 4 -> four(f, samples, at, stride);
            case 2 -> two(f, samples, at, stride);
            default -> samples[at] = sample(f[0]);
        }
    }

    /** A block of one colour. */
    static void flat(float dc, int side, byte[] samples, int at, int stride) {
        byte level = sample(dc);
        for (int y = 0; y < side; y++) {
            int row = at + y * stride;
            for (int x = 0; x < side; x++) {
                samples[row + x] = level;
            }
        }
    }

    private static void eight(float[] f, byte[] samples, int at, int stride) {
        for (int x = 0; x < 8; x++) {
            float f0 = f[x];
            float f1 = f[x + 8];
            float f2 = f[x + 16];
            float f3 = f[x + 24];
            float f4 = f[x + 32];
            float f5 = f[x + 40];
            float f6 = f[x + 48];
            float f7 = f[x + 56];
            float sum = f0 + f4;
            float difference = f0 - f4;
            float a = C2 * f2 + C6 * f6;
            float b = C6 * f2 - C2 * f6;
            float e0 = sum + a;
            float e1 = difference + b;
            float e2 = difference - b;
            float e3 = sum - a;
            float o0 = C1 * f1 + C3 * f3 + C5 * f5 + C7 * f7;
            float o1 = C3 * f1 - C7 * f3 - C1 * f5 - C5 * f7;
            float o2 = C5 * f1 - C1 * f3 + C7 * f5 + C3 * f7;
            float o3 = C7 * f1 - C5 * f3 + C3 * f5 - C1 * f7;
            f[x] = e0 + o0;
            f[x + 8] = e1 + o1;
            f[x + 16] = e2 + o2;
            f[x + 24] = e3 + o3;
            f[x + 32] = e3 - o3;
            f[x + 40] = e2 - o2;
            f[x + 48] = e1 - o1;
            f[x + 56] = e0 - o0;
        }
        for (int y = 0, to = at; y < 64; y += 8, to += stride) {
            float f1 = f[y + 1];
            float f2 = f[y + 2];
            float f3 = f[y + 3];
            float f5 = f[y + 5];
            float f6 = f[y + 6];
            float f7 = f[y + 7];
            float sum = f[y] + f[y + 4];
            float difference = f[y] - f[y + 4];
            float a = C2 * f2 + C6 * f6;
            float b = C6 * f2 - C2 * f6;
            float e0 = sum + a;
            float e1 = difference + b;
            float e2 = difference - b;
            float e3 = sum - a;
            float o0 = C1 * f1 + C3 * f3 + C5 * f5 + C7 * f7;
            float o1 = C3 * f1 - C7 * f3 - C1 * f5 - C5 * f7;
            float o2 = C5 * f1 - C1 * f3 + C7 * f5 + C3 * f7;
            float o3 = C7 * f1 - C5 * f3 + C3 * f5 - C1 * f7;
            samples[to] = sample(e0 + o0);
            samples[to + 1] = sample(e1 + o1);
            samples[to + 2] = sample(e2 + o2);
            samples[to + 3] = sample(e3 + o3);
            samples[to + 4] = sample(e3 - o3);
            samples[to + 5] = sample(e2 - o2);
            samples[to + 6] = sample(e1 - o1);
            samples[to + 7] = sample(e0 - o0);
        }
    }

    private static void four(float[] f, byte[] samples, int at, int stride) {
        for (int x = 0; x < 4; x++) {
            float f1 = f[x + 8];
            float f3 = f[x + 24];
            float e0 = f[x] + f[x + 16];
            float e1 = f[x] - f[x + 16];
            float o0 = C2 * f1 + C6 * f3;
            float o1 = C6 * f1 - C2 * f3;
            f[x] = e0 + o0;
            f[x + 8] = e1 + o1;
            f[x + 16] = e1 - o1;
            f[x + 24] = e0 - o0;
        }
        for (int y = 0, to = at; y < 32; y += 8, to += stride) {
            float f1 = f[y + 1];
            float f3 = f[y + 3];
            float e0 = f[y] + f[y + 2];
            float e1 = f[y] - f[y + 2];
            float o0 = C2 * f1 + C6 * f3;
            float o1 = C6 * f1 - C2 * f3;
            samples[to] = sample(e0 + o0);
            samples[to + 1] = sample(e1 + o1);
            samples[to + 2] = sample(e1 - o1);
            samples[to + 3] = sample(e0 - o0);
        }
    }

    private static void two(float[] f, byte[] samples, int at, int stride) {
        float top = f[0] + f[8];
        float topRight = f[1] + f[9];
        float bottom = f[0] - f[8];
        float bottomRight = f[1] - f[9];
        samples[at] = sample(top + topRight);
        samples[at + 1] = sample(top - topRight);
        samples[at + stride] = sample(bottom + bottomRight);
        samples[at + stride + 1] = sample(bottom - bottomRight);
    }

    private static byte sample(float value) {
        int level = (int) (value * 0.125f + 128.5f);
        return (byte) Math.max(0, Math.min(255, level));
    }
}
