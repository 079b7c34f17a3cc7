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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JPEG by libjpeg-turbo. A picture stays in the YCbCr planes it is stored in, is scaled down by 2, 4 or 8 while it is
 * decoded, and is encoded from planes again: colours are only converted where a profile asks for it.
 */
final class TurboEngine implements ImageEngine, JpegEncoder {

    /** What the library says of a file. */
    private record Head(int width, int height, int subsampling, int colours) {}

    private static final long ALIGNMENT = 64;
    private static final int[] DIVISORS = {8, 4, 2};

    private final TurboLibrary library;
    private final TurboHandles decompressors;
    private final TurboHandles compressors;

    TurboEngine(TurboLibrary library) {
        this.library = library;
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
        if (jpeg == null || jpeg.bits() != 8 || jpeg.lossless()) {
            throw new IOException("Not an 8-bit DCT JPEG");
        }
        try (Arena arena = Arena.ofConfined()) {
            Head head = head(arena, original.bytes());
            if (head.width() != original.header().width()
                    || head.height() != original.header().height()) {
                throw new IOException("The file has another size than its header says");
            }
            int divisor = divisor(head, longestSide);
            Picture picture = switch (jpeg.components()) {
                case 1, 3 ->
                    head.colours() == TurboLibrary.COLOURS_RGB
                            ? pixels(arena, original.bytes(), head, divisor, Picture.Colours.RGB)
                            : planes(arena, original.bytes(), head, divisor);
                case 4 -> {
                    Picture inks = pixels(arena, original.bytes(), head, divisor, Picture.Colours.CMYK);
                    yield jpeg.hasAdobeMarker() ? inks.inverted() : inks;
                }
                default -> throw new IOException("A JPEG of " + jpeg.components() + " components");
            };
            return new Decoded(picture, profile(original), false);
        }
    }

    private static @Nullable IccProfile profile(Original original) {
        byte[] icc = original.structure().icc();
        Optional<IccProfile> embedded = icc == null ? Optional.empty() : IccProfile.parse(icc);
        JpegTraits jpeg = original.structure().jpeg();
        if (embedded.isEmpty() && jpeg != null && jpeg.adobeRgb() && jpeg.components() == 3) {
            return IccProfile.ADOBE_RGB;
        }
        return embedded.orElse(null);
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

    /** The strongest reduction that still leaves enough pixels. */
    private static int divisor(Head head, int longestSide) {
        int longest = Math.max(head.width(), head.height());
        for (int divisor : DIVISORS) {
            if (longest >= (long) divisor * longestSide) {
                return divisor;
            }
        }
        return 1;
    }

    private static int scaled(int size, int divisor) {
        return (size + divisor - 1) / divisor;
    }

    /** Decodes to the planes as they are stored; the library pads them to whole chroma samples. */
    private Picture planes(Arena arena, MemorySegment file, Head head, int divisor) throws IOException {
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
        Plane y = luma.toPlane(width, height);
        return grey
                ? Picture.full(Picture.Colours.GREY, List.of(y))
                : new Picture(
                        Picture.Colours.YCBCR,
                        width,
                        height,
                        stepX,
                        stepY,
                        List.of(
                                y,
                                planes.get(1).toPlane(chromaWidth, chromaHeight),
                                planes.get(2).toPlane(chromaWidth, chromaHeight)));
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
                    TurboLibrary.FLAG_NO_REALLOCATION));
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
    private static final class NativePlane {

        private final MemorySegment samples;
        private final int stride;

        NativePlane(Arena arena, int stride, int rows) {
            this.samples = arena.allocate((long) stride * rows, ALIGNMENT);
            this.stride = stride;
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

        Plane toPlane(int width, int height) {
            byte[] kept = new byte[width * height];
            for (int y = 0; y < height; y++) {
                MemorySegment.copy(samples, JAVA_BYTE, (long) y * stride, kept, y * width, width);
            }
            return new Plane(width, height, kept);
        }
    }
}
