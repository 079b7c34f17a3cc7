package vitrine.media.rendering;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import javax.imageio.ImageReader;

/**
 * A picture that stands for a studio, drawn anew: nothing of the file that was given is in it but pixels.
 *
 * @param png at most {@value #KEPT_SIDE} pixels each way, see-through where the given picture was
 * @param sha256 of the PNG, in hexadecimal digits
 */
public record LogoImage(byte[] png, String sha256, int width, int height) {

    /** Of the given file, in bytes. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final Set<PictureFormat> TAKEN =
            EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.WEBP);

    private static final int MAX_SIDE = 4096;
    private static final int MAX_SCANS = 16;

    /** Twice what any page shows. */
    private static final int KEPT_SIDE = 800;

    private static final Duration MAX_TIME = Duration.ofMillis(1_200);

    /**
     * Reads a PNG, JPEG or WebP, whatever it is called.
     *
     * @throws UnreadablePicture when it is none, is broken, too large or takes too long, or has nothing to be seen
     */
    public static LogoImage read(byte[] file) throws UnreadablePicture {
        var segment = MemorySegment.ofArray(file);
        var structure = PictureStructure.read(segment);
        var header = structure.header();
        if (!TAKEN.contains(header.format())) {
            throw new UnreadablePicture(UnreadablePicture.UNSUPPORTED, "A logo is a PNG, JPEG or WebP picture.");
        }
        if (header.width() > MAX_SIDE || header.height() > MAX_SIDE) {
            throw new UnreadablePicture(
                    UnreadablePicture.TOO_MANY_PIXELS, "A logo has at most " + MAX_SIDE + " pixels each way.");
        }
        var jpeg = structure.jpeg();
        if (jpeg != null && jpeg.scans() > MAX_SCANS) {
            throw new UnreadablePicture(UnreadablePicture.TOO_MANY_SCANS, "The JPEG needs too many passes to decode.");
        }
        var kept = decoded(segment, header);
        MarkImage.requireVisible(kept);
        byte[] png = MarkImage.encoded(kept);
        return new LogoImage(png, MarkImage.sha256(png), kept.getWidth(), kept.getHeight());
    }

    private static BufferedImage decoded(MemorySegment file, PictureHeader header) throws UnreadablePicture {
        var deadline = Deadline.in(MAX_TIME);
        try {
            ImageReader reader = ImageIoEngine.reader(header.format());
            try (var input = new GuardedInput(file, deadline)) {
                reader.setInput(input, true, true);
                reader.addIIOReadProgressListener(new ImageIoEngine.AbortWhenLate(deadline));
                if (reader.getWidth(0) > MAX_SIDE || reader.getHeight(0) > MAX_SIDE) {
                    throw new IOException("The file has another size than its header says");
                }
                var image = reader.read(0);
                deadline.checkInDecoder();
                return MarkImage.fitted(image, KEPT_SIDE);
            } finally {
                reader.dispose();
            }
        } catch (Deadline.Passed e) {
            throw Deadline.timeout();
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The picture is damaged and cannot be read.", e);
        }
    }
}
