package vitrine.media.rendering;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A file that passed the limits and is about to be decoded.
 *
 * @param bytes all of it, in native memory
 */
record Original(Path path, MemorySegment bytes, PictureStructure structure) {

    PictureHeader header() {
        return structure.header();
    }
}
