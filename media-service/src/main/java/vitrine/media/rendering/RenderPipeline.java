package vitrine.media.rendering;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From an admitted original to its renditions: a list of small steps over one piece of work. */
final class RenderPipeline {

    static final int PREVIEW_SIDE = 2048;
    static final int THUMBNAIL_SIDE = 400;
    static final int QUALITY = 82;

    private interface Step {
        void run(Work work) throws IOException, UnreadablePicture;
    }

    /** One original on its way; each step reads what earlier ones left. */
    private static final class Work {
        private final Original original;
        private final WatermarkSpec mark;
        private final Deadline deadline;
        private final List<Rendition> renditions = new ArrayList<>();
        private String engine = "";
        private @Nullable IccProfile profile;
        private boolean upright;
        private int divisor = 1;
        private @Nullable Picture picture;
        private @Nullable Picture small;
        private byte[] placeholder = {};

        Work(Original original, WatermarkSpec mark, Deadline deadline) {
            this.original = original;
            this.mark = mark;
            this.deadline = deadline;
        }

        Picture picture() {
            if (picture == null) {
                throw new IllegalStateException("Nothing is decoded yet");
            }
            return picture;
        }
    }

    private final List<ImageEngine> engines;
    private final JpegEncoder encoder;
    private final Resampler resampler;
    private final Watermark watermark = new Watermark();

    private final List<Step> steps = List.of(
            this::decode,
            this::fit,
            this::convertColours,
            this::orient,
            this::preview,
            this::thumbnail,
            this::placeholder,
            this::watermarked);

    RenderPipeline(List<ImageEngine> engines, JpegEncoder encoder, Resampler resampler) {
        this.engines = List.copyOf(engines);
        this.encoder = encoder;
        this.resampler = resampler;
    }

    boolean takes(PictureFormat format) {
        return engines.stream().anyMatch(engine -> engine.takes(format));
    }

    RenderedSet run(Original original, WatermarkSpec mark, Deadline deadline) throws IOException, UnreadablePicture {
        var work = new Work(original, mark, deadline);
        for (Step step : steps) {
            deadline.check();
            step.run(work);
        }
        PictureHeader header = original.header();
        return new RenderedSet(
                header.orientedWidth(),
                header.orientedHeight(),
                work.placeholder,
                work.renditions,
                mark.id(),
                work.engine);
    }

    /** Marks a preview of our own, which is upright and in sRGB. */
    Rendition mark(Original preview, WatermarkSpec mark, Deadline deadline) throws IOException, UnreadablePicture {
        var work = new Work(preview, mark, deadline);
        decode(work);
        work.picture = ColourConversion.toEncodable(work.picture(), null);
        watermarked(work);
        return work.renditions.getFirst();
    }

    Rendition mark(Picture picture, WatermarkSpec mark) throws IOException {
        Picture marked = ColourConversion.toEncodable(picture, null);
        watermark.draw(marked, mark);
        return new Rendition("watermarked", marked.width(), marked.height(), encoder.encode(marked, QUALITY));
    }

    /** Tries the engines in order. The bytes are in memory, so whatever goes wrong here is the file's doing. */
    private void decode(Work work) throws UnreadablePicture {
        IOException refusal = null;
        for (ImageEngine engine : engines) {
            if (!engine.takes(work.original.header().format())) {
                continue;
            }
            try {
                Decoded decoded = engine.decode(work.original, PREVIEW_SIDE, work.deadline);
                work.picture = decoded.picture();
                work.profile = decoded.profile();
                work.upright = decoded.upright();
                work.divisor = decoded.divisor();
                work.engine = engine.name();
                return;
            } catch (Deadline.Passed e) {
                throw Deadline.timeout();
            } catch (IOException e) {
                work.deadline.check();
                if (refusal != null) {
                    e.addSuppressed(refusal);
                }
                refusal = e;
            }
        }
        if (refusal == null) {
            throw new UnreadablePicture(
                    UnreadablePicture.UNSUPPORTED,
                    work.original.header().format() + " pictures cannot be decoded on this installation.");
        }
        throw new UnreadablePicture(
                UnreadablePicture.UNREADABLE, "The picture is damaged and cannot be decoded.", refusal);
    }

    /** The size follows from that of the original: an engine's own reduction may have rounded it already. */
    private void fit(Work work) {
        PictureHeader header = work.original.header();
        Size whole = work.upright
                ? new Size(header.orientedWidth(), header.orientedHeight())
                : new Size(header.width(), header.height());
        Picture picture = work.picture();
        // An odd width halved ends in half a sample: what counts as one would stretch the picture and blur fine lines.
        double width = work.divisor == 1 ? picture.width() : (double) header.width() / work.divisor;
        double height = work.divisor == 1 ? picture.height() : (double) header.height() / work.divisor;
        work.picture = resampler.resize(picture, whole.within(PREVIEW_SIDE), width, height);
    }

    private void convertColours(Work work) {
        work.picture = ColourConversion.toEncodable(work.picture(), work.profile);
    }

    private void orient(Work work) {
        if (!work.upright) {
            work.picture = work.picture().oriented(work.original.header().orientation());
        }
    }

    private void preview(Work work) throws IOException {
        add(work, "preview", work.picture());
    }

    private void thumbnail(Work work) throws IOException {
        work.small = fit(work.picture(), THUMBNAIL_SIDE);
        add(work, "thumbnail", work.small);
    }

    private void placeholder(Work work) {
        Picture tiny = fit(Objects.requireNonNull(work.small), ThumbHash.MAX_SIDE);
        work.placeholder = ThumbHash.encode(tiny.width(), tiny.height(), ColourConversion.toInterleavedRgb(tiny));
    }

    /** The last one, as it is drawn onto the picture that the others are made of. */
    private void watermarked(Work work) throws IOException {
        watermark.draw(work.picture(), work.mark);
        add(work, "watermarked", work.picture());
    }

    private Picture fit(Picture picture, int longestSide) {
        return resampler.resize(picture, new Size(picture.width(), picture.height()).within(longestSide));
    }

    private void add(Work work, String name, Picture picture) throws IOException {
        work.renditions.add(new Rendition(name, picture.width(), picture.height(), encoder.encode(picture, QUALITY)));
    }
}
