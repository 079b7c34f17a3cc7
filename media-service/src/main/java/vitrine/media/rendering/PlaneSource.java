package vitrine.media.rendering;

/** One colour component, wherever its samples lie. */
interface PlaneSource {

    int width();

    int height();

    /**
     * Copies whole rows.
     *
     * @param target receives {@code count} rows of {@link #width()} samples
     */
    void copyRows(int first, int count, byte[] target);

    /** All of it on the heap. */
    default Plane toPlane() {
        Plane plane = Plane.blank(width(), height());
        copyRows(0, height(), plane.samples());
        return plane;
    }
}
