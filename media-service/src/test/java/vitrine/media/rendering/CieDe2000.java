package vitrine.media.rendering;

/** The colour difference CIEDE2000 between two CIELAB colours; 1 is about what an eye can tell. */
final class CieDe2000 {

    private static final double POW_25_7 = Math.pow(25, 7);

    private CieDe2000() {}

    static double difference(double[] one, double[] other) {
        double chroma = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
        double stretch = 1.5 - 0.5 * Math.sqrt(Math.pow(chroma, 7) / (Math.pow(chroma, 7) + POW_25_7));
        double a1 = one[1] * stretch;
        double a2 = other[1] * stretch;
        double c1 = Math.hypot(a1, one[2]);
        double c2 = Math.hypot(a2, other[2]);
        double h1 = hue(a1, one[2]);
        double h2 = hue(a2, other[2]);

        boolean grey = c1 * c2 == 0;
        double turn = grey ? 0 : h2 - h1;
        if (Math.abs(turn) > 180) {
            turn -= Math.signum(turn) * 360;
        }
        double deltaL = other[0] - one[0];
        double deltaC = c2 - c1;
        double deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));

        double meanL = (one[0] + other[0]) / 2;
        double meanC = (c1 + c2) / 2;
        double meanH = grey ? h1 + h2 : (h1 + h2) / 2;
        if (!grey && Math.abs(h1 - h2) > 180) {
            meanH += h1 + h2 < 360 ? 180 : -180;
        }
        double t = 1
                - 0.17 * Math.cos(Math.toRadians(meanH - 30))
                + 0.24 * Math.cos(Math.toRadians(2 * meanH))
                + 0.32 * Math.cos(Math.toRadians(3 * meanH + 6))
                - 0.20 * Math.cos(Math.toRadians(4 * meanH - 63));
        double offCentre = (meanL - 50) * (meanL - 50);
        double sl = 1 + 0.015 * offCentre / Math.sqrt(20 + offCentre);
        double sc = 1 + 0.045 * meanC;
        double sh = 1 + 0.015 * meanC * t;
        double rotation = -2
                * Math.sqrt(Math.pow(meanC, 7) / (Math.pow(meanC, 7) + POW_25_7))
                * Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((meanH - 275) / 25, 2))));
        double l = deltaL / sl;
        double c = deltaC / sc;
        double h = deltaH / sh;
        return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
    }

    private static double hue(double a, double b) {
        return a == 0 && b == 0 ? 0 : (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
    }
}
