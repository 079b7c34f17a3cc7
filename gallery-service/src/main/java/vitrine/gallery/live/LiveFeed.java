package vitrine.gallery.live;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.TokensWithdrawn;
import vitrine.gallery.photos.PhotoNotice;
import vitrine.gallery.photos.PhotoShelf;

/** The open pages of this instance, and what they are told. */
@Component
class LiveFeed {

    private final PhotoShelf shelf;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    LiveFeed(PhotoShelf shelf, MeterRegistry meters) {
        this.shelf = shelf;
        meters.gaugeCollectionSize("live.listeners", List.of(), listeners);
    }

    SseEmitter open(Caller caller, Instant end) {
        var listener = new Listener(caller, end);
        SseEmitter emitter = listener.emitter();
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

    void tell(PhotoNotice notice) {
        List<Listener> concerned = listeners.stream()
                .filter(listener -> listener.caller().admin()
                        || listener.caller().studioId().equals(notice.studioId()))
                .toList();
        if (concerned.isEmpty()) {
            return;
        }
        if (notice.deleted()) {
            var deleted = new DeletedPhoto(notice.photoId(), notice.galleryId());
            send(concerned, listener -> new Listener.Message("photo-deleted", deleted));
        } else {
            // Read once for all; only the URLs differ. Nothing is found when it was deleted meanwhile.
            shelf.forListeners(notice.photoId())
                    .ifPresent(row -> send(
                            concerned,
                            listener -> new Listener.Message("photo", shelf.signed(row, listener.caller()))));
        }
    }

    void tell(LiveTopics.Notice notice) {
        var message = new Listener.Message(notice.topic(), Map.of());
        listeners.stream()
                .filter(listener -> notice.isFor(listener.caller()))
                .forEach(listener -> listener.tell(message));
    }

    private static void send(List<Listener> listeners, Function<Listener, Listener.Message> message) {
        listeners.forEach(listener -> listener.tell(message.apply(listener)));
    }

    /** Who is still believed connects again, by a token that is still good. */
    @EventListener
    void on(TokensWithdrawn withdrawn) {
        listeners.stream()
                .filter(listener -> listener.caller().accountId().equals(withdrawn.subject()))
                .forEach(Listener::close);
    }

    /** Pages that may have missed something connect and load anew. */
    void closeAll() {
        listeners.forEach(Listener::close);
    }
}
