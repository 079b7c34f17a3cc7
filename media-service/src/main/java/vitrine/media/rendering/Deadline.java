package vitrine.media.rendering;

import java.io.IOException;
import java.time.Duration;

/** When work on one picture has to end. Native decoders cannot be stopped; everything else asks often. */
record Deadline(long nanoTime) {

    /** Leaves a decoder that only knows IOException. */
    static final class Passed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    boolean passed() {
        return System.nanoTime() - nanoTime > 0;
    }

    void check() throws UnreadablePicture {
        if (passed()) {
            throw timeout();
        }
    }

    void checkInDecoder() throws Passed {
        if (passed()) {
            throw new Passed();
        }
    }

    static UnreadablePicture timeout() {
        return new UnreadablePicture(UnreadablePicture.TIMEOUT, "The picture takes too long to decode.");
    }
}
