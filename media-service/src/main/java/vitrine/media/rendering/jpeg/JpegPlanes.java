package vitrine.media.rendering.jpeg;

import java.util.List;

/**
 * The components of a JPEG as they are stored, unsigned samples row by row.
 *
 * @param width of the whole picture, as it was scaled
 * @param height of the whole picture, as it was scaled
 * @param colours what the components mean, in their order
 * @param components one for each
 */
public record JpegPlanes(int width, int height, Colours colours, List<Component> components) {

    /** Inks as they are stored: whether 255 means full or none is for the caller to know. */
    public enum Colours {
        GREY,
        YCBCR,
        RGB,
        CMYK,
        YCCK
    }

    /**
     * @param stepX columns of the picture that share one sample: 1, 2 or 4
     * @param stepY rows of the picture that share one sample: 1, 2 or 4
     * @param samples {@code width * height} of them
     */
    public record Component(int width, int height, int stepX, int stepY, byte[] samples) {}
}
