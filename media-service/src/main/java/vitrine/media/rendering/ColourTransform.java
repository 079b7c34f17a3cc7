package vitrine.media.rendering;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/** Turns rows of a source's components into rows of sRGB. May keep buffers: one instance for each picture. */
interface ColourTransform {

    /**
     * @param components rows of the source, one for each component
     * @param rgb three rows to fill; may be the same arrays as {@code components}
     */
    void toSrgb(byte[][] components, byte[][] rgb, int width);

    /** The transform for a picture of these colours, null when its samples are sRGB already. */
    static @Nullable ColourTransform of(Picture.Colours colours, @Nullable IccProfile profile) {
        return switch (colours) {
            case GREY -> null; // its tone curve is applied to the plane itself
            case CMYK -> profile != null && profile.space().equals("CMYK") ? byEngine(profile, 4) : new PlainCmyk();
            case RGB, YCBCR -> {
                if (profile == null || !profile.space().equals("RGB ") || profile.isSrgb()) {
                    yield null;
                }
                double[][] primaries = profile.primaries();
                yield primaries == null ? byEngine(profile, 3) : new PrimariesAndCurves(primaries, profile.curves());
            }
        };
    }

    private static @Nullable ColourTransform byEngine(IccProfile profile, int components) {
        try {
            return new ColourEngine(ICC_Profile.getInstance(profile.bytes()), components);
        } catch (IllegalArgumentException e) {
            return components == 4 ? new PlainCmyk() : null;
        }
    }

    /** CMYK without a profile: inks as ideal filters. */
    final class PlainCmyk implements ColourTransform {
        @Override
        public void toSrgb(byte[][] components, byte[][] rgb, int width) {
            byte[] black = components[3];
            for (int x = 0; x < width; x++) {
                int white = 255 - (black[x] & 0xFF);
                for (int c = 0; c < 3; c++) {
                    rgb[c][x] = (byte) (((255 - (components[c][x] & 0xFF)) * white + 127) / 255);
                }
            }
        }
    }

    /** Profiles made of three primaries and tone curves, as cameras and displays have: a matrix between two tables. */
    final class PrimariesAndCurves implements ColourTransform {

        private static final int LEVELS = 4096;
        private static final byte[] ENCODED = encoded();

        /** From D50 XYZ to linear sRGB. */
        private static final double[][] TO_SRGB = {
            {3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}
        };

        private final float[][] matrix = new float[3][3];
        private final float[][] light = new float[3][];

        PrimariesAndCurves(double[][] primaries, ToneCurve[] curves) {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    double sum = 0;
                    for (int k = 0; k < 3; k++) {
                        sum += TO_SRGB[row][k] * primaries[k][column];
                    }
                    matrix[row][column] = (float) (sum * LEVELS);
                }
                light[row] = curves[row].table();
            }
        }

        private static byte[] encoded() {
            byte[] table = new byte[LEVELS + 1];
            for (int i = 0; i <= LEVELS; i++) {
                table[i] = ToneCurve.srgb((double) i / LEVELS);
            }
            return table;
        }

        @Override
        public void toSrgb(byte[][] components, byte[][] rgb, int width) {
            byte[] reds = components[0];
            byte[] greens = components[1];
            byte[] blues = components[2];
            float[] r = matrix[0];
            float[] g = matrix[1];
            float[] b = matrix[2];
            for (int x = 0; x < width; x++) {
                float red = light[0][reds[x] & 0xFF];
                float green = light[1][greens[x] & 0xFF];
                float blue = light[2][blues[x] & 0xFF];
                rgb[0][x] = encode(r[0] * red + r[1] * green + r[2] * blue);
                rgb[1][x] = encode(g[0] * red + g[1] * green + g[2] * blue);
                rgb[2][x] = encode(b[0] * red + b[1] * green + b[2] * blue);
            }
        }

        private static byte encode(float level) {
            return ENCODED[Math.clamp((int) (level + 0.5f), 0, LEVELS)];
        }
    }

    /** Everything else, by the colour engine of the JDK. */
    final class ColourEngine implements ColourTransform {

        private final ColorConvertOp conversion;
        private final int components;
        private @Nullable WritableRaster source;
        private @Nullable WritableRaster target;

        ColourEngine(ICC_Profile profile, int components) {
            if (profile.getNumComponents() != components) {
                throw new IllegalArgumentException("The profile is for another number of components");
            }
            this.components = components;
            this.conversion =
                    new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        }

        @Override
        public void toSrgb(byte[][] rows, byte[][] rgb, int width) {
            if (source == null || target == null || source.getWidth() != width) {
                source = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, components, null);
                target = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, 3, null);
            }
            byte[] in = ((DataBufferByte) source.getDataBuffer()).getData();
            for (int x = 0, to = 0; x < width; x++) {
                for (int c = 0; c < components; c++) {
                    in[to++] = rows[c][x];
                }
            }
            conversion.filter(source, target);
            byte[] out = ((DataBufferByte) target.getDataBuffer()).getData();
            for (int x = 0, from = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[c][x] = out[from++];
                }
            }
        }
    }
}
