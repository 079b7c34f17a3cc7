package vitrine.media.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.Storage;
import vitrine.media.storage.Storages;

/** Large files in parts, on the local folder. */
class UploadPartsTest extends MediaTest {

    private static final int PART = 8 << 20;

    /** Two parts; what stands behind the end of a picture does no harm. */
    private static final byte[] PICTURE = Arrays.copyOf(Pictures.jpeg(3000, 2000), PART + 54_321);

    @Autowired
    private UploadSweeping sweeping;

    @Autowired
    private Storages storages;

    private final Account account = new Account();
    private final UUID photo = newId();

    @Test
    void comesTogetherAndIsConfirmedLikeAnyOther() throws Exception {
        JsonNode ticket = begin(PICTURE.length, null);
        assertThat(ticket.get("parts").get("size").asLong()).isEqualTo(PART);
        assertThat(ticket.get("parts").get("urls").size()).isEqualTo(2);
        assertThat(ticket.get("parts").get("received").size()).isZero();

        assertThat(part(ticket, 2).statusCode()).isEqualTo(200);
        assertProblem(complete(ticket), 422, "upload-missing");
        assertThat(json(complete(ticket)).get("missing_parts").get(0).asInt()).isOne();
        assertProblem(confirm(account.token, photo, PICTURE.length), 422, "upload-missing");

        // As after the browser, or the instance, was gone: a fresh ticket knows what is there.
        JsonNode again = begin(PICTURE.length, null);
        assertThat(again.get("key")).isEqualTo(ticket.get("key"));
        assertThat(again.get("parts").get("received").toString()).isEqualTo("[2]");
        assertThat(part(again, 1).statusCode()).isEqualTo(200);
        assertThat(part(again, 1).statusCode()).isEqualTo(200);
        assertThat(complete(again).statusCode()).isEqualTo(200);
        assertThat(complete(again).statusCode()).isEqualTo(200);

        JsonNode asset = json(confirm(account.token, photo, PICTURE.length));
        assertThat(asset.get("sha256").asString())
                .isEqualTo(Checksums.of(PICTURE).sha256());
        assertThat(jdbc.sql("select crc32 from assets where photo_id = ?")
                        .param(photo)
                        .query(Long.class)
                        .single())
                .isEqualTo(Checksums.of(PICTURE).crc32());
        assertThat(get(url(asset.get("key").asString(), "original", account.grant))
                        .body())
                .isEqualTo(PICTURE);
        var range = get(url(asset.get("key").asString(), "original", account.grant), "Range", "bytes=8388600-8388700");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(PICTURE, 8388600, 8388701));
        assertNothingWaits();
    }

    @Test
    void completedTwiceAtOnceIsOne() throws Exception {
        JsonNode ticket = begin(PICTURE.length, null);
        part(ticket, 1);
        part(ticket, 2);
        List<Callable<HttpResponse<byte[]>>> calls = List.of(() -> complete(ticket), () -> complete(ticket));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
        assertThat(confirm(account.token, photo, PICTURE.length).statusCode()).isEqualTo(200);
        assertNothingWaits();
    }

    @Test
    void aSignatureIsGoodForOnePartOfOneSize() {
        JsonNode ticket = begin(PICTURE.length, null);
        String first = ticket.get("parts").get("urls").get(0).asString();
        String second = ticket.get("parts").get("urls").get(1).asString();
        byte[] bytes = new byte[54_321];

        assertProblem(put(first.replace("/parts/1?", "/parts/2?"), bytes), 404, "not-found");
        assertProblem(put(second.replaceFirst("s=.", "s=~"), bytes), 404, "not-found");
        assertProblem(put(second.substring(0, second.indexOf('?')), bytes), 403, "forbidden");
        assertProblem(put(second.replace(photo.toString(), newId().toString()), bytes), 404, "not-found");
        assertProblem(put(second.replace("/parts/2?", "/parts/3?"), bytes), 404, "not-found");
        assertProblem(put(second.replace("/parts/2?", "/complete?"), new byte[0]), 404, "not-found");
        assertProblem(put(second, new byte[54_322]), 413, "upload-too-large");
        assertProblem(put(second, new byte[54_320]), 422, "upload-mismatch");
        clock.set(java.time.Instant.now().plusSeconds(7200));
        assertProblem(put(second, bytes), 403, "url-expired");
        clock.reset();
        assertThat(begin(PICTURE.length, null).get("parts").get("received").size())
                .isZero();
    }

    @Test
    void otherBytesThanAnnouncedStartAgain() throws Exception {
        JsonNode ticket = begin(PICTURE.length, Checksums.of(PICTURE).sha256());
        part(ticket, 1);
        assertThat(put(ticket.get("parts").get("urls").get(1).asString(), new byte[54_321])
                        .statusCode())
                .isEqualTo(200);

        byte[] other = PICTURE.clone();
        other[100_000] ^= 1;
        put(ticket.get("parts").get("urls").get(0).asString(), Arrays.copyOf(other, PART));
        assertProblem(complete(ticket), 422, "upload-mismatch");
        assertThat(begin(PICTURE.length, Checksums.of(PICTURE).sha256())
                        .get("parts")
                        .get("received")
                        .size())
                .isZero();

        assertThat(part(ticket, 1).statusCode()).isEqualTo(200);
        assertThat(part(ticket, 2).statusCode()).isEqualTo(200);
        assertThat(complete(ticket).statusCode()).isEqualTo(200);
        assertThat(confirm(account.token, photo, PICTURE.length).statusCode()).isEqualTo(200);
        assertNothingWaits();
    }

    @Test
    void smallFilesGoInOnePiece() {
        assertThat(begin(PART, null).get("parts").isNull()).isTrue();
    }

    @Test
    void abandonedOnesLeaveNothing() throws Exception {
        JsonNode ticket = begin(PICTURE.length, null);
        part(ticket, 1);
        assertThat(abandon(new Account()).statusCode()).isEqualTo(204);
        assertThat(part(ticket, 2).statusCode()).isEqualTo(200);

        assertThat(abandon(account).statusCode()).isEqualTo(204);
        assertThat(abandon(account).statusCode()).isEqualTo(204);

        assertProblem(part(ticket, 1), 404, "not-found");
        assertNothingWaits();
    }

    @Test
    void forgottenOnesAreSwept() throws Exception {
        JsonNode ticket = begin(PICTURE.length, null);
        part(ticket, 1);
        jdbc.sql("update reservations set reserved_at = now() - interval '25 hours' where photo_id = ?")
                .param(photo)
                .update();

        sweeping.sweep();

        assertProblem(part(ticket, 1), 404, "not-found");
        assertNothingWaits();
    }

    private void assertNothingWaits() throws Exception {
        var waiting = new ArrayList<String>();
        for (Storage storage : storages.all()) {
            waiting.addAll(storage.partsBefore(java.time.Instant.now().plusSeconds(60)));
        }
        waiting.removeAll(jdbc.sql("select parts_upload from reservations where parts_upload is not null")
                .query(String.class)
                .list());
        assertThat(waiting).isEmpty();
        assertThat(jdbc.sql("select count(*) from reservations where photo_id = ?")
                        .param(photo)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private JsonNode begin(long size, @org.jspecify.annotations.Nullable String sha256) {
        var answer = post(account.token, "/internal/uploads", """
                {"photo_id": "%s", "studio_id": "%s", "content_type": "image/jpeg", "size_bytes": %d, "sha256": %s,
                 "in_parts": true}""".formatted(
                        photo, account.id, size, sha256 == null ? null : "\"" + sha256 + "\""));
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<byte[]> part(JsonNode ticket, int number) {
        int from = (number - 1) * PART;
        return put(
                ticket.get("parts").get("urls").get(number - 1).asString(),
                Arrays.copyOfRange(PICTURE, from, Math.min(PICTURE.length, from + PART)));
    }

    private HttpResponse<byte[]> complete(JsonNode ticket) {
        return put(ticket.get("parts").get("complete_url").asString(), new byte[0]);
    }

    private HttpResponse<byte[]> abandon(Account who) {
        return post(who.token, "/internal/uploads/" + photo + "/abandon", "");
    }
}
