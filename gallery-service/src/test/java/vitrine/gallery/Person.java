package vitrine.gallery;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Somebody who makes requests; without a token a guest. */
public record Person(String name, Api api, UUID account, UUID studio, String token) {

    Api.Answer get(String path) {
        return api.request(token, "GET", path, null);
    }

    Api.Answer post(String path, Object body) {
        return api.request(token, "POST", path, body);
    }

    Api.Answer put(String path, Object body) {
        return api.request(token, "PUT", path, body);
    }

    Api.Answer patch(String path, Object body) {
        return api.request(token, "PATCH", path, body);
    }

    Api.Answer delete(String path) {
        return api.request(token, "DELETE", path, null);
    }

    JsonNode gallery(String name, boolean isPublic) {
        return post("/api/galleries", java.util.Map.of("name", name, "is_public", isPublic))
                .expect(201);
    }

    /** Uploads in the three steps. */
    JsonNode photo(Object galleryId, String filename, byte[] bytes) {
        JsonNode ticket = ticket(galleryId, filename, bytes);
        FakeSuite.INSTANCE.put(Api.id(ticket.get("photo_id")), bytes);
        return confirm(ticket, filename, bytes.length).expect(201);
    }

    JsonNode ticket(Object galleryId, String filename, byte[] bytes) {
        var body = new java.util.HashMap<String, Object>();
        body.put("filename", filename);
        body.put("content_type", "image/jpeg");
        body.put("size_bytes", bytes.length);
        body.put("gallery_id", galleryId);
        return post("/api/images/upload-url", body).expect(200);
    }

    Api.Answer confirm(JsonNode ticket, String filename, int size) {
        return post(
                "/api/images/confirm",
                java.util.Map.of("key", ticket.get("key").asString(), "filename", filename, "size_bytes", size));
    }

    @Override
    public String toString() {
        return name;
    }
}
