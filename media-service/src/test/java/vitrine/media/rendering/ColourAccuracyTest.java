package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vitrine.media.rendering.RendererTest.Engine;

/**
 * How far the colours of renditions are from what the profile of the original says, over charts of 216 patches. The
 * expected colours are calculated here in double precision, from nothing the renderer uses.
 */
class ColourAccuracyTest {

    private static final int PATCH = 40;
    private static final int ACROSS = 18;
    private static final int DOWN = 12;
    private static final int PATCHES = ACROSS * DOWN;
    private static final double ACCEPTED = 2;

    /** The spaces cameras and photo editors write, by their published D50 primaries. */
    enum Space {
        SRGB(IccProfile.SRGB_PRIMARIES, ColourAccuracyTest::srgbLight),
        ADOBE_RGB(
                new double[][] {{0.60974, 0.20528, 0.14919}, {0.31111, 0.62567, 0.06322}, {0.01947, 0.06087, 0.74457}},
                v -> Math.pow(v, 2.19921875)),
        DISPLAY_P3(
                new double[][] {{0.51512, 0.29198, 0.15710}, {0.24120, 0.69225, 0.06657}, {-0.00105, 0.04189, 0.78407}},
                ColourAccuracyTest::srgbLight),
        PROPHOTO(
                new double[][] {{0.79767, 0.13519, 0.03135}, {0.28804, 0.71188, 0.00009}, {0, 0, 0.82491}},
                v -> v < 16 * 0.001953125 ? v / 16 : Math.pow(v, 1.8));

        private final double[][] primaries;
        private final DoubleUnaryOperator curve;

        Space(double[][] primaries, DoubleUnaryOperator curve) {
            this.primaries = primaries;
            this.curve = curve;
        }

        double[] toSrgb(double[] device) {
            double[] light = Arrays.stream(device).map(curve).toArray();
            return Arrays.stream(times(inverse(IccProfile.SRGB_PRIMARIES), times(primaries, light)))
                    .map(v -> srgbEncoded(Math.clamp(v, 0, 1)))
                    .toArray();
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void colourSpacesOfJpegsAreHonoured(Space space) throws Exception {
        byte[] chart = Samples.withProfile(Samples.jpeg(chart()), Samples.profile(space.primaries, space.curve));
        for (Engine engine : Engine.values()) {
            assertThat(error(engine, chart, patch -> space.toSrgb(device(patch))))
                    .as("%s by %s", space, engine)
                    .isLessThan(ACCEPTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void colourSpacesOfPngsAreHonoured(Space space) throws Exception {
        byte[] chart =
                Samples.withPngProfile(Samples.encode(chart(), "png"), Samples.profile(space.primaries, space.curve));
        assertThat(error(Engine.JAVA, chart, patch -> space.toSrgb(device(patch))))
                .isLessThan(ACCEPTED);
    }

    @Test
    void inksAreConvertedByTheirProfile() throws Exception {
        WritableRaster inks =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, ACROSS * PATCH, DOWN * PATCH, 4, null);
        for (int y = 0; y < inks.getHeight(); y++) {
            for (int x = 0; x < inks.getWidth(); x++) {
                double[] ink = ink(x / PATCH + y / PATCH * ACROSS);
                for (int c = 0; c < 4; c++) {
                    inks.setSample(x, y, c, 255 - (int) Math.round(ink[c] * 255));
                }
            }
        }
        byte[] chart = Samples.withProfile(Samples.adobeCmykJpeg(inks), cmykProfile());
        for (Engine engine : Engine.values()) {
            assertThat(error(engine, chart, patch -> printed(ink(patch))))
                    .as(engine.name())
                    .isLessThan(ACCEPTED);
        }
    }

    @Test
    void greysAreConvertedByTheirCurve() throws Exception {
        var chart = new BufferedImage(ACROSS * PATCH, DOWN * PATCH, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < chart.getHeight(); y++) {
            for (int x = 0; x < chart.getWidth(); x++) {
                chart.getRaster().setSample(x, y, 0, x / PATCH + y / PATCH * ACROSS);
            }
        }
        byte[] jpeg = Samples.withProfile(Samples.jpeg(chart), Samples.greyProfile(1.8));
        for (Engine engine : Engine.values()) {
            assertThat(error(engine, jpeg, patch -> {
                        double level = srgbEncoded(Math.pow(patch / 255.0, 460.0 / 256));
                        return new double[] {level, level, level};
                    }))
                    .as(engine.name())
                    .isLessThan(ACCEPTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
        "50, -1, 2, 50, 0, 0, 2.3669",
        "50, 2.5, 0, 73, 25, -18, 27.1492",
        "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
    })
    void theMeasureIsThePublishedOne(
            double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
        assertThat(CieDe2000.difference(new double[] {l1, a1, b1}, new double[] {l2, a2, b2}))
                .isCloseTo(expected, within(0.0001));
    }

    private interface Expected {
        /** sRGB from 0 to 1. */
        double[] of(int patch);
    }

    /** The 95th percentile of CIEDE2000 over all patches of the preview. */
    private double error(Engine engine, byte[] chart, Expected expected) throws Exception {
        Path file = Files.write(folder.resolve("chart"), chart);
        RenderedSet set = engine.renderer(RenderLimits.defaults()).render(file, WatermarkSpec.tiled("PROOF"));
        BufferedImage preview = Samples.decode(set.rendition("preview").jpeg());
        double[] errors = new double[PATCHES];
        for (int patch = 0; patch < PATCHES; patch++) {
            errors[patch] = CieDe2000.difference(lab(mean(preview, patch)), lab(expected.of(patch)));
        }
        Arrays.sort(errors);
        return errors[(int) Math.ceil(0.95 * PATCHES) - 1];
    }

    /** Of the middle of a patch; towards its edges chroma is shared with the neighbours. */
    private static double[] mean(BufferedImage image, int patch) {
        double[] sum = new double[3];
        int left = patch % ACROSS * PATCH;
        int top = patch / ACROSS * PATCH;
        int pixels = 0;
        for (int y = top + PATCH / 3; y < top + PATCH * 2 / 3; y++) {
            for (int x = left + PATCH / 3; x < left + PATCH * 2 / 3; x++) {
                for (int c = 0; c < 3; c++) {
                    int band = Math.min(c, image.getRaster().getNumBands() - 1);
                    sum[c] += image.getRaster().getSample(x, y, band);
                }
                pixels++;
            }
        }
        double count = 255.0 * pixels;
        return Arrays.stream(sum).map(v -> v / count).toArray();
    }

    private static BufferedImage chart() {
        var image = new BufferedImage(ACROSS * PATCH, DOWN * PATCH, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double[] colour = device(x / PATCH + y / PATCH * ACROSS);
                int rgb = 0;
                for (double component : colour) {
                    rgb = rgb << 8 | (int) Math.round(component * 255);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** Six levels of each component. */
    private static double[] device(int patch) {
        return new double[] {patch % 6 / 5.0, patch / 6 % 6 / 5.0, patch / 36 / 5.0};
    }

    private static double[] ink(int patch) {
        double[] colour = device(patch);
        return new double[] {colour[0], colour[1], colour[2], patch % 7 % 3 / 5.0};
    }

    /** What the inks of our profile look like: not quite ideal filters. */
    private static double[] printed(double[] ink) {
        double white = 1 - 0.95 * ink[3];
        return new double[] {white * (1 - 0.90 * ink[0]), white * (1 - 0.85 * ink[1]), white * (1 - 0.95 * ink[2])};
    }

    /** A table from inks to CIELAB with its nodes at the levels of the chart. */
    private static byte[] cmykProfile() {
        int nodes = 6;
        int table = 4 + 4 + 4 + 36 + 4 + 4 * 4 + nodes * nodes * nodes * nodes * 6 + 3 * 4;
        int white = 128 + 4 + 24 + table;
        ByteBuffer profile = ByteBuffer.allocate(white + 20);
        profile.putInt(0, profile.capacity()).putInt(8, 0x02100000);
        profile.put(12, "prtrCMYKLab ".getBytes(StandardCharsets.US_ASCII));
        profile.put(36, "acsp".getBytes(StandardCharsets.US_ASCII));
        profile.putInt(68, 0xF6D6).putInt(72, 0x10000).putInt(76, 0xD32D);
        profile.position(128).putInt(2);
        profile.put("A2B0".getBytes(StandardCharsets.US_ASCII)).putInt(156).putInt(table);
        profile.put("wtpt".getBytes(StandardCharsets.US_ASCII)).putInt(white).putInt(20);
        profile.put("mft2\0\0\0\0".getBytes(StandardCharsets.US_ASCII)).put(new byte[] {4, 3, (byte) nodes, 0});
        for (int i = 0; i < 9; i++) {
            profile.putInt(i % 4 == 0 ? 0x10000 : 0);
        }
        profile.putShort((short) 2).putShort((short) 2);
        for (int i = 0; i < 4; i++) {
            profile.putShort((short) 0).putShort((short) 0xFFFF);
        }
        for (int node = 0; node < nodes * nodes * nodes * nodes; node++) {
            double[] ink = {node / 216 / 5.0, node / 36 % 6 / 5.0, node / 6 % 6 / 5.0, node % 6 / 5.0};
            double[] lab = labD50(printed(ink));
            profile.putShort((short) Math.round(lab[0] * 652.8));
            profile.putShort((short) Math.round((lab[1] + 128) * 256));
            profile.putShort((short) Math.round((lab[2] + 128) * 256));
        }
        for (int i = 0; i < 3; i++) {
            profile.putShort((short) 0).putShort((short) 0xFFFF);
        }
        profile.put("XYZ \0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        profile.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D);
        return profile.array();
    }

    /** From sRGB with the white of D50, as profiles hold it. */
    private static double[] labD50(double[] srgb) {
        double[] light = Arrays.stream(srgb).map(ColourAccuracyTest::srgbLight).toArray();
        return lab(times(IccProfile.SRGB_PRIMARIES, light), new double[] {0.9642, 1, 0.8249});
    }

    /** From sRGB with its own white. */
    private static double[] lab(double[] srgb) {
        double[][] primaries = {
            {0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}
        };
        double[] light = Arrays.stream(srgb).map(ColourAccuracyTest::srgbLight).toArray();
        return lab(times(primaries, light), new double[] {0.95047, 1, 1.08883});
    }

    private static double[] lab(double[] xyz, double[] white) {
        double x = cubic(xyz[0] / white[0]);
        double y = cubic(xyz[1] / white[1]);
        double z = cubic(xyz[2] / white[2]);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double cubic(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static double srgbLight(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double srgbEncoded(double v) {
        return v <= 0.0031308 ? v * 12.92 : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
                .toArray();
    }

    private static double[][] inverse(double[][] m) {
        double[][] cofactors = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (j + 1) % 3;
                int b = (j + 2) % 3;
                int c = (i + 1) % 3;
                int d = (i + 2) % 3;
                cofactors[i][j] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
            }
        }
        double determinant = m[0][0] * cofactors[0][0] + m[0][1] * cofactors[1][0] + m[0][2] * cofactors[2][0];
        return Arrays.stream(cofactors)
                .map(row -> Arrays.stream(row).map(v -> v / determinant).toArray())
                .toArray(double[][]::new);
    }
}
