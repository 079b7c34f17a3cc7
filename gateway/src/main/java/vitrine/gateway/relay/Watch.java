package vitrine.gateway.relay;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** Cuts an exchange off when neither its body moves nor the head of an answer arrives in time. */
final class Watch implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final HttpUriRequestBase exchange;
    private volatile long limitNanos;
    private volatile long lastMove = System.nanoTime();
    private volatile boolean expired;
    private volatile boolean closed;
    private volatile Future<?> next;
    private volatile @Nullable Future<?> inquiry;

    Watch(HttpUriRequestBase exchange, Duration limit) {
        this.exchange = exchange;
        this.limitNanos = limit.toNanos();
        this.next = TIMER.schedule(this::look, limitNanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Gives an exchange more time if the service turns out to be busy rather than gone.
     *
     * @param lead how long before the limit the service is asked for a sign of life
     */
    Watch extendedTo(Duration longer, Duration lead, BooleanSupplier signOfLife) {
        inquiry = TIMER.schedule(
                () -> {
                    if (!closed) {
                        Thread.ofVirtual().name("sign-of-life").start(() -> {
                            if (signOfLife.getAsBoolean()) {
                                limitNanos = longer.toNanos();
                            }
                        });
                    }
                },
                limitNanos - lead.toNanos(),
                TimeUnit.NANOSECONDS);
        return this;
    }

    void moved() {
        lastMove = System.nanoTime();
    }

    boolean expired() {
        return expired;
    }

    private void look() {
        var left = limitNanos - (System.nanoTime() - lastMove);
        if (closed) {
            return;
        }
        if (left > 0) {
            next = TIMER.schedule(this::look, left, TimeUnit.NANOSECONDS);
        } else {
            expired = true;
            exchange.cancel();
        }
    }

    @Override
    public void close() {
        closed = true;
        next.cancel(false);
        var asking = inquiry;
        if (asking != null) {
            asking.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("relay-watch").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
