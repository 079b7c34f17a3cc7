package vitrine.media.rendering;

/**
 * How a JPEG is coded.
 *
 * @param components 1 grey, 3 colour, 4 CMYK
 * @param bits per sample, 8 in nearly every file
 * @param scans passes over the picture, each of which costs a decoder the whole picture again
 * @param adobeTransform of the Adobe marker (0 none, 1 YCbCr, 2 YCCK), -1 without the marker
 * @param adobeRgb the camera says Adobe RGB by the DCF option file rule (which comes without a profile)
 */
record JpegTraits(int components, int bits, boolean lossless, int scans, int adobeTransform, boolean adobeRgb) {

    private static final int[] DIVISORS = {8, 4, 2};

    /** Eight bits and cosine transform: what nearly every file is. */
    boolean isPlain() {
        return bits == 8 && !lossless;
    }

    /** The strongest reduction while decoding that still leaves enough pixels: 1, 2, 4 or 8. */
    static int divisor(PictureHeader header, int longestSide) {
        int longest = Math.max(header.width(), header.height());
        for (int divisor : DIVISORS) {
            if (longest >= (long) divisor * longestSide) {
                return divisor;
            }
        }
        return 1;
    }

    boolean hasAdobeMarker() {
        return adobeTransform >= 0;
    }
}
