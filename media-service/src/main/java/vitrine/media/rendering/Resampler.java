package vitrine.media.rendering;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;

/** Scales pictures down with a separable Lanczos filter of three lobes. */
final class Resampler {

    /** Pixel rows of a decoder, asked for once each, from the top. */
    interface Rows {
        /** Fills one array of {@code width} samples for each component. */
        void read(int y, byte[][] components);
    }

    private static final int IN_CACHE = 512 * 1024;
    private static final int FEWEST_ROWS = 16;
    private static final int MOST_ROWS = 64;

    /** Of 50 KiB each. */
    private static final int KERNELS_KEPT = 48;

    private record Shape(int inputs, int outputs, double step) {}

    private final Convolution convolution;
    private final Cache<Shape, Kernel> kernels =
            Caffeine.newBuilder().maximumSize(KERNELS_KEPT).build();

    Resampler(Convolution convolution) {
        this.convolution = convolution;
    }

    /** Scales to exactly that size; chroma becomes 4:2:0 on the way. */
    Picture resize(Picture picture, Size size) {
        return resize(picture, size, picture.width(), picture.height());
    }

    /**
     * @param width of what the picture shows, in its samples: the last one may be covered in part only
     * @param height of what the picture shows, in its samples
     */
    Picture resize(Picture picture, Size size, double width, double height) {
        double stepX = width / size.width();
        double stepY = height / size.height();
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
        return subsampled(picture.planes(), picture.chromaStepX(), picture.chromaStepY(), size, width, height);
    }

    /**
     * The same from planes of YCbCr.
     *
     * @param chromaStepX how many columns share one chroma sample
     * @param chromaStepY how many rows share one chroma sample
     */
    Picture subsampled(
            List<? extends PlaneSource> planes,
            int chromaStepX,
            int chromaStepY,
            Size size,
            double width,
            double height) {
        double stepX = width / size.width();
        double stepY = height / size.height();
        var chroma = new Size(Picture.half(size.width()), Picture.half(size.height()));
        double chromaX = stepX * 2 / chromaStepX;
        double chromaY = stepY * 2 / chromaStepY;
        return Picture.subsampled(
                resize(planes.get(0), size, stepX, stepY),
                resize(planes.get(1), chroma, chromaX, chromaY),
                resize(planes.get(2), chroma, chromaX, chromaY));
    }

    /**
     * @param stepX columns of the source for each of the target
     * @param stepY rows of the source for each of the target
     */
    Plane resize(PlaneSource source, Size size, double stepX, double stepY) {
        if (stepX == 1 && stepY == 1 && source.width() == size.width() && source.height() == size.height()) {
            return source.toPlane();
        }
        var down = kernel(source.height(), size.height(), stepY);
        var across = kernel(source.width(), size.width(), stepX);
        int most = rowsAtOnce(source.width(), size.height(), down.taps(), stepY);
        byte[] read = new byte[source.width() * Math.min(source.height(), (int) (most * stepY) + down.taps() + 1)];
        byte[] rows = new byte[source.width() * most];
        byte[] columns = new byte[rows.length];
        byte[] scaled = new byte[size.width() * most];
        Plane target = Plane.blank(size.width(), size.height());
        for (int top = 0; top < size.height(); top += most) {
            int count = Math.min(most, size.height() - top);
            int first = down.first()[top];
            int behind = down.first()[top + count - 1] + down.taps();
            source.copyRows(first, behind - first, read);
            // Both passes run down columns, which is what vector instructions are good at.
            convolution.columns(read, first, source.width(), down, top, top + count, rows);
            Transposition.of(rows, source.width(), count, columns, 0);
            convolution.columns(columns, 0, count, across, 0, size.width(), scaled);
            Transposition.of(scaled, count, size.width(), target.samples(), top * size.width());
        }
        return target;
    }

    /** Kept, as both chroma planes have the same ones, and most pictures of a camera, too. */
    private Kernel kernel(int inputs, int outputs, double step) {
        return kernels.get(new Shape(inputs, outputs, step), shape -> Kernel.lanczos(inputs, outputs, step));
    }

    /** So many that what the passes hand on stays in the processor's cache. */
    private static int rowsAtOnce(int width, int rows, int taps, double step) {
        int fitting = (int) ((IN_CACHE / width - taps) / Math.max(1, step));
        return Math.min(rows, Math.clamp(fitting, FEWEST_ROWS, MOST_ROWS));
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
        var across = kernel(source.width(), size.width(), (double) source.width() / size.width());
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
        var kernel = kernel(source.height(), size.height(), down);
        return narrow.stream()
                .map(plane -> {
                    Plane target = Plane.blank(size.width(), size.height());
                    convolution.columns(plane.samples(), 0, size.width(), kernel, 0, size.height(), target.samples());
                    return target;
                })
                .toList();
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
