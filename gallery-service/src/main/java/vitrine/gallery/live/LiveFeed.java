package vitrine.gallery.live;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.access.Reached;
import vitrine.gallery.access.TokensWithdrawn;
import vitrine.gallery.photos.PhotoNotice;
import vitrine.gallery.photos.PhotoShelf;

/** The open pages of this instance, and what they are told. */
@Component
class LiveFeed {

    private final PhotoShelf shelf;
    private final GalleryReach reach;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    LiveFeed(PhotoShelf shelf, GalleryReach reach, MeterRegistry meters) {
        this.shelf = shelf;
        this.reach = reach;
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
        if (listeners.isEmpty()) {
            return;
        }
        if (notice.change() == PhotoNotice.Change.SAVED) {
            // Read once for all; only the URLs differ. Nothing is found when it was deleted meanwhile.
            shelf.forListeners(notice.photoId()).ifPresent(row -> tell(notice, row));
        } else {
            var deleted = new Listener.Message("photo-deleted", new DeletedPhoto(notice.photoId(), notice.galleryId()));
            if (notice.change() == PhotoNotice.Change.DELETED) {
                listeners.stream()
                        .filter(listener -> isOwn(listener, notice))
                        .forEach(listener -> listener.tell(deleted));
            }
            sharing(notice, notice.galleryId()).forEach(listener -> listener.tell(deleted));
        }
    }

    private void tell(PhotoNotice notice, PhotoShelf.Shelved row) {
        listeners.stream()
                .filter(listener -> isOwn(listener, notice))
                .forEach(listener -> listener.tell(
                        new Listener.Message("photo", shelf.signed(row, Reached.own(listener.caller())))));
        UUID gallery = row.photo().galleryId();
        for (Listener listener : sharing(notice, gallery)) {
            Reached reached = reach.shared(
                            listener.caller(), Stream.ofNullable(gallery).toList())
                    .get(gallery);
            if (reached != null && (!row.photo().archived() || reached.includes(Permission.EDIT))) {
                listener.tell(new Listener.Message("photo", shelf.signed(row, reached)));
            }
        }
    }

    private static boolean isOwn(Listener listener, PhotoNotice notice) {
        return listener.caller().admin() || listener.caller().studioId().equals(notice.studioId());
    }

    /** Pages of those in other studios who may see the gallery at this moment. */
    private List<Listener> sharing(PhotoNotice notice, @Nullable UUID gallery) {
        List<Listener> others =
                listeners.stream().filter(listener -> !isOwn(listener, notice)).toList();
        if (gallery == null || others.isEmpty()) {
            return List.of();
        }
        Set<UUID> accounts = reach.accountsSharing(gallery);
        return others.stream()
                .filter(listener -> accounts.contains(listener.caller().accountId()))
                .toList();
    }

    void tell(LiveTopics.Notice notice) {
        var message = new Listener.Message(notice.topic(), Map.of());
        listeners.stream()
                .filter(listener -> notice.isFor(listener.caller()))
                .forEach(listener -> listener.tell(message));
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
