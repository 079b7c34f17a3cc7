package vitrine.media.rendering;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the heap near what pictures in work need. Collectors rather grow the heap to its limit than collect the planes of
 * finished pictures, and the limit must be high because some pictures, 16-bit TIFFs among them, need much for a moment.
 * Memory used again is also cheaper than fresh pages: with a ceiling a photo costs less CPU, not more.
 */
final class HeapCeiling {

    private static final Logger log = LoggerFactory.getLogger(HeapCeiling.class);

    private final long bytes;

    HeapCeiling(long bytes) {
        this.bytes = bytes;
    }

    /** Collects garbage when the heap has grown beyond the ceiling. */
    void keep() {
        if (isExceeded()) {
            collect();
        }
    }

    private synchronized void collect() {
        if (isExceeded()) {
            long before = Runtime.getRuntime().totalMemory();
            System.gc();
            log.debug(
                    "Heap of {} MiB before, {} after",
                    before >> 20,
                    Runtime.getRuntime().totalMemory() >> 20);
        }
    }

    private boolean isExceeded() {
        return Runtime.getRuntime().totalMemory() > bytes;
    }
}
