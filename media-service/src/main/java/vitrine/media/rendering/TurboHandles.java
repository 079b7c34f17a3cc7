package vitrine.media.rendering;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps handles of one kind for use by one thread at a time. A handle that reported anything is destroyed: after one
 * bad file it goes on failing with good ones.
 */
final class TurboHandles {

    /** A native call with a handle; answers what the function answered. */
    interface Call {
        int with(MemorySegment handle) throws Throwable;
    }

    private static final Logger log = LoggerFactory.getLogger(TurboHandles.class);
    private static final int MAX_MESSAGE = 200;

    /**
     * How the library's warnings begin. The error code alone does not tell: it stays that of a warning when something
     * fatal follows one, and then nothing was decoded.
     */
    private static final List<String> WARNINGS = List.of(
            "Corrupt JPEG data: ",
            "Premature end of JPEG file",
            "Inconsistent progression sequence",
            "Invalid SOS parameters for sequential JPEG",
            "Unknown Adobe color transform code",
            "Warning: unknown JFIF revision number");

    private final TurboLibrary library;
    private final MethodHandle init;
    private final ConcurrentLinkedDeque<MemorySegment> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore keep = new Semaphore(Runtime.getRuntime().availableProcessors());

    TurboHandles(TurboLibrary library, MethodHandle init) {
        this.library = library;
        this.init = init;
    }

    /**
     * Warnings (a file cut short, rubbish between markers) leave a usable picture and are only logged.
     *
     * @throws IOException with the library's own words for anything worse
     */
    void use(Call call) throws IOException {
        MemorySegment handle = take();
        boolean clean = false;
        try {
            clean = call.with(handle) == 0;
            if (!clean) {
                judge(handle);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Calling libjpeg-turbo failed", e);
        } finally {
            if (clean && keep.tryAcquire()) {
                idle.push(handle);
            } else {
                destroy(handle);
            }
        }
    }

    private MemorySegment take() {
        MemorySegment kept = idle.poll();
        if (kept != null) {
            keep.release();
            return kept;
        }
        try {
            var handle = (MemorySegment) init.invokeExact();
            if (handle.address() == 0) {
                throw new IllegalStateException("libjpeg-turbo gave no handle");
            }
            return handle;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Calling libjpeg-turbo failed", e);
        }
    }

    private void judge(MemorySegment handle) throws Throwable {
        var text = (MemorySegment) library.errorText.invokeExact(handle);
        String message = text.reinterpret(MAX_MESSAGE).getString(0);
        boolean warned = (int) library.errorCode.invokeExact(handle) == TurboLibrary.WARNING;
        if (!warned || WARNINGS.stream().noneMatch(message::startsWith)) {
            throw new IOException(message);
        }
        log.info("A damaged JPEG is rendered as far as it goes: {}", message);
    }

    private void destroy(MemorySegment handle) {
        try {
            int ignored = (int) library.destroy.invokeExact(handle);
        } catch (Throwable e) {
            log.warn("A libjpeg-turbo handle could not be destroyed", e);
        }
    }
}
