package vitrine.media.rendering;

/**
 * What a file says of itself before anything is decoded.
 *
 * @param width as stored, before {@code orientation} is applied
 * @param height as stored, before {@code orientation} is applied
 * @param frames pictures in the file, at least 1 (animations have more)
 * @param orientation 1 to 8, as EXIF numbers them
 */
public record PictureHeader(PictureFormat format, int width, int height, int frames, int orientation) {

    /** Width of the picture as people see it. */
    public int orientedWidth() {
        return orientation >= 5 ? height : width;
    }

    /** Height of the picture as people see it. */
    public int orientedHeight() {
        return orientation >= 5 ? width : height;
    }

    long pixels() {
        return (long) width * height;
    }
}
