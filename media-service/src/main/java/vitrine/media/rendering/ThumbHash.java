package vitrine.media.rendering;

import java.util.Arrays;

/**
 * Encodes a small opaque picture as a ThumbHash (https://evanw.github.io/thumbhash/): about 25 bytes that browsers turn
 * into a blurred placeholder. Sums run in the order of the reference and cosines are those of fdlibm, so that the bytes
 * equal those of the reference, not just nearly.
 */
final class ThumbHash {

    static final int MAX_SIDE = 100;

    private static final int LUMA_TERMS = 7;
    private static final int CHROMA_TERMS = 3;
    private static final double STEP = 1.0 / 255;

    private ThumbHash() {}

    /**
     * @param rgb interleaved, at most {@link #MAX_SIDE} pixels wide and high
     */
    static byte[] encode(int width, int height, byte[] rgb) {
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException("A ThumbHash is made from at most 100 by 100 pixels");
        }
        int pixels = width * height;
        double[] luma = new double[pixels];
        double[] yellowBlue = new double[pixels];
        double[] redGreen = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            double red = STEP * (rgb[3 * i] & 0xFF);
            double green = STEP * (rgb[3 * i + 1] & 0xFF);
            double blue = STEP * (rgb[3 * i + 2] & 0xFF);
            luma[i] = (red + green + blue) / 3;
            yellowBlue[i] = (red + green) / 2 - blue;
            redGreen[i] = red - green;
        }
        int longest = Math.max(width, height);
        int across = Math.max(1, (int) Math.round((double) LUMA_TERMS * width / longest));
        int down = Math.max(1, (int) Math.round((double) LUMA_TERMS * height / longest));
        var l = Spectrum.of(luma, width, height, Math.max(3, across), Math.max(3, down));
        var p = Spectrum.of(yellowBlue, width, height, CHROMA_TERMS, CHROMA_TERMS);
        var q = Spectrum.of(redGreen, width, height, CHROMA_TERMS, CHROMA_TERMS);
        return pack(width > height, across, down, l, p, q);
    }

    private static byte[] pack(boolean landscape, int across, int down, Spectrum l, Spectrum p, Spectrum q) {
        int terms = l.terms.length + p.terms.length + q.terms.length;
        byte[] hash = new byte[5 + (terms + 1) / 2];
        int first = round(63 * l.mean)
                | round(31.5 + 31.5 * p.mean) << 6
                | round(31.5 + 31.5 * q.mean) << 12
                | round(31 * l.scale) << 18;
        int second = (landscape ? down : across)
                | round(63 * p.scale) << 3
                | round(63 * q.scale) << 9
                | (landscape ? 1 << 15 : 0);
        hash[0] = (byte) first;
        hash[1] = (byte) (first >> 8);
        hash[2] = (byte) (first >> 16);
        hash[3] = (byte) second;
        hash[4] = (byte) (second >> 8);
        int nibble = 0;
        for (Spectrum spectrum : new Spectrum[] {l, p, q}) {
            for (double term : spectrum.terms) {
                hash[5 + (nibble >> 1)] |= (byte) (round(15 * term) << ((nibble & 1) << 2));
                nibble++;
            }
        }
        return hash;
    }

    private static int round(double value) {
        return (int) Math.round(value);
    }

    /** The low frequencies of one channel: its mean, the others scaled to 0..1 and the factor. */
    private record Spectrum(double mean, double scale, double[] terms) {

        static Spectrum of(double[] channel, int width, int height, int across, int down) {
            double mean = 0;
            double scale = 0;
            double[] terms = new double[across * down];
            int count = 0;
            for (int v = 0; v < down; v++) {
                for (int u = 0; u * down < across * (down - v); u++) {
                    double term = term(channel, width, height, u, v);
                    if (u == 0 && v == 0) {
                        mean = term;
                    } else {
                        terms[count++] = term;
                        scale = Math.max(scale, Math.abs(term));
                    }
                }
            }
            double[] kept = Arrays.copyOf(terms, count);
            if (scale > 0) {
                for (int i = 0; i < count; i++) {
                    kept[i] = 0.5 + 0.5 / scale * kept[i];
                }
            }
            return new Spectrum(mean, scale, kept);
        }

        private static double term(double[] channel, int width, int height, int u, int v) {
            double[] cosines = new double[width];
            for (int x = 0; x < width; x++) {
                cosines[x] = StrictMath.cos(Math.PI / width * u * (x + 0.5));
            }
            double sum = 0;
            for (int y = 0; y < height; y++) {
                double cosine = StrictMath.cos(Math.PI / height * v * (y + 0.5));
                for (int x = 0; x < width; x++) {
                    sum += channel[y * width + x] * cosines[x] * cosine;
                }
            }
            return sum / (width * height);
        }
    }
}
