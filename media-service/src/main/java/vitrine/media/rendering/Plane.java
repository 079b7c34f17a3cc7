package vitrine.media.rendering;

/** One colour component: unsigned samples, row by row, without padding. */
record Plane(int width, int height, byte[] samples) {

    private static final int BLOCK = 32;

    Plane {
        if (samples.length != width * height) {
            throw new IllegalArgumentException("A plane holds width times height samples");
        }
    }

    static Plane blank(int width, int height) {
        return new Plane(width, height, new byte[Math.multiplyExact(width, height)]);
    }

    int sample(int x, int y) {
        return samples[y * width + x] & 0xFF;
    }

    /** Rows become columns. */
    Plane transposed() {
        byte[] turned = new byte[samples.length];
        for (int top = 0; top < height; top += BLOCK) {
            int bottom = Math.min(top + BLOCK, height);
            for (int left = 0; left < width; left += BLOCK) {
                int right = Math.min(left + BLOCK, width);
                for (int x = left; x < right; x++) {
                    int to = x * height;
                    for (int y = top; y < bottom; y++) {
                        turned[to + y] = samples[y * width + x];
                    }
                }
            }
        }
        return new Plane(height, width, turned);
    }

    /** The plane as it is seen when stored with this EXIF orientation (1 to 8). */
    Plane oriented(int orientation) {
        return switch (orientation) {
            case 2 -> flipped(true, false);
            case 3 -> flipped(true, true);
            case 4 -> flipped(false, true);
            case 5 -> transposed();
            case 6 -> transposed().flipped(true, false);
            case 7 -> transposed().flipped(true, true);
            case 8 -> transposed().flipped(false, true);
            default -> this;
        };
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
