package vitrine.launcher.demo;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import vitrine.launcher.demo.Landscape.Ground;
import vitrine.launcher.demo.Landscape.Light;

/** What the demo studio shows. */
record Exhibition(String name, String description, boolean isPublic, List<Picture> pictures) {

    record Picture(String filename, Landscape landscape, LocalDateTime taken, boolean turned) {

        /** The same bytes each time, so that a second run finds what the first one uploaded. */
        byte[] jpeg() throws IOException {
            var dark = landscape.light() == Light.NIGHT;
            return Jpeg.encode(
                    landscape.paint(),
                    new Jpeg.Exposure(
                            taken,
                            dark ? 2 : 60 + landscape.seed() % 9 * 40,
                            dark ? 28 : 56 + landscape.seed() % 4 * 12,
                            dark ? 3200 : 100 + landscape.seed() % 3 * 100,
                            landscape.height() > landscape.width() ? 35 : 24),
                    turned);
        }
    }

    static List<Exhibition> all() {
        return List.of(
                new Exhibition(
                        "Light and weather",
                        "Mountains, forests and deserts between dawn and midnight.",
                        true,
                        List.of(
                                picture("first-light", 2400, 1600, Ground.MOUNTAINS, Light.DAWN, 0.42, 0.30, 0.36),
                                picture("above-the-clouds", 2400, 1600, Ground.CLOUDS, Light.GOLDEN, 0.48, 0.42, 0.40),
                                picture("pines-in-fog", 1600, 2400, Ground.FOREST, Light.OVERCAST, 0.30, 0.50, 0.20),
                                picture("northern-night", 2400, 1600, Ground.MOUNTAINS, Light.NIGHT, 0.60, 0.80, 0.20),
                                picture("dune-sea", 2700, 1350, Ground.DUNES, Light.GOLDEN, 0.40, 0.80, 0.28),
                                picture("glacier", 1600, 2400, Ground.MOUNTAINS, Light.NOON, 0.40, 0.72, 0.14),
                                picture("morning-woods", 2400, 1600, Ground.FOREST, Light.MORNING, 0.35, 0.55, 0.22),
                                picture("rose-ridges", 2700, 1200, Ground.MOUNTAINS, Light.DUSK, 0.40, 0.60, 0.34),
                                picture("sand-and-shade", 1600, 2400, Ground.DUNES, Light.DUSK, 0.34, 0.25, 0.24),
                                picture("cold-front", 2400, 1600, Ground.MOUNTAINS, Light.OVERCAST, 0.38, 0.40, 0.15),
                                picture("blue-hour-forest", 2000, 2000, Ground.FOREST, Light.DUSK, 0.36, 0.35, 0.30),
                                picture("sea-of-clouds", 2700, 1200, Ground.CLOUDS, Light.DAWN, 0.46, 0.65, 0.40),
                                picture("warm-stone", 2400, 1600, Ground.MOUNTAINS, Light.GOLDEN, 0.44, 0.70, 0.38),
                                picture("stars-over-dunes", 1600, 2400, Ground.DUNES, Light.NIGHT, 0.62, 0.25, 0.16))),
                new Exhibition(
                        "Along the water",
                        "Lakes without wind and a sea that never is.",
                        false,
                        List.of(
                                picture("still-lake", 2400, 1600, Ground.LAKE, Light.MORNING, 0.42, 0.60, 0.26),
                                picture("evening-gold", 2400, 1600, Ground.SEA, Light.GOLDEN, 0.50, 0.60, 0.42),
                                picture("red-lake", 2400, 1600, Ground.LAKE, Light.DUSK, 0.42, 0.50, 0.38),
                                picture("grey-sea", 2700, 1200, Ground.SEA, Light.OVERCAST, 0.45, 0.40, 0.20),
                                picture("moon-path", 1600, 2400, Ground.SEA, Light.NIGHT, 0.55, 0.55, 0.20),
                                picture("tarn", 1600, 2400, Ground.LAKE, Light.DAWN, 0.38, 0.35, 0.30),
                                picture("clear-noon", 2400, 1600, Ground.LAKE, Light.NOON, 0.40, 0.75, 0.14),
                                picture("last-boat-home", 2400, 1600, Ground.SEA, Light.DUSK, 0.52, 0.40, 0.45),
                                picture("mirror", 2000, 2000, Ground.LAKE, Light.GOLDEN, 0.42, 0.45, 0.34),
                                picture("polar-lake", 2400, 1600, Ground.LAKE, Light.NIGHT, 0.50, 0.20, 0.20))));
    }

    private static Picture picture(
            String name, int width, int height, Ground ground, Light light, double skyline, double sunX, double sunY) {
        int seed = Math.floorMod(name.hashCode(), 1000);
        return new Picture(
                name + ".jpg",
                new Landscape(name, width, height, seed, ground, light, skyline, sunX, sunY),
                LocalDateTime.of(2026, 1 + seed % 9, 1 + seed % 28, 6 + seed % 13, seed % 60, seed % 59),
                height > width && seed % 2 == 0);
    }
}
