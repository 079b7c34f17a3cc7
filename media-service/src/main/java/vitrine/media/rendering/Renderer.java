package vitrine.media.rendering;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Optional;

/** Reads originals and makes their renditions. Safe for use by many threads; the pixels in flight are bounded. */
public final class Renderer {

    private static final long PIXELS_IN_FLIGHT = 100_000_000;
    private static final int READ_CHUNK = 1 << 30;

    private final RenderLimits limits;
    private final RenderPipeline pipeline;
    private final PixelBudget budget = new PixelBudget(PIXELS_IN_FLIGHT);
    private final HeapCeiling ceiling;

    private Renderer(RenderLimits limits, RenderPipeline pipeline) {
        this.limits = limits;
        this.pipeline = pipeline;
        this.ceiling = new HeapCeiling(limits.heapCeiling());
    }

    /** Takes the fastest engines this machine has. */
    public static Renderer create(RenderLimits limits) {
        return create(limits, TurboLibrary.load(), Convolution.fastest());
    }

    static Renderer create(RenderLimits limits, Optional<TurboLibrary> library, Convolution convolution) {
        var resampler = new Resampler(convolution);
        Optional<TurboEngine> turbo = library.map(found -> new TurboEngine(found, resampler));
        var imageIo = new ImageIoEngine(resampler);
        var engines = new ArrayList<ImageEngine>();
        var plain = new PlainJpegEngine();
        turbo.ifPresent(engines::add);
        engines.add(plain);
        engines.add(imageIo);
        VipsEngine.find(imageIo).ifPresent(engines::add);
        JpegEncoder encoder = turbo.isPresent() ? turbo.get() : plain;
        return new Renderer(limits, new RenderPipeline(engines, encoder, resampler));
    }

    /**
     * Reads what the file says of itself, decodes nothing, and applies every limit that can be known so early.
     *
     * @throws UnreadablePicture when this is no picture of a known format, ends before its picture begins, or would cost
     *     more than the limits allow
     */
    public PictureHeader admit(Path original) throws UnreadablePicture, IOException {
        try (FileChannel file = FileChannel.open(original, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            limits.admit(file.size());
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
            PictureStructure structure = PictureStructure.read(mapped);
            limits.admit(structure);
            return structure.header();
        }
    }

    /** Whether this machine can decode pictures of that format. */
    public boolean canRender(PictureFormat format) {
        return pipeline.takes(format);
    }

    /**
     * Makes all renditions of one original.
     *
     * @throws UnreadablePicture when the file is broken, unknown or beyond a limit
     * @throws IOException when the file could not be read from its place
     */
    public RenderedSet render(Path original, WatermarkSpec mark) throws UnreadablePicture, IOException {
        return work(original, admitted -> pipeline.run(admitted, mark, Deadline.in(limits.maxTime())));
    }

    /**
     * Marks a stored preview: what the pipeline makes of an original, without the original.
     *
     * @throws IllegalStateException when the mark would not be seen; there is no clean picture to fall back to
     */
    public Rendition mark(Path preview, WatermarkSpec mark) throws UnreadablePicture, IOException {
        return work(preview, admitted -> pipeline.mark(admitted, mark, Deadline.in(limits.maxTime())));
    }

    private interface Work<T> {
        T on(Original admitted) throws UnreadablePicture, IOException;
    }

    /** Works on a file within all limits: of what it may cost, and of what this process may hold at once. */
    private <T> T work(Path path, Work<T> work) throws UnreadablePicture, IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            limits.admit(file.size());
            MemorySegment bytes = read(file, arena);
            PictureStructure structure = PictureStructure.read(bytes);
            limits.admit(structure);
            try (var ignored = budget.take(structure.header().pixels())) {
                return work.on(new Original(path, bytes, structure));
            } finally {
                ceiling.keep();
            }
        }
    }

    /** A picture that is nobody's, marked as previews are: to see what settings look like. */
    public Rendition sample(WatermarkSpec mark) throws IOException {
        return pipeline.mark(SampleScene.picture(), mark);
    }

    /** Copied, not mapped: a mapped file that shrinks would take the process down from within a native decoder. */
    private static MemorySegment read(FileChannel file, Arena arena) throws IOException {
        long size = file.size();
        MemorySegment bytes = arena.allocate(size);
        long at = 0;
        while (at < size) {
            ByteBuffer chunk =
                    bytes.asSlice(at, Math.min(READ_CHUNK, size - at)).asByteBuffer();
            int count = file.read(chunk, at);
            if (count < 0) {
                throw new EOFException("The original became shorter while it was read");
            }
            at += count;
        }
        return bytes;
    }
}
