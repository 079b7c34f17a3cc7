package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vitrine.journeys.Suite.photos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import vitrine.journeys.Studio.Link;
import vitrine.journeys.Studio.Reservation;
import vitrine.journeys.Visitor.Answer;

/** Rows 34 and 38 of the threats: processes are killed at any moment; no confirmed photo is lost, stuck or doubled. */
@Tag("faults")
@EnabledIfEnvironmentVariable(
        named = "VITRINE_DATA",
        matches = ".+",
        disabledReason = "kills processes of a suite it must know")
class FaultsTest {

    private static final int PHOTOS = 200;
    private static final Duration RECOVERY = Duration.ofSeconds(120);
    /** In the order they are killed; devservices is the broker and the mailbox. */
    private static final List<String> PARTS = List.of(
            "media-worker",
            "media-service",
            "gallery-service",
            "devservices",
            "auth-service",
            "gateway",
            "share-service",
            "media-worker");

    @Test
    void everyProcessIsKilledDuringTwoHundredUploads() throws Exception {
        Studio studio = Studio.fresh();
        String gallery = studio.gallery("Storm", false);
        Link link = studio.share(gallery, "full", Map.of());
        byte[][] pictures = IntStream.range(0, 10)
                .mapToObj(seed -> Pictures.jpeg(1000, 700, 100 + seed))
                .toArray(byte[][]::new);
        var confirmed = new AtomicInteger();
        List<String> ids = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(6)) {
            List<Future<String>> uploads = new ArrayList<>();
            for (int i = 0; i < PHOTOS; i++) {
                int number = i;
                uploads.add(pool.submit((Callable<String>) () -> {
                    String id = patientUpload(
                            studio, gallery, "storm-" + number + ".jpg", pictures[number % pictures.length]);
                    confirmed.incrementAndGet();
                    return id;
                }));
            }
            for (int i = 0; i < PARTS.size(); i++) {
                int due = (i + 1) * PHOTOS / (PARTS.size() + 1);
                await().atMost(RECOVERY).until(() -> confirmed.get() >= due);
                kill(PARTS.get(i));
            }
            for (Future<String> upload : uploads) {
                ids.add(upload.get());
            }
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(PHOTOS);

        await("all rendered").atMost(RECOVERY).ignoreExceptions().until(() -> {
            JsonNode state = studio.script()
                    .get(photos("/api/galleries/" + gallery))
                    .is(200)
                    .json();
            return state.path("pending_count").asInt() == 0
                    && state.path("photo_count").asInt() == PHOTOS;
        });
        List<JsonNode> shown = studio.allPhotos(gallery);
        assertThat(shown).extracting(photo -> photo.path("id").asString()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(shown)
                .allSatisfy(photo -> assertThat(photo.path("status").asString()).isEqualTo("ready"));
        for (int i = 0; i < PHOTOS; i += 17) {
            int number = i;
            JsonNode photo = studio.photo(ids.get(number));
            assertThat(Visitor.guest()
                            .get(photo.path("urls").path("original").asString())
                            .is(200)
                            .bytes())
                    .isEqualTo(pictures[number % pictures.length]);
        }
        assertThat(Studio.sharedPhotos(Visitor.guest(), link, PHOTOS))
                .extracting(photo -> photo.path("id").asString())
                .containsExactlyInAnyOrderElementsOf(ids);
        deadLettersAreEmpty();
    }

    @Test
    void anUploadInPartsGoesOnAfterItsServiceWasKilled() throws Exception {
        Studio studio = Studio.fresh();
        String gallery = studio.gallery("Pieces", false);
        byte[] bytes = Arrays.copyOf(Pictures.jpeg(1600, 1200, 78), 20 << 20);
        JsonNode ticket = studio.reserveInParts(gallery, "pieces.jpg", bytes.length);
        int size = ticket.path("parts").path("size").asInt();
        Studio.putPart(ticket, 1, Arrays.copyOf(bytes, size)).is(200);
        Thread onTheWay = Thread.ofVirtual().start(() -> {
            try {
                Studio.putPart(ticket, 2, Arrays.copyOfRange(bytes, size, 2 * size));
            } catch (RuntimeException brokenOff) {
                // Its end is what is wanted.
            }
        });
        kill("media-service");
        onTheWay.join();

        String key = ticket.path("key").asString();
        JsonNode again = patiently(() -> studio.resume(key)).is(200).json();
        List<Integer> received = new ArrayList<>();
        again.path("parts").path("received").forEach(number -> received.add(number.asInt()));
        assertThat(received).contains(1).doesNotContain(3);
        for (int number = 2; number <= 3; number++) {
            if (!received.contains(number)) {
                byte[] part = Arrays.copyOfRange(bytes, (number - 1) * size, Math.min(bytes.length, number * size));
                int which = number;
                patiently(() -> Studio.putPart(again, which, part)).is(200);
            }
        }
        patiently(() -> Studio.completeParts(again)).is(200);
        String id = patiently(() -> studio.confirm(key, "pieces.jpg", bytes.length))
                .json()
                .path("id")
                .asString();
        JsonNode photo = studio.settled(id);
        assertThat(photo.path("status").asString()).isEqualTo("ready");
        assertThat(Visitor.guest()
                        .get(photo.path("urls").path("original").asString())
                        .is(200)
                        .bytes())
                .isEqualTo(bytes);
    }

    /** What a good uploader does: each step again until it is answered, the whole from the start if its bytes are gone. */
    private static String patientUpload(Studio studio, String gallery, String name, byte[] bytes) {
        for (int tries = 0; tries < 10; tries++) {
            Answer asked = patiently(() -> studio.askToUpload(gallery, name, "image/jpeg", bytes.length));
            Reservation reservation = studio.reservation(asked.is(200).json(), name, bytes.length);
            if (patiently(() -> Studio.putBytes(reservation, bytes)).status() != 200) {
                continue;
            }
            Answer confirmed = patiently(() -> studio.confirm(reservation));
            if (confirmed.status() == 201 || confirmed.status() == 200) {
                return confirmed.json().path("id").asString();
            }
        }
        throw new AssertionError(name + " could not be uploaded");
    }

    private static Answer patiently(Supplier<Answer> step) {
        return await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(step::get, answer -> answer.status() < 500);
    }

    /** SIGKILL, and the launcher starts another one in its place. */
    static void kill(String part) throws IOException {
        long pid = pid(part);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await(part + " is replaced").atMost(RECOVERY).ignoreExceptions().until(() -> {
            long now = pid(part);
            return now != pid
                    && ProcessHandle.of(now).map(ProcessHandle::isAlive).orElse(false);
        });
    }

    private static long pid(String part) throws IOException {
        Path record = Path.of(System.getenv("VITRINE_DATA"), "run", part + ".pid");
        return Long.parseLong(Files.readString(record).strip().split(" ")[0]);
    }

    private static void deadLettersAreEmpty() {
        Visitor admin = Person.admin().script();
        for (int offset : List.of(2, 3, 4)) {
            JsonNode queues = admin.get("http://127.0.0.1:" + (Suite.PORT + offset) + "/actuator/deadletters")
                    .is(200)
                    .json();
            assertThat(queues.toString()).doesNotContainPattern("\"messages\":[1-9]");
        }
    }
}
