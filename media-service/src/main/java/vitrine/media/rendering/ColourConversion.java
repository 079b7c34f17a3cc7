package vitrine.media.rendering;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings pictures of any colours to what is encoded: grey, or sRGB as YCbCr 4:2:0. */
final class ColourConversion {

    private ColourConversion() {}

    /**
     * @param profile of the source; null means sRGB, or plain inks for CMYK
     */
    static Picture toEncodable(Picture picture, @Nullable IccProfile profile) {
        if (picture.colours() == Picture.Colours.GREY) {
            return toSrgbTones(picture, profile);
        }
        ColourTransform transform = ColourTransform.of(picture.colours(), profile);
        if (transform == null && picture.isEncodable()) {
            return picture;
        }
        var target = new SubsampledRows(picture.width(), picture.height());
        byte[][] rgb = new byte[3][picture.width()];
        byte[][] components = new byte[picture.colours().planes()][picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            if (picture.colours() == Picture.Colours.YCBCR) {
                rgbRow(picture, y, components);
            } else {
                for (int c = 0; c < components.length; c++) {
                    System.arraycopy(
                            picture.plane(c).samples(), y * picture.width(), components[c], 0, picture.width());
                }
            }
            if (transform == null) {
                target.add(components);
            } else {
                transform.toSrgb(components, rgb, picture.width());
                target.add(rgb);
            }
        }
        return target.picture();
    }

    private static Picture toSrgbTones(Picture picture, @Nullable IccProfile profile) {
        if (profile == null || profile.curves().length == 0 || profile.curves()[0].isClose(ToneCurve.SRGB)) {
            return picture;
        }
        byte[] mapped = new byte[256];
        for (int i = 0; i < 256; i++) {
            mapped[i] = ToneCurve.srgb(profile.curves()[0].linear(i / 255.0));
        }
        byte[] samples = picture.plane(0).samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = mapped[samples[i] & 0xFF];
        }
        return Picture.full(Picture.Colours.GREY, List.of(new Plane(picture.width(), picture.height(), samples)));
    }

    /** The whole picture as interleaved RGB; for small pictures and encoders that know nothing else. */
    static byte[] toInterleavedRgb(Picture picture) {
        int width = picture.width();
        byte[] rgb = new byte[3 * width * picture.height()];
        byte[][] rows = new byte[3][width];
        for (int y = 0; y < picture.height(); y++) {
            rgbRow(picture, y, rows);
            for (int x = 0, to = 3 * y * width; x < width; x++) {
                rgb[to++] = rows[0][x];
                rgb[to++] = rows[1][x];
                rgb[to++] = rows[2][x];
            }
        }
        return rgb;
    }

    /** From YCCK, as four planes of full size, to inks, in place: three of them are an RGB picture turned round. */
    static void yccToInks(Picture picture) {
        byte[] first = picture.plane(0).samples();
        byte[] second = picture.plane(1).samples();
        byte[] third = picture.plane(2).samples();
        for (int i = 0; i < first.length; i++) {
            int l = (first[i] & 0xFF) << 16;
            int cb = ((second[i] & 0xFF) - 128) << 4;
            int cr = ((third[i] & 0xFF) - 128) << 4;
            first[i] = (byte) ~clamp(l + 5743 * cr);
            second[i] = (byte) ~clamp(l - 1410 * cb - 2925 * cr);
            third[i] = (byte) ~clamp(l + 7258 * cb);
        }
    }

    /** One row of a grey or YCbCr picture as RGB. Subsampled chroma is interpolated, as its centres lie in between. */
    private static void rgbRow(Picture picture, int y, byte[][] rgb) {
        int width = picture.width();
        byte[] luma = picture.plane(0).samples();
        int row = y * width;
        if (picture.colours() == Picture.Colours.GREY) {
            for (byte[] channel : rgb) {
                System.arraycopy(luma, row, channel, 0, width);
            }
            return;
        }
        int[] blue = chromaRow(picture, 1, y);
        int[] red = chromaRow(picture, 2, y);
        for (int x = 0; x < width; x++) {
            int l = (luma[row + x] & 0xFF) << 16;
            int cb = blue[x] - (128 << 4);
            int cr = red[x] - (128 << 4);
            rgb[0][x] = clamp(l + 5743 * cr); // 1.402
            rgb[1][x] = clamp(l - 1410 * cb - 2925 * cr); // 0.344136, 0.714136
            rgb[2][x] = clamp(l + 7258 * cb); // 1.772
        }
    }

    private static byte clamp(int scaled) {
        int value = (scaled + (1 << 15)) >> 16;
        return (byte) (value < 0 ? 0 : Math.min(value, 255));
    }

    /** Chroma of each pixel of a row, times 16. */
    private static int[] chromaRow(Picture picture, int index, int y) {
        Plane plane = picture.plane(index);
        int[] column = new int[plane.width()];
        int near = Math.min(y / picture.chromaStepY(), plane.height() - 1);
        int far = picture.chromaStepY() == 2
                ? Math.clamp((y & 1) == 0 ? near - 1 : near + 1, 0, plane.height() - 1)
                : near;
        for (int x = 0; x < column.length; x++) {
            column[x] = 3 * plane.sample(x, near) + plane.sample(x, far);
        }
        int[] pixels = new int[picture.width()];
        int last = column.length - 1;
        for (int x = 0; x < pixels.length; x++) {
            int at = Math.min(x / picture.chromaStepX(), last);
            int beside = picture.chromaStepX() == 2 ? Math.clamp((x & 1) == 0 ? at - 1 : at + 1, 0, last) : at;
            pixels[x] = 3 * column[at] + column[beside];
        }
        return pixels;
    }

    /** Collects RGB rows as YCbCr, averaging the chroma of two by two pixels. */
    private static final class SubsampledRows {

        private final Plane luma;
        private final Plane blue;
        private final Plane red;
        private final int[] sums;
        private int rows;

        SubsampledRows(int width, int height) {
            luma = Plane.blank(width, height);
            blue = Plane.blank(Picture.half(width), Picture.half(height));
            red = Plane.blank(Picture.half(width), Picture.half(height));
            sums = new int[3 * Picture.half(width)];
        }

        void add(byte[][] rgb) {
            int width = luma.width();
            byte[] target = luma.samples();
            int to = rows * width;
            for (int x = 0; x < width; x++) {
                int r = rgb[0][x] & 0xFF;
                int g = rgb[1][x] & 0xFF;
                int b = rgb[2][x] & 0xFF;
                target[to + x] = (byte) ((19595 * r + 38470 * g + 7471 * b + (1 << 15)) >> 16);
                int pair = 3 * (x >> 1);
                sums[pair] += r;
                sums[pair + 1] += g;
                sums[pair + 2] += b;
            }
            rows++;
            if ((rows & 1) == 0) {
                storeChroma(4);
            } else if (rows == luma.height()) {
                storeChroma(2);
            }
        }

        private void storeChroma(int pixels) {
            int to = (rows - 1) / 2 * blue.width();
            for (int i = 0; i < blue.width(); i++) {
                boolean single = i == blue.width() - 1 && (luma.width() & 1) == 1;
                int count = single ? pixels / 2 : pixels;
                double r = (double) sums[3 * i] / count;
                double g = (double) sums[3 * i + 1] / count;
                double b = (double) sums[3 * i + 2] / count;
                blue.samples()[to + i] = chroma(-0.168736 * r - 0.331264 * g + 0.5 * b);
                red.samples()[to + i] = chroma(0.5 * r - 0.418688 * g - 0.081312 * b);
            }
            Arrays.fill(sums, 0);
        }

        private static byte chroma(double difference) {
            return (byte) Math.clamp((int) Math.floor(difference + 128.5), 0, 255);
        }

        Picture picture() {
            return Picture.subsampled(luma, blue, red);
        }
    }
}
