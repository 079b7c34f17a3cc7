package vitrine.media.rendering;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * JPEG by libjpeg-turbo. A picture stays in the YCbCr planes it is stored in, is scaled down by 2, 4 or 8 while it is
 * decoded, and is encoded from planes again: colours are only converted where a profile asks for it.
 */
final class TurboEngine implements ImageEngine, JpegEncoder {

    /** What the library says of a file. */
    private record Head(int width, int height, int subsampling, int colours) {}

    private static final long ALIGNMENT = 64;

    private final TurboLibrary library;
    private final Resampler resampler;
    private final TurboHandles decompressors;
    private final TurboHandles compressors;

    TurboEngine(TurboLibrary library, Resampler resampler) {
        this.library = library;
        this.resampler = resampler;
        this.decompressors = new TurboHandles(library, library.initDecompress);
        this.compressors = new TurboHandles(library, library.initCompress);
    }

    @Override
    public String name() {
        return "turbo";
    }

    @Override
    public boolean takes(PictureFormat format) {
        return format == PictureFormat.JPEG;
    }

    @Override
    public Decoded decode(Original original, int longestSide, Deadline deadline) throws IOException {
        JpegTraits jpeg = original.structure().jpeg();
        if (jpeg == null || !jpeg.isPlain()) {
            throw new IOException("Not an 8-bit DCT JPEG");
        }
        try (Arena arena = Arena.ofConfined()) {
            Head head = head(arena, original.bytes());
            if (head.width() != original.header().width()
                    || head.height() != original.header().height()) {
                throw new IOException("The file has another size than its header says");
            }
            int divisor = JpegTraits.divisor(original.header(), longestSide);
            if (jpeg.components() != 4 && head.colours() != TurboLibrary.COLOURS_RGB) {
                Size size = new Size(head.width(), head.height()).within(longestSide);
                Picture scaled = planes(arena, original.bytes(), head, divisor, size);
                return new Decoded(scaled, JpegProfile.of(original), false);
            }
            Picture picture = switch (jpeg.components()) {
                case 3 -> pixels(arena, original.bytes(), head, divisor, Picture.Colours.RGB);
                case 4 -> {
                    Picture inks = pixels(arena, original.bytes(), head, divisor, Picture.Colours.CMYK);
                    yield jpeg.hasAdobeMarker() ? inks.inverted() : inks;
                }
                default -> throw new IOException("A JPEG of " + jpeg.components() + " components");
            };
            return new Decoded(picture, JpegProfile.of(original), false, divisor);
        }
    }

    private Head head(Arena arena, MemorySegment file) throws IOException {
        MemorySegment answers = arena.allocate(JAVA_INT, 4);
        decompressors.use(handle -> (int) library.decompressHeader.invokeExact(
                handle, file, file.byteSize(), answers, answers.asSlice(4), answers.asSlice(8), answers.asSlice(12)));
        var head = new Head(
                answers.getAtIndex(JAVA_INT, 0),
                answers.getAtIndex(JAVA_INT, 1),
                answers.getAtIndex(JAVA_INT, 2),
                answers.getAtIndex(JAVA_INT, 3));
        if (!TurboLibrary.knowsSubsampling(head.subsampling())) {
            throw new IOException("An unusual chroma subsampling");
        }
        return head;
    }

    private static int scaled(int size, int divisor) {
        return (size + divisor - 1) / divisor;
    }

    /**
     * Decodes to the planes as they are stored, and scales them from where the library put them: on the heap they would be
     * most of what there is to collect. The library pads them to whole chroma samples.
     */
    private Picture planes(Arena arena, MemorySegment file, Head head, int divisor, Size size) throws IOException {
        int width = scaled(head.width(), divisor);
        int height = scaled(head.height(), divisor);
        boolean grey = head.subsampling() == TurboLibrary.GREY;
        int stepX = TurboLibrary.chromaStepX(head.subsampling());
        int stepY = TurboLibrary.chromaStepY(head.subsampling());
        int chromaWidth = scaled(width, stepX);
        int chromaHeight = scaled(height, stepY);
        var luma = new NativePlane(arena, chromaWidth * stepX, chromaHeight * stepY);
        var planes = grey
                ? List.of(luma)
                : List.of(
                        luma,
                        new NativePlane(arena, chromaWidth, chromaHeight),
                        new NativePlane(arena, chromaWidth, chromaHeight));
        MemorySegment addresses = addresses(arena, planes);
        MemorySegment strides = strides(arena, planes);
        decompressors.use(handle -> (int) library.decompressToPlanes.invokeExact(
                handle, file, file.byteSize(), addresses, width, strides, height, TurboLibrary.FLAG_LIMIT_SCANS));
        double exactWidth = (double) head.width() / divisor;
        double exactHeight = (double) head.height() / divisor;
        return grey
                ? Picture.full(
                        Picture.Colours.GREY,
                        List.of(resampler.resize(
                                luma.seen(width, height),
                                size,
                                exactWidth / size.width(),
                                exactHeight / size.height())))
                : resampler.subsampled(
                        List.of(luma.seen(width, height), planes.get(1), planes.get(2)),
                        stepX,
                        stepY,
                        size,
                        exactWidth,
                        exactHeight);
    }

    private Picture pixels(Arena arena, MemorySegment file, Head head, int divisor, Picture.Colours colours)
            throws IOException {
        int width = scaled(head.width(), divisor);
        int height = scaled(head.height(), divisor);
        int components = colours.planes();
        int stride = width * components;
        MemorySegment interleaved = arena.allocate((long) stride * height, ALIGNMENT);
        int pixelFormat = colours == Picture.Colours.CMYK ? TurboLibrary.PIXELS_CMYK : TurboLibrary.PIXELS_RGB;
        decompressors.use(handle -> (int) library.decompress.invokeExact(
                handle,
                file,
                file.byteSize(),
                interleaved,
                width,
                stride,
                height,
                pixelFormat,
                TurboLibrary.FLAG_LIMIT_SCANS));
        var planes = new ArrayList<Plane>(components);
        for (int c = 0; c < components; c++) {
            planes.add(Plane.blank(width, height));
        }
        byte[] row = new byte[stride];
        for (int y = 0; y < height; y++) {
            MemorySegment.copy(interleaved, JAVA_BYTE, (long) y * stride, row, 0, stride);
            for (int c = 0; c < components; c++) {
                byte[] samples = planes.get(c).samples();
                for (int x = 0, from = c, to = y * width; x < width; x++, from += components) {
                    samples[to + x] = row[from];
                }
            }
        }
        return Picture.full(colours, planes);
    }

    @Override
    public byte[] encode(Picture picture, int quality) throws IOException {
        if (!picture.isEncodable()) {
            throw new IllegalArgumentException("Only grey and 4:2:0 pictures are encoded");
        }
        boolean grey = picture.colours() == Picture.Colours.GREY;
        int subsampling = grey ? TurboLibrary.GREY : TurboLibrary.SUBSAMPLED_420;
        int width = picture.width();
        int height = picture.height();
        try (Arena arena = Arena.ofConfined()) {
            var planes = new ArrayList<NativePlane>(3);
            for (Plane plane : picture.planes()) {
                boolean padded = !grey && planes.isEmpty();
                planes.add(NativePlane.of(
                        arena,
                        plane,
                        padded ? 2 * Picture.half(width) : plane.width(),
                        padded ? 2 * Picture.half(height) : plane.height()));
            }
            long capacity = bufferSize(width, height, subsampling);
            MemorySegment jpeg = arena.allocate(capacity, ALIGNMENT);
            MemorySegment jpegAddress = arena.allocateFrom(ADDRESS, jpeg);
            MemorySegment jpegSize = arena.allocateFrom(JAVA_LONG, capacity);
            MemorySegment addresses = addresses(arena, planes);
            MemorySegment strides = strides(arena, planes);
            compressors.use(handle -> (int) library.compressFromPlanes.invokeExact(
                    handle,
                    addresses,
                    width,
                    strides,
                    height,
                    subsampling,
                    jpegAddress,
                    jpegSize,
                    quality,
                    TurboLibrary.FLAG_NO_REALLOCATION | TurboLibrary.FLAG_ACCURATE_DCT));
            return jpeg.asSlice(0, jpegSize.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }

    private long bufferSize(int width, int height, int subsampling) {
        try {
            return (long) library.bufferSize.invokeExact(width, height, subsampling);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Calling libjpeg-turbo failed", e);
        }
    }

    private static MemorySegment addresses(Arena arena, List<NativePlane> planes) {
        MemorySegment addresses = arena.allocate(ADDRESS, 3);
        for (int i = 0; i < planes.size(); i++) {
            addresses.setAtIndex(ADDRESS, i, planes.get(i).samples);
        }
        return addresses;
    }

    private static MemorySegment strides(Arena arena, List<NativePlane> planes) {
        MemorySegment strides = arena.allocate(JAVA_INT, 3);
        for (int i = 0; i < planes.size(); i++) {
            strides.setAtIndex(JAVA_INT, i, planes.get(i).stride);
        }
        return strides;
    }

    /** A plane where the library can reach it, perhaps wider and higher than what is seen of it. */
    private record NativePlane(MemorySegment samples, int stride, int width, int height) implements PlaneSource {

        NativePlane(Arena arena, int stride, int rows) {
            this(arena.allocate((long) stride * rows, ALIGNMENT), stride, stride, rows);
        }

        /** A copy whose last column and row are repeated to fill the padding. */
        static NativePlane of(Arena arena, Plane plane, int stride, int rows) {
            var copy = new NativePlane(arena, stride, rows);
            for (int y = 0; y < rows; y++) {
                int from = Math.min(y, plane.height() - 1) * plane.width();
                long to = (long) y * stride;
                MemorySegment.copy(plane.samples(), from, copy.samples, JAVA_BYTE, to, plane.width());
                byte last = plane.samples()[from + plane.width() - 1];
                for (int x = plane.width(); x < stride; x++) {
                    copy.samples.set(JAVA_BYTE, to + x, last);
                }
            }
            return copy;
        }

        /** Without the padding. */
        NativePlane seen(int seenWidth, int seenHeight) {
            return new NativePlane(samples, stride, seenWidth, seenHeight);
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return height;
        }

        @Override
        public void copyRows(int first, int count, byte[] target) {
            for (int y = 0; y < count; y++) {
                MemorySegment.copy(samples, JAVA_BYTE, (long) (first + y) * stride, target, y * width, width);
            }
        }
    }
}
