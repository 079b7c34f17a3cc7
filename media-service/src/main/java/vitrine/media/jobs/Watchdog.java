package vitrine.media.jobs;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives work a time it cannot overrun, even when it does not listen to interrupts (native code). */
final class Watchdog {

    private final Duration limit;
    private final Duration grace;

    Watchdog(Duration limit, Duration grace) {
        this.limit = limit;
        this.grace = grace;
    }

    /** The work took too long. */
    static final class Overrun extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean stillRunning;

        Overrun(boolean stillRunning) {
            super(stillRunning ? "The work cannot be stopped" : "The work was stopped");
            this.stillRunning = stillRunning;
        }

        boolean isStillRunning() {
            return stillRunning;
        }
    }

    <T> T run(String name, Callable<T> work) throws Overrun, ExecutionException, InterruptedException {
        var task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().daemon().name(name).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new Overrun(!thread.join(grace));
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }
}
