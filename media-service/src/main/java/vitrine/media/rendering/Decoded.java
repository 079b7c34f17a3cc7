package vitrine.media.rendering;

import org.jspecify.annotations.Nullable;

/**
 * What an engine made of an original.
 *
 * @param picture at least as large as was asked for (or the whole picture), not yet converted
 * @param profile what the samples mean, null for sRGB (or plain inks)
 * @param upright whether the engine applied the orientation itself
 * @param divisor pixels of the original on a side for each of the picture; its last column and row may stand for less
 */
record Decoded(Picture picture, @Nullable IccProfile profile, boolean upright, int divisor) {

    Decoded(Picture picture, @Nullable IccProfile profile, boolean upright) {
        this(picture, profile, upright, 1);
    }
}
