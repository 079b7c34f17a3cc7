package vitrine.media.rendering;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of an ICC profile: its colour space and, where it has them, primaries and tone curves. Profiles are
 * told from sRGB by these numbers; names are worth nothing here.
 *
 * @param space the four characters of the header: {@code "RGB "}, {@code "GRAY"}, {@code "CMYK"} and others
 * @param primaries D50 colours of red, green and blue as columns, null when the profile is not of that kind
 * @param curves one for grey, three for red, green and blue, none when the profile is not of that kind
 * @param bytes the profile itself, for the colour engine of the JDK
 */
record IccProfile(String space, double @Nullable [][] primaries, ToneCurve[] curves, byte[] bytes) {

    static final double[][] SRGB_PRIMARIES = {
        {0.43607, 0.38515, 0.14307}, {0.22249, 0.71687, 0.06061}, {0.01392, 0.09708, 0.71410}
    };

    /** Adobe RGB (1998), for cameras that name it in EXIF and embed nothing. */
    static final IccProfile ADOBE_RGB = new IccProfile(
            "RGB ",
            new double[][] {{0.60974, 0.20528, 0.14919}, {0.31111, 0.62567, 0.06322}, {0.01947, 0.06087, 0.74457}},
            new ToneCurve[] {ToneCurve.power(2.19921875), ToneCurve.power(2.19921875), ToneCurve.power(2.19921875)},
            new byte[0]);

    private static final int HEADER = 128;
    private static final int MAX_TAGS = 200;
    private static final int MAX_CURVE = 65_536;
    private static final double TOLERANCE = 0.003;

    /** Empty for bytes that are no usable profile: such a picture is taken as if it had none. */
    static Optional<IccProfile> parse(byte[] bytes) {
        try {
            var profile = FileBytes.bigEndian(MemorySegment.ofArray(bytes));
            if (!profile.holds(36, "acsp")) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (profile.text(16, 4)) {
                        case "RGB " -> rgb(profile, bytes);
                        case "GRAY" -> {
                            ToneCurve curve = curve(profile, "kTRC");
                            yield new IccProfile(
                                    "GRAY", null, curve == null ? new ToneCurve[0] : new ToneCurve[] {curve}, bytes);
                        }
                        case String other -> new IccProfile(other, null, new ToneCurve[0], bytes);
                    });
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static IccProfile rgb(FileBytes profile, byte[] bytes) {
        double[][] primaries = new double[3][3];
        var curves = new ToneCurve[3];
        String[] colours = {"r", "g", "b"};
        for (int i = 0; i < 3; i++) {
            long at = tag(profile, colours[i] + "XYZ");
            ToneCurve curve = curve(profile, colours[i] + "TRC");
            if (at < 0 || curve == null) {
                return new IccProfile("RGB ", null, new ToneCurve[0], bytes);
            }
            curves[i] = curve;
            for (int k = 0; k < 3; k++) {
                primaries[k][i] = fixed(profile, at + 8 + 4L * k);
            }
        }
        return new IccProfile("RGB ", primaries, curves, bytes);
    }

    private static @Nullable ToneCurve curve(FileBytes profile, String name) {
        long at = tag(profile, name);
        if (at < 0) {
            return null;
        }
        return switch (profile.text(at, 4)) {
            case "curv" -> sampled(profile, at);
            case "para" -> parametric(profile, at);
            default -> null;
        };
    }

    private static @Nullable ToneCurve sampled(FileBytes profile, long at) {
        long count = profile.u32(at + 8);
        if (count == 0) {
            return ToneCurve.power(1);
        }
        if (count == 1) {
            return ToneCurve.power(profile.u16(at + 12) / 256.0);
        }
        if (count > MAX_CURVE) {
            return null;
        }
        double[] samples = new double[(int) count];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = profile.u16(at + 12 + 2L * i) / 65_535.0;
        }
        return new ToneCurve.Table(samples);
    }

    private static @Nullable ToneCurve parametric(FileBytes profile, long at) {
        int form = profile.u16(at + 8);
        int[] parameters = {1, 3, 4, 5, 7};
        if (form >= parameters.length) {
            return null;
        }
        double[] p = new double[7];
        for (int i = 0; i < parameters[form]; i++) {
            p[i] = fixed(profile, at + 12 + 4L * i);
        }
        return switch (form) {
            case 0 -> ToneCurve.power(p[0]);
            case 1 -> new ToneCurve.Parametric(p[0], p[1], p[2], 0, -p[2] / p[1], 0, 0);
            case 2 -> new ToneCurve.Parametric(p[0], p[1], p[2], 0, -p[2] / p[1], p[3], p[3]);
            case 3 -> new ToneCurve.Parametric(p[0], p[1], p[2], p[3], p[4], 0, 0);
            default -> new ToneCurve.Parametric(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
        };
    }

    private static double fixed(FileBytes profile, long at) {
        return profile.s32(at) / 65_536.0;
    }

    private static long tag(FileBytes profile, String name) {
        long tags = Math.min(MAX_TAGS, profile.u32(HEADER));
        for (long i = 0; i < tags; i++) {
            long entry = HEADER + 4 + 12 * i;
            if (profile.holds(entry, name)) {
                return profile.u32(entry + 4);
            }
        }
        return -1;
    }

    boolean isSrgb() {
        if (primaries == null) {
            return false;
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                if (Math.abs(primaries[row][column] - SRGB_PRIMARIES[row][column]) > TOLERANCE) {
                    return false;
                }
            }
        }
        for (ToneCurve curve : curves) {
            if (!curve.isClose(ToneCurve.SRGB)) {
                return false;
            }
        }
        return true;
    }
}
