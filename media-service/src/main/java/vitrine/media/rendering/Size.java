package vitrine.media.rendering;

/** Width and height in pixels. */
record Size(int width, int height) {

    /** The size scaled down, never up, so that neither side is longer than that. */
    Size within(int longestSide) {
        int longest = Math.max(width, height);
        if (longest <= longestSide) {
            return this;
        }
        double scale = (double) longestSide / longest;
        return new Size(Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int) Math.round(height * scale)));
    }
}
