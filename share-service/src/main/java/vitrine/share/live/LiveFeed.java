package vitrine.share.live;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vitrine.share.problems.Problem;
import vitrine.share.security.Caller;
import vitrine.share.security.TokensWithdrawn;

/** The open pages of this instance, and what they are told. */
@Component
class LiveFeed {

    private static final int MOST = 2000;
    private static final int MOST_OF_ONE = 20;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    LiveFeed(MeterRegistry meters) {
        meters.gaugeCollectionSize("live.listeners", List.of(), listeners);
    }

    SseEmitter open(Caller caller, Instant end) {
        var own = listeners.stream()
                .filter(listener -> listener.caller().id().equals(caller.id()))
                .count();
        if (own >= MOST_OF_ONE || listeners.size() >= MOST) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS, "rate-limited", "Too many pages", "Too many pages listen already.");
        }
        var listener = new Listener(caller, end);
        var emitter = listener.emitter();
        emitter.onCompletion(listener::close);
        emitter.onError(e -> listener.close());
        listeners.add(listener);
        Thread.ofVirtual().name("live-listener").start(() -> {
            try {
                listener.write();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                listeners.remove(listener);
            }
        });
        return emitter;
    }

    void tell(LinkNotice notice) {
        var message = new Listener.Message("link", new LinkChanged(notice.linkId()));
        listeners.stream()
                .filter(listener -> listener.caller().isAdmin()
                        || notice.studioId().equals(listener.caller().studio()))
                .forEach(listener -> listener.tell(message));
    }

    /** Who is still believed connects again, by a token that is still good. */
    @EventListener
    void on(TokensWithdrawn withdrawn) {
        listeners.stream()
                .filter(listener -> listener.caller().id().equals(withdrawn.subject()))
                .forEach(Listener::close);
    }

    /** Pages that may have missed something connect and load anew. */
    void closeAll() {
        listeners.forEach(Listener::close);
    }
}
