package vitrine.media.rendering;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadProgressListener;
import org.jspecify.annotations.Nullable;

/** Everything the JDK and the TwelveMonkeys readers decode; needs nothing that is not in the jar. */
final class ImageIoEngine implements ImageEngine {

    /** Share of the heap one decoded picture may take. */
    private static final double HEAP_SHARE = 0.6;

    private static final int MAX_SUBSAMPLING = 16;

    private final Resampler resampler;

    ImageIoEngine(Resampler resampler) {
        this.resampler = resampler;
    }

    @Override
    public String name() {
        return "imageio";
    }

    @Override
    public boolean takes(PictureFormat format) {
        return switch (format) {
            case JPEG, PNG, GIF, WEBP, TIFF, BMP, PSD -> true;
            case HEIC, AVIF -> false;
        };
    }

    @Override
    public Decoded decode(Original original, int longestSide, Deadline deadline) throws IOException, UnreadablePicture {
        ImageReader reader = reader(original.header().format());
        try (var input = new GuardedInput(original.bytes(), deadline)) {
            reader.setInput(input, false, true);
            reader.addIIOReadProgressListener(new AbortWhenLate(deadline));
            return read(reader, original, longestSide, deadline);
        } catch (RuntimeException e) {
            throw new IOException("The decoder failed on this file", e);
        } finally {
            reader.dispose();
        }
    }

    private Decoded read(ImageReader reader, Original original, int longestSide, Deadline deadline)
            throws IOException, UnreadablePicture {
        PictureHeader header = original.header();
        if ((long) reader.getWidth(0) * reader.getHeight(0) > header.pixels()) {
            throw new IOException("The file has another size than its header says");
        }
        int subsampling = subsampling(reader, header, longestSide);
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(subsampling, subsampling, 0, 0);
        parameters.setDestinationType(unconverted(reader));
        BufferedImage image = reader.read(0, parameters);
        deadline.checkInDecoder();

        boolean placed = header.format() == PictureFormat.GIF || header.format() == PictureFormat.WEBP;
        Size canvas = placed && subsampling == 1
                ? new Size(header.width(), header.height())
                : new Size(image.getWidth(), image.getHeight());
        Point corner = corner(original.structure(), canvas, image);
        var rows = new PixelRows(image, canvas, corner.x, corner.y);
        Size target = new Size(header.width(), header.height()).within(longestSide);
        List<Plane> planes = resampler.resize(rows, canvas, rows.colours().planes(), target);
        Picture picture = Picture.full(rows.colours(), planes);
        JpegTraits jpeg = original.structure().jpeg();
        if (jpeg != null && rows.colours() == Picture.Colours.CMYK && jpeg.hasAdobeMarker()) {
            picture = picture.inverted();
        }
        ColorSpace space = image.getColorModel().getColorSpace();
        return new Decoded(picture, profile(original.structure(), rows.colours(), space), false);
    }

    /**
     * The layout of the file itself where the reader offers it: readers convert colours pixel by pixel at full size,
     * which we do once the picture is small. Null leaves the choice to the reader.
     */
    private static @Nullable ImageTypeSpecifier unconverted(ImageReader reader) throws IOException {
        ImageTypeSpecifier raw = reader.getRawImageType(0);
        for (var types = reader.getImageTypes(0); types.hasNext(); ) {
            if (types.next().equals(raw)) {
                return raw;
            }
        }
        return null;
    }

    private static Point corner(PictureStructure structure, Size canvas, BufferedImage image) {
        boolean whole = image.getWidth() == canvas.width() && image.getHeight() == canvas.height();
        return whole
                ? new Point(0, 0)
                : new Point(
                        Math.min(structure.frameLeft(), canvas.width()),
                        Math.min(structure.frameTop(), canvas.height()));
    }

    /** Rows and columns to step over so that the decoded picture fits the heap; normally 1, which is none. */
    private static int subsampling(ImageReader reader, PictureHeader header, int longestSide)
            throws IOException, UnreadablePicture {
        double bytes = (double) header.pixels() * bytesPerPixel(reader);
        double available = HEAP_SHARE * Runtime.getRuntime().maxMemory();
        int longest = Math.max(header.width(), header.height());
        for (int step = 1; step <= MAX_SUBSAMPLING; step++) {
            if (bytes / step / step <= available) {
                return step;
            }
            if (longest / (step + 1) < longestSide) {
                break;
            }
        }
        throw new UnreadablePicture(
                UnreadablePicture.TOO_MANY_PIXELS, "The picture needs more memory than this installation has.");
    }

    private static double bytesPerPixel(ImageReader reader) throws IOException {
        ImageTypeSpecifier raw = reader.getRawImageType(0);
        if (raw == null) {
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            if (!types.hasNext()) {
                throw new IOException("A kind of pixels that cannot be decoded");
            }
            raw = types.next();
        }
        int bits = 0;
        for (int size : raw.getSampleModel().getSampleSize()) {
            bits += size;
        }
        return Math.max(1, bits / 8.0);
    }

    /**
     * TwelveMonkeys' readers say what the samples mean, except for inks; the JDK's, which reads PNG, overlooks profiles.
     */
    private static @Nullable IccProfile profile(PictureStructure structure, Picture.Colours colours, ColorSpace space) {
        JpegTraits jpeg = structure.jpeg();
        if (structure.header().format() == PictureFormat.PNG || (jpeg != null && colours == Picture.Colours.CMYK)) {
            byte[] icc = structure.icc();
            return icc == null ? null : IccProfile.parse(icc).orElse(null);
        }
        if (jpeg != null && jpeg.adobeRgb() && structure.icc() == null && space.isCS_sRGB()) {
            return IccProfile.ADOBE_RGB;
        }
        boolean builtIn = space.isCS_sRGB() || space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY));
        return !builtIn && space instanceof ICC_ColorSpace embedded
                ? IccProfile.parse(embedded.getProfile().getData()).orElse(null)
                : null;
    }

    /** TwelveMonkeys' reader where there is one for the format, the JDK's otherwise. */
    static ImageReader reader(PictureFormat format) throws IOException {
        ImageReader found = null;
        for (var readers = ImageIO.getImageReadersByMIMEType(mediaType(format)); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (found == null || reader.getClass().getName().startsWith("com.twelvemonkeys.")) {
                found = reader;
            }
        }
        if (found == null) {
            throw new IOException("No reader for " + format);
        }
        return found;
    }

    private static String mediaType(PictureFormat format) {
        return format == PictureFormat.PSD ? "image/x-psd" : format.mediaType();
    }

    /** Some decoders work long without reading anything. */
    record AbortWhenLate(Deadline deadline) implements IIOReadProgressListener {

        @Override
        public void imageProgress(ImageReader reader, float percent) {
            if (deadline.passed()) {
                reader.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader reader, int minIndex) {}

        @Override
        public void sequenceComplete(ImageReader reader) {}

        @Override
        public void imageStarted(ImageReader reader, int index) {}

        @Override
        public void imageComplete(ImageReader reader) {}

        @Override
        public void thumbnailStarted(ImageReader reader, int index, int thumbnail) {}

        @Override
        public void thumbnailProgress(ImageReader reader, float percent) {}

        @Override
        public void thumbnailComplete(ImageReader reader) {}

        @Override
        public void readAborted(ImageReader reader) {}
    }
}
