package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

/** Sections of a gallery, and photos that are moved into them and between galleries. */
class SetsTest extends RunningService {

    @Test
    void divideAGalleryInTheOrderOneWants() {
        Person owner = photographer();
        String gallery = owner.gallery("Wedding", false).get("id").asString();
        String sets = "/api/galleries/" + gallery + "/sets";
        String first = made(owner, sets, "Ceremony");
        String second = made(owner, sets, " <script>alert(1)</script>\u202e ");
        assertThat(names(owner.get(sets).expect(200))).containsExactly("Ceremony", "<script>alert(1)</script>\u202e");
        owner.put(sets, Map.of("ids", List.of(second, first))).expect(200);
        owner.patch(sets + "/" + first, Map.of("name", "Church")).expect(200);
        owner.put(sets, Map.of("ids", List.of(second))).expectProblem(409, "conflict");
        owner.put(sets, Map.of("ids", List.of(second, second))).expectProblem(409, "conflict");
        owner.post(sets, Map.of("name", "x".repeat(10_000))).expectProblem(400, "validation");
        owner.post(sets, Map.of("name", " ")).expectProblem(400, "validation");
        Event told = heard.awaitLast(UUID.fromString(gallery), "gallery.saved.v1", 5);
        assertThat(told.data().get("sets").values().stream()
                        .map(set -> set.get("id").asString() + set.get("name").asString()))
                .containsExactly(second + "<script>alert(1)</script>\u202e", first + "Church");
    }

    @Test
    void takeWhatIsUploadedIntoThem() {
        Person owner = photographer();
        String gallery = owner.gallery("Wedding", false).get("id").asString();
        String sets = "/api/galleries/" + gallery + "/sets";
        String set = made(owner, sets, "Ceremony");
        String photo = arrived(
                owner,
                owner.post("/api/images/upload-url", wanted(gallery, set)).expect(200));
        assertThat(shown(owner, gallery, "?set=" + set)).containsExactly(photo);
        // Of another gallery, of somebody else's and of none: there is no such set.
        String elsewhere = owner.gallery("Elsewhere", false).get("id").asString();
        owner.post("/api/images/upload-url", wanted(elsewhere, set)).expectProblem(404, "not-found");
        owner.post("/api/images/upload-url", wanted(null, set)).expectProblem(404, "not-found");
        Person stranger = photographer();
        String theirs = stranger.gallery("Theirs", false).get("id").asString();
        stranger.post("/api/images/upload-url", wanted(theirs, set)).expectProblem(404, "not-found");
        owner.post("/api/images/upload-url", wanted(gallery, "x")).expectProblem(400, "validation");
        // The set goes while the bytes are on their way: the photo is in none.
        JsonNode ticket =
                owner.post("/api/images/upload-url", wanted(gallery, set)).expect(200);
        owner.delete(sets + "/" + set).expect(204);
        String late = arrived(owner, ticket);
        assertThat(shown(owner, gallery, "?set=none")).contains(photo, late);
    }

    @Test
    void holdPhotosThatStayInTheGalleryWhenTheSetGoes() {
        Person owner = photographer();
        String gallery = owner.gallery("Wedding", false).get("id").asString();
        String sets = "/api/galleries/" + gallery + "/sets";
        String set = made(owner, sets, "Ceremony");
        String other = made(owner, sets, "Party");
        List<String> photos = photos(owner, gallery, 4);
        move(owner, gallery, set, photos.get(2), photos.get(0)).expect(204);
        move(owner, gallery, other, photos.get(2)).expect(204);
        assertThat(shown(owner, gallery, "?set=" + set)).containsExactly(photos.get(0));
        assertThat(shown(owner, gallery, "?set=" + other)).containsExactly(photos.get(2));
        assertThat(shown(owner, gallery, "?set=none")).containsExactly(photos.get(1), photos.get(3));
        assertThat(shown(owner, gallery, "")).containsExactlyElementsOf(photos);
        owner.get("/api/galleries/" + gallery + "/photos?set=x").expectProblem(400, "validation");
        assertThat(owner.get(sets).expect(200).get(0).get("photo_count").asInt())
                .isOne();
        UUID id = UUID.fromString(photos.get(0));
        int events = heard.of(id, "photo.saved.v1").size();
        owner.delete(sets + "/" + set).expect(204);
        owner.delete(sets + "/" + set).expectProblem(404, "not-found");
        assertThat(shown(owner, gallery, "?set=none")).contains(photos.get(0));
        Event left = heard.awaitLast(id, "photo.saved.v1", events + 1);
        assertThat(left.data().get("set_id").isNull()).isTrue();
        // In another gallery it is in none of the first one's sets.
        String elsewhere = owner.gallery("Elsewhere", false).get("id").asString();
        JsonNode gone = owner.patch("/api/images/" + photos.get(2), Map.of("gallery_id", elsewhere))
                .expect(200);
        assertThat(gone.get("set_id").isNull()).isTrue();
    }

    @Test
    void takePhotosOfTheirOwnGalleryOnly() {
        Person owner = photographer();
        Person stranger = photographer();
        String gallery = owner.gallery("Mine", false).get("id").asString();
        String other = owner.gallery("Other", false).get("id").asString();
        String theirs = stranger.gallery("Theirs", false).get("id").asString();
        String set = made(owner, "/api/galleries/" + gallery + "/sets", "Set");
        String theirSet = made(stranger, "/api/galleries/" + theirs + "/sets", "Set");
        List<String> photos = photos(owner, gallery, 3);
        String their = photos(stranger, theirs, 1).getFirst();
        move(owner, other, set, photos.get(0)).expectProblem(404, "not-found");
        move(owner, gallery, theirSet, photos.get(0)).expectProblem(404, "not-found");
        move(owner, theirs, null, photos.get(0)).expectProblem(404, "not-found");
        move(owner, gallery, set, photos.get(0), their).expectProblem(404, "not-found");
        move(admin(), gallery, null, their).expectProblem(422, "unprocessable");
        stranger.get("/api/galleries/" + theirs + "/photos?set=" + set).expect(200);
        assertThat(shown(stranger, theirs, "?set=" + set)).isEmpty();
        assertThat(shown(owner, gallery, "?set=none")).hasSize(3);
        // Moved together they keep the order they were given, behind those that are there.
        String there = photos(owner, other, 1).getFirst();
        move(owner, other, null, photos.get(2), photos.get(0)).expect(204);
        assertThat(shown(owner, other, "")).containsExactly(there, photos.get(2), photos.get(0));
        assertThat(shown(owner, gallery, "")).containsExactly(photos.get(1));
    }

    private static String made(Person owner, String sets, String name) {
        return owner.post(sets, Map.of("name", name)).expect(201).get("id").asString();
    }

    private List<String> photos(Person owner, String gallery, int number) {
        return java.util.stream.IntStream.range(0, number)
                .mapToObj(n ->
                        owner.photo(gallery, n + ".jpg", picture()).get("id").asString())
                .toList();
    }

    private static Api.Answer move(Person person, String gallery, String set, String... photos) {
        var body = new java.util.HashMap<String, Object>(Map.of("photo_ids", List.of(photos), "gallery_id", gallery));
        body.put("set_id", set);
        return person.post("/api/images/move", body);
    }

    private static List<String> shown(Person person, String gallery, String query) {
        return person.get("/api/galleries/" + gallery + "/photos" + query).expect(200).get("items").values().stream()
                .map(photo -> photo.get("id").asString())
                .toList();
    }

    private static Map<String, Object> wanted(@Nullable String gallery, String set) {
        var request = new HashMap<String, Object>();
        request.put("filename", "a.jpg");
        request.put("content_type", "image/jpeg");
        request.put("size_bytes", 4);
        request.put("gallery_id", gallery);
        request.put("set_id", set);
        return request;
    }

    private static String arrived(Person owner, JsonNode ticket) {
        FakeSuite.INSTANCE.put(Api.id(ticket.get("photo_id")), new byte[] {1, 2, 3, 4});
        return owner.confirm(ticket, "a.jpg", 4).expect(201).get("id").asString();
    }

    private static List<String> names(JsonNode sets) {
        return sets.values().stream().map(set -> set.get("name").asString()).toList();
    }
}
