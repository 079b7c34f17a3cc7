package vitrine.share.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vitrine.share.security.Caller;

/** One open page. It writes on a virtual thread of its own, so that a slow page holds up nobody else. */
class Listener {

    /** More than this unread and the page is better off connecting and loading anew. */
    private static final int BACKLOG = 1000;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Caller caller;
    private final SseEmitter emitter = new SseEmitter(0L);
    private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(BACKLOG);
    private final Instant end;
    private volatile boolean closed;

    record Message(String name, Object data) {}

    Listener(Caller caller, Instant end) {
        this.caller = caller;
        this.end = end;
    }

    Caller caller() {
        return caller;
    }

    SseEmitter emitter() {
        return emitter;
    }

    void tell(Message message) {
        if (!messages.offer(message)) {
            close();
        }
    }

    /** The page reconnects by itself. */
    void close() {
        closed = true;
        messages.clear();
        messages.offer(new Message("", ""));
    }

    /** Writes until the page goes away, falls behind, or its time is over. */
    void write() throws InterruptedException {
        try {
            emitter.send(SseEmitter.event().comment("listening"));
            while (!closed) {
                long left = Duration.between(Instant.now(), end).toMillis();
                if (left <= 0) {
                    break;
                }
                Message message = messages.poll(Math.min(left, HEARTBEAT.toMillis()), TimeUnit.MILLISECONDS);
                if (closed) {
                    break;
                }
                emitter.send(
                        message == null
                                ? SseEmitter.event().comment("still here")
                                : SseEmitter.event()
                                        .name(message.name())
                                        .data(message.data(), MediaType.APPLICATION_JSON));
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The page is gone; the container has ended the request.
            closed = true;
        }
    }
}
