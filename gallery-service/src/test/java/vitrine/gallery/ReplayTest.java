package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

/** Everything is told anew as it is: for services that lost what they kept of it. */
class ReplayTest extends RunningService {

    @Test
    void tellsGalleriesAndPhotosBetweenTwoMarks() {
        Person owner = photographer();
        UUID gallery = UUID.fromString(owner.gallery("Told", false).get("id").asString());
        JsonNode kept = owner.photo(gallery.toString(), "a.jpg", picture());
        becomesReady(owner, kept);
        JsonNode binned = owner.photo(gallery.toString(), "b.jpg", picture());
        becomesReady(owner, binned);
        owner.delete("/api/images/" + binned.get("id").asString()).expect(204);
        Set<UUID> ours = Set.of(gallery, Api.id(kept.get("id")), Api.id(binned.get("id")));

        JsonNode told = admin().post("/actuator/replay", Map.of()).expect(200);
        UUID replay = Api.id(told.get("replay_id"));
        heard.awaitLast(replay, "gallery.replay.ended.v1", 1);

        List<Event> all = heard.all();
        int begun = place(all, replay, "gallery.replay.begun.v1");
        int ended = place(all, replay, "gallery.replay.ended.v1");
        Map<UUID, Event> before = latest(all.subList(0, begun), ours);
        Map<UUID, Event> again = latest(all.subList(begun, ended), ours);
        assertThat(again.keySet()).isEqualTo(ours);
        again.forEach((subject, event) -> {
            assertThat(event.version()).isEqualTo(before.get(subject).version());
            assertThat(event.data()).isEqualTo(before.get(subject).data());
            assertThat(event.eventId()).isNotEqualTo(before.get(subject).eventId());
        });
        assertThat(again.get(Api.id(binned.get("id"))).data().get("hidden").asBoolean())
                .isTrue();
        assertThat(told.get("galleries").asLong()).isPositive();
        assertThat(told.get("photos").asLong()).isGreaterThanOrEqualTo(2);
    }

    private static int place(List<Event> events, UUID subject, String type) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).subject().equals(subject) && events.get(i).type().equals(type)) {
                return i;
            }
        }
        throw new AssertionError(type + " was not told");
    }

    private static Map<UUID, Event> latest(List<Event> events, Set<UUID> subjects) {
        return events.stream()
                .filter(event ->
                        subjects.contains(event.subject()) && event.type().endsWith(".saved.v1"))
                .collect(Collectors.toMap(Event::subject, event -> event, (first, second) -> second));
    }
}
