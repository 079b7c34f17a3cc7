package vitrine.media.rendering;

import java.time.Duration;

/**
 * Everything a file may cost, checked from its header before work begins.
 *
 * @param maxBytes size of the file
 * @param maxPixels width times height
 * @param maxScans passes of a progressive JPEG
 * @param maxFrames pictures in one file
 * @param maxTime for one picture, looked at between and within the steps
 * @param heapCeiling bytes of heap above which garbage is collected after a picture, before the next one is begun
 */
public record RenderLimits(
        long maxBytes, long maxPixels, int maxScans, int maxFrames, Duration maxTime, long heapCeiling) {

    public RenderLimits {
        if (maxBytes < 1
                || maxPixels < 1
                || maxScans < 1
                || maxFrames < 1
                || !maxTime.isPositive()
                || heapCeiling < 1) {
            throw new IllegalArgumentException("Every render limit must be positive");
        }
    }

    /** 512 MiB, 150 megapixels, 64 scans, 2,000 frames, one minute, 128 MiB of heap. */
    public static RenderLimits defaults() {
        return new RenderLimits(512L << 20, 150_000_000, 64, 2_000, Duration.ofMinutes(1), 128L << 20);
    }

    void admit(long bytes) throws UnreadablePicture {
        if (bytes > maxBytes) {
            throw new UnreadablePicture(
                    UnreadablePicture.UNSUPPORTED, "The file is larger than %d MiB.".formatted(maxBytes >> 20));
        }
    }

    void admit(PictureStructure structure) throws UnreadablePicture {
        PictureHeader header = structure.header();
        if (header.pixels() > maxPixels) {
            throw new UnreadablePicture(
                    UnreadablePicture.TOO_MANY_PIXELS,
                    "The picture has %d by %d pixels; at most %d megapixels are rendered."
                            .formatted(header.width(), header.height(), maxPixels / 1_000_000));
        }
        if (header.frames() > maxFrames) {
            throw new UnreadablePicture(
                    UnreadablePicture.TOO_MANY_PIXELS,
                    "The file has more than %d pictures in it.".formatted(maxFrames));
        }
        JpegTraits jpeg = structure.jpeg();
        if (jpeg != null && jpeg.scans() > maxScans) {
            throw new UnreadablePicture(
                    UnreadablePicture.TOO_MANY_SCANS,
                    "The JPEG needs %d passes to decode; at most %d are made.".formatted(jpeg.scans(), maxScans));
        }
    }
}
