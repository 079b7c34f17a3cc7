package vitrine.gallery;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** Another service that listens to all that this one announces. */
public class HeardEvents {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Consumes(
            queue = "test.heard",
            types = {
                "gallery.saved.v1",
                "gallery.deleted.v1",
                "gallery.unpublished.v1",
                "photo.saved.v1",
                "photo.deleted.v1",
                "asset.shown.v1",
                "gallery.replay.begun.v1",
                "gallery.replay.ended.v1",
                "permission.withdrawn.v1",
                "photo.copied.v1",
                "studio.branded.v1"
            })
    public void on(Event event) {
        events.add(event);
    }

    List<Event> of(UUID subject, String type) {
        return events.stream()
                .filter(e -> e.subject().equals(subject) && e.type().equals(type))
                .toList();
    }

    List<Event> all() {
        return List.copyOf(events);
    }

    Event awaitLast(UUID subject, String type, int count) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> of(subject, type), found -> found.size() >= count)
                .getLast();
    }
}
