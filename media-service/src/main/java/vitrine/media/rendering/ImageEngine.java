package vitrine.media.rendering;

import java.io.IOException;

/** A way to decode pictures. Engines are asked in order; a later one gets what an earlier one could not do. */
interface ImageEngine {

    String name();

    /** Whether to try; says nothing about broken files. */
    boolean takes(PictureFormat format);

    /**
     * Decodes the first picture of the file.
     *
     * @param longestSide what will be needed; an engine may scale down to no less than that
     * @throws Deadline.Passed when time ran out
     * @throws IOException when the decoder refuses the file
     * @throws UnreadablePicture when no other engine should try either
     */
    Decoded decode(Original original, int longestSide, Deadline deadline) throws IOException, UnreadablePicture;
}
