package vitrine.media.rendering;

import java.io.IOException;
import java.nio.file.Path;

/** Reads originals and makes their renditions. Safe for use by many threads; the pixels in flight are bounded. */
public final class Renderer {

    private Renderer(RenderLimits limits) {}

    /** Takes the fastest engines this machine has. */
    public static Renderer create(RenderLimits limits) {
        return new Renderer(limits);
    }

    /**
     * Reads the header alone; limits are not applied, so a picture that is too large is described, not refused.
     *
     * @throws UnreadablePicture when this is no picture of a known format
     */
    public PictureHeader inspect(Path original) throws UnreadablePicture, IOException {
        throw new UnreadablePicture(UnreadablePicture.UNSUPPORTED, "Not yet");
    }

    /** Whether this machine can decode pictures of that format. */
    public boolean canRender(PictureFormat format) {
        return true;
    }

    /**
     * Makes all renditions of one original.
     *
     * @throws UnreadablePicture when the file is broken, unknown or beyond a limit
     */
    public RenderedSet render(Path original, WatermarkSpec mark) throws UnreadablePicture, IOException {
        throw new UnreadablePicture(UnreadablePicture.UNSUPPORTED, "Not yet");
    }
}
