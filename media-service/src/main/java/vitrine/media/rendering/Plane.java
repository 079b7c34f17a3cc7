package vitrine.media.rendering;

/** One colour component: unsigned samples, row by row, without padding. */
record Plane(int width, int height, byte[] samples) implements PlaneSource {

    Plane {
        if (samples.length != width * height) {
            throw new IllegalArgumentException("A plane holds width times height samples");
        }
    }

    static Plane blank(int width, int height) {
        return new Plane(width, height, new byte[Math.multiplyExact(width, height)]);
    }

    @Override
    public void copyRows(int first, int count, byte[] target) {
        System.arraycopy(samples, first * width, target, 0, count * width);
    }

    @Override
    public Plane toPlane() {
        return this;
    }

    int sample(int x, int y) {
        return samples[y * width + x] & 0xFF;
    }

    /** The plane as it is seen when stored with this EXIF orientation (1 to 8). */
    Plane oriented(int orientation) {
        return switch (orientation) {
            case 2 -> flipped(true, false);
            case 3 -> flipped(true, true);
            case 4 -> flipped(false, true);
            case 5 -> turned(false, false);
            case 6 -> turned(true, false);
            case 7 -> turned(true, true);
            case 8 -> turned(false, true);
            default -> this;
        };
    }

    /** Rows become columns. */
    private Plane turned(boolean upwards, boolean backwards) {
        Plane turned = blank(height, width);
        Transposition.of(samples, width, height, turned.samples, 0, upwards, backwards);
        return turned;
    }

    private Plane flipped(boolean leftToRight, boolean topToBottom) {
        byte[] turned = new byte[samples.length];
        for (int y = 0; y < height; y++) {
            int from = (topToBottom ? height - 1 - y : y) * width;
            int to = y * width;
            if (leftToRight) {
                for (int x = 0; x < width; x++) {
                    turned[to + x] = samples[from + width - 1 - x];
                }
            } else {
                System.arraycopy(samples, from, turned, to, width);
            }
        }
        return new Plane(width, height, turned);
    }
}
