package vitrine.media.rendering;

import org.jspecify.annotations.Nullable;

/**
 * What an engine made of an original.
 *
 * @param picture at least as large as was asked for (or the whole picture), not yet converted
 * @param profile what the samples mean, null for sRGB (or plain inks)
 * @param upright whether the engine applied the orientation itself
 */
record Decoded(Picture picture, @Nullable IccProfile profile, boolean upright) {}
