package vitrine.media.rendering;

import java.util.concurrent.Semaphore;

/**
 * Bounds the pixels that are decoded at the same time in this process, and with them memory. A picture larger than the
 * whole budget waits until it is alone.
 */
final class PixelBudget {

    private static final long UNIT = 1_000_000;

    private final int units;
    private final Semaphore free;

    PixelBudget(long pixels) {
        this.units = (int) Math.max(1, pixels / UNIT);
        this.free = new Semaphore(units, true);
    }

    /** Waits for room; closing gives it back. */
    Share take(long pixels) {
        int taken = (int) Math.clamp((pixels + UNIT - 1) / UNIT, 1, units);
        free.acquireUninterruptibly(taken);
        return () -> free.release(taken);
    }

    /** Pixels in use. */
    interface Share extends AutoCloseable {
        @Override
        void close();
    }
}
