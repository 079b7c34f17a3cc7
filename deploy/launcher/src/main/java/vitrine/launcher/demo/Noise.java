package vitrine.launcher.demo;

/** Smooth noise that is the same for the same seed, on every machine. */
final class Noise {

    private final int seed;

    Noise(int seed) {
        this.seed = seed;
    }

    /** From 0 to 1, equal for equal whole numbers. */
    double at(int x, int y) {
        int h = seed * 0x9E3779B1 + x * 0x85EBCA77 + y * 0xC2B2AE3D;
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        h ^= h >>> 12;
        h *= 0x297A2D39;
        h ^= h >>> 15;
        return (h >>> 8) / (double) (1 << 24);
    }

    double smooth(double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = x - x0;
        double fy = y - y0;
        double u = fx * fx * (3 - 2 * fx);
        double v = fy * fy * (3 - 2 * fy);
        double top = at(x0, y0) + (at(x0 + 1, y0) - at(x0, y0)) * u;
        double bottom = at(x0, y0 + 1) + (at(x0 + 1, y0 + 1) - at(x0, y0 + 1)) * u;
        return top + (bottom - top) * v;
    }

    /** Sums octaves, each twice as fine and half as strong; about 0 to 1. */
    double fractal(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        for (int i = 0; i < octaves; i++) {
            sum += weight * smooth(x, y);
            x = x * 2 + 17.3;
            y = y * 2 + 9.1;
            weight /= 2;
        }
        return sum;
    }

    /** The same with sharp crests, as mountains have. */
    double ridged(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        for (int i = 0; i < octaves; i++) {
            sum += weight * (1 - Math.abs(2 * smooth(x, y) - 1));
            x = x * 2 + 31.7;
            y = y * 2 + 5.9;
            weight /= 2;
        }
        return sum;
    }
}
