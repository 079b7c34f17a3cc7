package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WrongInputTest extends RunningService {

    @Test
    void inPathsNamesNothing() {
        Person owner = photographer();
        for (String id : List.of("not-a-uuid", "123", "%27%20or%201=1", "0".repeat(3000))) {
            owner.get("/api/galleries/" + id).expectProblem(404, "not-found");
            owner.get("/api/images/" + id).expectProblem(404, "not-found");
            owner.delete("/api/images/" + id).expectProblem(404, "not-found");
            guest().get("/api/public/galleries/" + id).expectProblem(404, "not-found");
        }
        for (String odd : List.of("/api/images/;x=1", "/api//images", "/api/images/..%2f..%2fetc")) {
            assertThat(owner.get(odd).status()).as(odd).isIn(400, 404);
        }
    }

    @Test
    void inQueriesIsNamed() {
        Person owner = photographer();
        for (String query : List.of("limit=0", "limit=201", "limit=-1", "limit=abc", "limit=99999999999")) {
            for (String list :
                    List.of("/api/galleries", "/api/images", "/api/public/photos", "/api/public/galleries")) {
                JsonNode problem = owner.get(list + "?" + query).expectProblem(400, "validation");
                assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("limit");
            }
        }
        for (String cursor : List.of("x", "%00", "AAAA", "Li4vLi4v", "%F0%9F%93%B8", "a".repeat(5000))) {
            owner.get("/api/galleries?cursor=" + cursor).expectProblem(400, "malformed-request");
            owner.get("/api/images?cursor=" + cursor).expectProblem(400, "malformed-request");
            guest().get("/api/public/photos?cursor=" + cursor).expectProblem(400, "malformed-request");
        }
        owner.get("/api/galleries?q=a%00b").expectProblem(400, "validation");
        owner.get("/api/galleries?q=" + "q".repeat(257)).expectProblem(400, "validation");
        owner.get("/api/galleries?q=%FF%FE").expectProblem(400, "malformed-request");
    }

    @Test
    void inBodiesIsNamed() {
        Person owner = photographer();
        for (String body : List.of("", "{", "[]", "null", "{\"name\":}", "{\"name\":\"a\"}}", "[".repeat(5000))) {
            assertThat(owner.post("/api/galleries", body).status()).as(body).isEqualTo(400);
        }
        expectField(owner, Map.of(), "name");
        expectField(owner, Map.of("name", "  "), "name");
        expectField(owner, Map.of("name", "x".repeat(257)), "name");
        expectField(owner, Map.of("name", "a\0b"), "name");
        expectField(owner, Map.of("name", "a", "description", "d".repeat(4001)), "description");
        expectField(owner, Map.of("name", "a", "is_public", "maybe"), "is_public");
        expectField(owner, Map.of("name", Map.of("a", 1)), "name");
        owner.post("/api/galleries", "{\"name\":\"\\ud83d\"}").expectProblem(400, "validation");
        owner.post("/api/galleries", Map.of("name", "x".repeat(256))).expect(201);

        JsonNode photo = owner.photo(null, "a.jpg", picture());
        String path = "/api/images/" + photo.get("id").asString();
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("rating", 6),
                Map.of("rating", -1),
                Map.of("rating", "many"),
                Map.of("title", "t".repeat(257)),
                Map.of("title", "a\0"),
                Map.of("gallery_id", "nope"))) {
            JsonNode problem = owner.patch(path, bad).expectProblem(400, "validation");
            assertThat(problem.get("errors").get(0).get("field").asString())
                    .isEqualTo(bad.keySet().iterator().next());
        }
        JsonNode gallery = owner.gallery("G", false);
        var noPublic = new HashMap<String, Object>(Map.of("name", "G"));
        JsonNode problem = owner.put("/api/galleries/" + gallery.get("id").asString(), noPublic)
                .expectProblem(400, "validation");
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("is_public");
        for (var bad : List.of(
                Map.of("filename", "", "content_type", "image/jpeg", "size_bytes", 1),
                Map.of("filename", "a", "content_type", "nothing", "size_bytes", 1),
                Map.of("filename", "a", "content_type", "image/jpeg\r\nX: y", "size_bytes", 1),
                Map.of("filename", "a", "content_type", "image/jpeg", "size_bytes", -1),
                Map.of("filename", "a", "content_type", "image/jpeg", "size_bytes", 1, "sha256", "abc"),
                Map.of("filename", "x".repeat(5000), "content_type", "image/jpeg", "size_bytes", 1))) {
            owner.post("/api/images/upload-url", bad).expectProblem(400, "validation");
        }
        owner.post("/api/images/confirm", Map.of("key", "../../etc/passwd", "filename", "a", "size_bytes", 1))
                .expectProblem(404, "not-found");
        owner.post("/api/images/confirm", Map.of("key", "a\0b", "filename", "a", "size_bytes", 1))
                .expectProblem(400, "validation");
    }

    private static void expectField(Person owner, Map<String, Object> body, String field) {
        JsonNode problem = owner.post("/api/galleries", body).expectProblem(400, "validation");
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    @Test
    void inHeadersIsNoFailureOfOurs() {
        var huge = HttpRequest.newBuilder(api().uri("/api/galleries")).header("X-Huge", "h".repeat(100_000));
        assertThat(api().send(photographer().token(), huge).status()).isIn(400, 431);
        var trace = HttpRequest.newBuilder(api().uri("/api/public/photos"))
                .header("traceparent", "garbage")
                .header("Accept-Language", "\"")
                .header("X-Forwarded-For", "<script>");
        assertThat(api().send(null, trace).status()).isEqualTo(200);
        var accept = HttpRequest.newBuilder(api().uri("/api/public/photos")).header("Accept", "image/png");
        assertThat(api().send(null, accept).status()).isEqualTo(406);
    }
}
