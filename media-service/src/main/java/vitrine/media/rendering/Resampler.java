package vitrine.media.rendering;

import java.util.ArrayList;
import java.util.List;

/** Scales pictures down with a separable Lanczos filter of three lobes. */
final class Resampler {

    /** Pixel rows of a decoder, asked for once each, from the top. */
    interface Rows {
        /** Fills one array of {@code width} samples for each component. */
        void read(int y, byte[][] components);
    }

    private final Convolution convolution;

    Resampler(Convolution convolution) {
        this.convolution = convolution;
    }

    /** Scales to exactly that size; chroma becomes 4:2:0 on the way. */
    Picture resize(Picture picture, Size size) {
        double stepX = (double) picture.width() / size.width();
        double stepY = (double) picture.height() / size.height();
        if (picture.colours() != Picture.Colours.YCBCR) {
            if (stepX == 1 && stepY == 1) {
                return picture;
            }
            return Picture.full(
                    picture.colours(),
                    picture.planes().stream()
                            .map(plane -> resize(plane, size, stepX, stepY))
                            .toList());
        }
        if (stepX == 1 && stepY == 1 && picture.isEncodable()) {
            return picture;
        }
        var chroma = new Size(Picture.half(size.width()), Picture.half(size.height()));
        double chromaX = stepX * 2 / picture.chromaStepX();
        double chromaY = stepY * 2 / picture.chromaStepY();
        return Picture.subsampled(
                resize(picture.plane(0), size, stepX, stepY),
                resize(picture.plane(1), chroma, chromaX, chromaY),
                resize(picture.plane(2), chroma, chromaX, chromaY));
    }

    private Plane resize(Plane plane, Size size, double stepX, double stepY) {
        if (stepX == 1 && stepY == 1 && plane.width() == size.width() && plane.height() == size.height()) {
            return plane;
        }
        // both passes run down columns, which is what vector instructions are good at
        return columns(columns(plane, size.height(), stepY).transposed(), size.width(), stepX)
                .transposed();
    }

    private Plane columns(Plane plane, int height, double step) {
        var kernel = Kernel.lanczos(plane.height(), height, step);
        Plane target = Plane.blank(plane.width(), height);
        convolution.columns(plane.samples(), plane.width(), kernel, target.samples());
        return target;
    }

    /**
     * Scales while rows are read, so that a decoder's picture is never copied at full size.
     *
     * @return one plane for each component
     */
    List<Plane> resize(Rows rows, Size source, int components, Size size) {
        byte[][] row = new byte[components][source.width()];
        var narrow = new ArrayList<Plane>(components);
        for (int c = 0; c < components; c++) {
            narrow.add(Plane.blank(size.width(), source.height()));
        }
        boolean sameWidth = source.width() == size.width();
        var across = Kernel.lanczos(source.width(), size.width(), (double) source.width() / size.width());
        for (int y = 0; y < source.height(); y++) {
            rows.read(y, row);
            for (int c = 0; c < components; c++) {
                byte[] target = narrow.get(c).samples();
                if (sameWidth) {
                    System.arraycopy(row[c], 0, target, y * size.width(), size.width());
                } else {
                    row(row[c], across, target, y * size.width());
                }
            }
        }
        if (source.height() == size.height()) {
            return narrow;
        }
        double down = (double) source.height() / size.height();
        return narrow.stream().map(plane -> columns(plane, size.height(), down)).toList();
    }

    private static void row(byte[] samples, Kernel kernel, byte[] target, int to) {
        int taps = kernel.taps();
        short[] weights = kernel.weights();
        for (int x = 0, weight = 0; x < kernel.outputs(); x++, weight += taps) {
            int first = kernel.first()[x];
            int sum = Kernel.ONE / 2;
            for (int k = 0; k < taps; k++) {
                sum += weights[weight + k] * (samples[first + k] & 0xFF);
            }
            target[to + x] = (byte) Math.clamp(sum >> Kernel.BITS, 0, 255);
        }
    }
}
