package vitrine.launcher.demo;

import java.awt.image.BufferedImage;

/**
 * A landscape: sky, sun or moon, ridges in haze, and a foreground of water, sand, forest or cloud.
 *
 * @param skyline where the farthest ground begins, as a share of the height
 * @param sunX across the width, {@code sunY} down the height, both as shares
 */
record Landscape(
        String name,
        int width,
        int height,
        int seed,
        Ground ground,
        Light light,
        double skyline,
        double sunX,
        double sunY) {

    enum Ground {
        MOUNTAINS,
        LAKE,
        SEA,
        DUNES,
        FOREST,
        CLOUDS
    }

    enum Light {
        DAWN(0x27406B, 0xF3B48A, 0xFFD9A0, 0x1B2436, false),
        MORNING(0x5D8FC2, 0xE9E3CF, 0xFFF1CF, 0x22382F, false),
        NOON(0x2F6FB4, 0xCFE3EE, 0xFFFFFF, 0x1F3B33, false),
        GOLDEN(0x6A6F9B, 0xFFB65C, 0xFFE0A0, 0x3A2418, false),
        DUSK(0x1C2350, 0xD8607A, 0xFFA36B, 0x14142B, false),
        OVERCAST(0x8E9BA6, 0xDADCD8, 0xFFFFFF, 0x27302F, false),
        NIGHT(0x070B1C, 0x24406A, 0xDDE6FF, 0x03060E, true);

        private final Tone zenith;
        private final Tone horizon;
        private final Tone glow;
        private final Tone near;
        private final boolean stars;

        Light(int zenith, int horizon, int glow, int near, boolean stars) {
            this.zenith = Tone.of(zenith);
            this.horizon = Tone.of(horizon);
            this.glow = Tone.of(glow);
            this.near = Tone.of(near);
            this.stars = stars;
        }
    }

    private static final int RIDGES = 6;

    BufferedImage paint() {
        return new Canvas().paint();
    }

    private final class Canvas {
        private final Noise noise = new Noise(seed);
        private final Noise grain = new Noise(seed + 1);
        /** For each ridge and column: where it begins, as a share of the height. */
        private final double[][] crest = new double[RIDGES][width];

        private final double waterline = skyline + (1 - skyline) * (ground == Ground.SEA ? 0.02 : 0.45);

        BufferedImage paint() {
            if (ground != Ground.SEA) {
                raise();
            }
            var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            var row = new int[width];
            for (int y = 0; y < height; y++) {
                double v = (y + 0.5) / height;
                for (int x = 0; x < width; x++) {
                    row[x] = developed(seen(x, v), x, y).rgb();
                }
                image.setRGB(0, y, width, 1, row, 0, width);
            }
            return image;
        }

        private double across(int x) {
            return (double) x / height;
        }

        private void raise() {
            for (int i = 0; i < RIDGES; i++) {
                double near = i / (RIDGES - 1.0);
                double base = skyline + (1 - skyline) * 0.85 * Math.pow(near, 1.4);
                for (int x = 0; x < width; x++) {
                    double u = across(x);
                    crest[i][x] = switch (ground) {
                        case DUNES ->
                            base
                                    + 0.10
                                    - 0.20 * noise.smooth(u * (0.8 + 0.5 * i) + i * 7.7, i * 3.1)
                                    - 0.012 * noise.smooth(u * 6 + i, i);
                        case FOREST ->
                            base + 0.06 - 0.16 * noise.fractal(u * 1.3 + i * 11.3, i * 5.7, 3) - tree(u, i, near);
                        case CLOUDS -> base + 0.10 - 0.24 * noise.fractal(u * (1.6 - near) + i * 4.9, i * 2.3, 6);
                        default ->
                            base
                                    + 0.10 * (1 - near)
                                    - (0.36 - 0.2 * near) * noise.ridged(u * (0.9 + 0.5 * i) + i * 13.1, i * 3.7, 7)
                                    + 0.08;
                    };
                }
            }
        }

        /** How far a conifer rises over its ridge here: the highest of the three that may stand near. */
        private double tree(double u, int i, double near) {
            double spacing = 0.012 + 0.03 * near * near;
            int cell = (int) Math.floor(u / spacing);
            double highest = 0;
            for (int c = cell - 1; c <= cell + 1; c++) {
                double middle = (c + 0.25 + 0.5 * noise.at(c, 500 + i)) * spacing;
                double tall = (0.03 + 0.13 * near * near) * (0.55 + 0.45 * noise.at(c, 700 + i));
                double half = tall * 0.2;
                double away = Math.abs(u - middle) / half;
                if (away < 1) {
                    double boughs = 0.12 * noise.smooth(u * 900 / (1 + 6 * near), c * 3 + i);
                    highest = Math.max(highest, tall * (1 - Math.pow(away, 0.8)) * (1 - boughs));
                }
            }
            return highest;
        }

        private Tone seen(int x, double v) {
            boolean water = (ground == Ground.LAKE || ground == Ground.SEA) && v > waterline;
            return water ? mirrored(x, v) : scene(x, v);
        }

        private Tone scene(int x, double v) {
            if (ground == Ground.SEA) {
                return sky(x, v);
            }
            for (int i = RIDGES - 1; i >= 0; i--) {
                if (ground == Ground.LAKE && i > 2) {
                    continue;
                }
                double depth = v - crest[i][x];
                if (depth > 0) {
                    return ridge(i, x, v, depth);
                }
            }
            return sky(x, v);
        }

        private Tone ridge(int i, int x, double v, double depth) {
            double last = ground == Ground.LAKE ? 3 : RIDGES - 1;
            double near = Math.min(1, (i + 0.35) / last);
            double u = across(x);
            if (ground == Ground.CLOUDS) {
                double billow = noise.fractal(u * 5 + i * 3, v * 9 + i, 5);
                var bright = light.glow.mix(light.horizon, 0.35);
                var shade = light.zenith.mix(light.horizon, 0.55);
                return shade.mix(bright, Math.exp(-depth * 9) * 0.75 + 0.5 * billow - 0.1)
                        .mix(light.horizon, 0.5 * (1 - near));
            }
            if (ground == Ground.DUNES) {
                int step = Math.max(2, width / 200);
                double slope =
                        (crest[i][Math.min(width - 1, x + step)] - crest[i][Math.max(0, x - step)]) * height / step;
                double lit = Math.clamp(0.5 + (sunX > 0.5 ? -1 : 1) * slope * 0.45 * Math.exp(-depth * 3), 0, 1);
                double ripple = noise.smooth(u * 40 + 6 * noise.smooth(u * 3, v * 8), v * 160 * (1.4 - near));
                double side = Math.clamp(lit + 0.18 * (ripple - 0.5) + 0.25 * Math.exp(-depth * 16), 0, 1);
                var sand = Tone.of(0xC98A4B).mix(light.horizon, 0.25);
                var shade = sand.times(0.34).mix(light.zenith, 0.25);
                return shade.mix(sand.plus(light.glow, 0.16), side).mix(light.horizon, 0.55 * Math.pow(1 - near, 2));
            }
            double texture = noise.fractal(u * (30 + 10 * i), v * (44 + 10 * i), 4);
            double lit = ground == Ground.FOREST ? 0.5 : relief(u, v, i);
            var rock = light.near.times(0.8 + 0.5 * texture);
            var sunny = rock.plus(light.glow.mix(light.horizon, 0.5), 0.28 * lit * texture);
            boolean snow = ground == Ground.MOUNTAINS && i < 3 && light != Light.GOLDEN;
            if (snow) {
                double white = Math.clamp((0.10 - depth) * 14 + (texture - 0.45) * 3 + lit - 0.4, 0, 1);
                sunny = sunny.mix(light.glow.times(0.55 + 0.45 * lit), 0.8 * white);
            }
            double mist = Math.clamp(depth * (ground == Ground.FOREST ? 4.5 : 2.2), 0, 0.75) * (1 - 0.75 * near);
            double haze = Math.pow(1 - near, 1.3) * 0.85;
            return sunny.mix(air(x, v), Math.clamp(haze + mist, 0, 0.96));
        }

        /** How much a slope here looks towards the sun: 0 away from it, 1 straight at it. */
        private double relief(double u, double v, int i) {
            double side = sunX > 0.5 ? 0.012 : -0.012;
            double fine = 5 + 2 * i;
            double here = noise.ridged(u * fine + i * 9.1, v * fine * 0.8, 5);
            double there = noise.ridged((u + side) * fine + i * 9.1, (v - 0.012) * fine * 0.8, 5);
            return Math.clamp(0.45 + (here - there) * 4.5, 0, 1);
        }

        /** What distance takes on: the light of the horizon, warmer under the sun. */
        private Tone air(int x, double v) {
            double away = (double) x / width - sunX;
            return light.horizon
                    .mix(light.glow, 0.45 * Math.exp(-away * away * 7))
                    .mix(light.zenith, 0.18 * (1 - v));
        }

        private Tone sky(int x, double v) {
            double u = across(x);
            double rise = Math.clamp(v / Math.max(0.2, skyline), 0, 1);
            var tone = light.zenith.mix(light.horizon, Math.pow(rise, 1.6));
            double dx = u - sunX * width / height;
            double dy = v - sunY;
            double distance = dx * dx + dy * dy;
            double cloud = noise.fractal(u * 2.2 + 3 + 0.4 * noise.smooth(u * 3, v * 3), v * 7, 6);
            double cover = Math.clamp((cloud - (light == Light.OVERCAST ? 0.32 : 0.5)) * 4.5, 0, 1)
                    * Math.clamp(1.4 - 1.2 * rise * rise, 0, 1);
            if (light.stars) {
                tone = tone.plus(stars(x, v), 1 - cover);
                tone = tone.plus(aurora(u, v), 1);
                double moon = Math.clamp((0.028 - Math.sqrt(distance)) * height / 2, 0, 1);
                tone = tone.plus(light.glow, 0.9 * moon + 0.20 * Math.exp(-distance * 60));
                return tone.mix(light.horizon.times(0.7), cover * 0.35);
            }
            if (light != Light.OVERCAST) {
                tone = tone.plus(light.glow, 0.55 * Math.exp(-distance * 9) + 0.6 * Math.exp(-distance * 120));
                double disc = Math.clamp((0.022 - Math.sqrt(distance)) * height / 3, 0, 1);
                tone = tone.plus(light.glow, 2 * disc);
            }
            double toSun = Math.exp(-distance * 3);
            var lit = light.horizon.mix(light.glow, 0.4 + 0.6 * toSun);
            var shade = light.zenith.mix(light.horizon, 0.45).times(light == Light.OVERCAST ? 0.85 : 0.95);
            return tone.mix(shade.mix(lit, Math.clamp(0.25 + toSun + (cloud - 0.55) * -1.6 + 0.4, 0, 1)), cover * 0.8);
        }

        private Tone stars(int x, double v) {
            int size = Math.max(2, height / 900);
            int cx = x / size;
            int cy = (int) (v * height) / size;
            double chance = grain.at(cx, cy);
            double milky =
                    Math.exp(-Math.pow((across(x) - v * 0.9 - 0.25) * 3.2, 2)) * noise.fractal(across(x) * 5, v * 5, 5);
            double brightness = chance > 0.9987 - 0.0035 * milky ? 0.3 + 0.7 * grain.at(cx + 99, cy) : 0;
            return light.glow.times(brightness).plus(Tone.of(0x8FA3D8), 0.16 * milky);
        }

        private Tone aurora(double u, double v) {
            double band = skyline * (0.45 + 0.35 * noise.fractal(u * 1.1 + 5, 2, 3));
            double height = v - band;
            double rays = 0.45 + 0.9 * noise.smooth(u * 34, 1) * noise.smooth(u * 9, 4);
            double curtain = height < 0 ? Math.exp(height * 7) : Math.exp(-height * 34);
            return Tone.of(0x35D08A)
                    .mix(Tone.of(0x7A4BD0), Math.clamp(-height * 4, 0, 1))
                    .times(0.55 * curtain * rays);
        }

        private Tone mirrored(int x, double v) {
            double depth = (v - waterline) / (1 - waterline);
            double u = across(x);
            double fine = 260 / (0.25 + 2.2 * depth);
            double wave = noise.fractal(u * (ground == Ground.SEA ? 14 : 9) / (0.3 + depth), v * fine, 4) - 0.47;
            double strength = ground == Ground.SEA ? 0.5 : 0.09;
            double up = waterline
                    - (v - waterline) * (ground == Ground.SEA ? 0.75 : 0.95)
                    + wave * strength * (0.1 + 0.5 * depth);
            int shifted = (int) Math.clamp(x + wave * strength * 0.3 * width * depth * 0.2, 0, width - 1);
            var tone = scene(shifted, Math.clamp(up, 0, waterline - 0.001));
            var deep = light.zenith.times(0.42).mix(Tone.of(0x0E3038), 0.35);
            tone = tone.mix(deep, 0.18 + 0.5 * depth + (ground == Ground.SEA ? 0.5 * Math.max(0, -wave) : 0));
            double away = u - sunX * width / height;
            double path = Math.exp(-away * away / (0.004 + 0.05 * depth));
            double glint = Math.clamp((wave - 0.04) * 9, 0, 1) * path;
            return tone.plus(light.glow, (light == Light.OVERCAST ? 0.1 : 0.9) * glint);
        }

        /** What a lens and a sensor add. */
        private Tone developed(Tone tone, int x, int y) {
            double dx = (double) x / width - 0.5;
            double dy = (double) y / height - 0.5;
            double vignette = 1 - 0.42 * (dx * dx + dy * dy);
            double noisy = (grain.at(x, y) - 0.5) * 0.022;
            var darker = tone.times(vignette);
            return new Tone(darker.red() + noisy, darker.green() + noisy, darker.blue() + noisy);
        }
    }
}
