package vitrine.media.rendering;

import java.util.List;

/** Hills under an evening sky: light, dark and busy parts, on which a mark must hold. */
final class SampleScene {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;

    private SampleScene() {}

    static Picture picture() {
        Plane red = Plane.blank(WIDTH, HEIGHT);
        Plane green = Plane.blank(WIDTH, HEIGHT);
        Plane blue = Plane.blank(WIDTH, HEIGHT);
        for (int x = 0; x < WIDTH; x++) {
            double far = 470 + 60 * Math.sin(x / 140.0) + 20 * Math.sin(x / 37.0);
            double near = 620 + 70 * Math.sin(x / 210.0 + 2) + 12 * Math.sin(x / 23.0);
            for (int y = 0; y < HEIGHT; y++) {
                int at = y * WIDTH + x;
                double grass = 12 * Math.sin(x * 1.7 + y * 0.9) * Math.sin(x * 0.31 - y * 1.3);
                double height = (double) y / HEIGHT;
                if (y > near) {
                    set(red, green, blue, at, 38 + grass, 52 + grass, 40 + grass);
                } else if (y > far) {
                    set(red, green, blue, at, 84, 98, 118);
                } else {
                    double sun = 90 * Math.exp(-(Math.pow(x - 850, 2) + Math.pow(y - 330, 2)) / 16_000);
                    set(
                            red,
                            green,
                            blue,
                            at,
                            120 + 150 * height + sun,
                            150 + 70 * height + sun,
                            205 - 60 * height + sun);
                }
            }
        }
        return Picture.full(Picture.Colours.RGB, List.of(red, green, blue));
    }

    private static void set(Plane red, Plane green, Plane blue, int at, double r, double g, double b) {
        red.samples()[at] = (byte) Math.clamp(Math.round(r), 0, 255);
        green.samples()[at] = (byte) Math.clamp(Math.round(g), 0, 255);
        blue.samples()[at] = (byte) Math.clamp(Math.round(b), 0, 255);
    }
}
