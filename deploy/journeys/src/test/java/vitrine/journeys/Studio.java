package vitrine.journeys;

import static org.awaitility.Awaitility.await;
import static vitrine.journeys.Suite.photos;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vitrine.journeys.Visitor.Answer;

/** What a photographer does, by the API. */
record Studio(Person owner) {

    static Studio fresh() {
        return new Studio(Person.photographer());
    }

    Visitor script() {
        return owner.script();
    }

    String gallery(String name, boolean isPublic) {
        return script().post(photos("/api/galleries"), Map.of("name", name, "is_public", isPublic))
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    record Reservation(String uploadUrl, String key, Map<String, String> headers, String filename, long size) {}

    Answer askToUpload(String galleryId, String filename, String contentType, long size) {
        var body = new HashMap<String, Object>(
                Map.of("filename", filename, "content_type", contentType, "size_bytes", size));
        if (galleryId != null) {
            body.put("gallery_id", galleryId);
        }
        return script().post(photos("/api/images/upload-url"), body);
    }

    Reservation reserve(String galleryId, String filename, String contentType, long size) {
        return reservation(
                askToUpload(galleryId, filename, contentType, size).is(200).json(), filename, size);
    }

    Reservation reservation(JsonNode json, String filename, long size) {
        var headers = new HashMap<String, String>();
        json.path("headers")
                .properties()
                .forEach(h -> headers.put(h.getKey(), h.getValue().asString()));
        headers.keySet().removeIf("content-length"::equalsIgnoreCase);
        return new Reservation(
                json.path("upload_url").asString(), json.path("key").asString(), headers, filename, size);
    }

    static Answer putBytes(Reservation reservation, byte[] bytes) {
        return Visitor.guest()
                .send("PUT", reservation.uploadUrl(), BodyPublishers.ofByteArray(bytes), reservation.headers());
    }

    JsonNode reserveInParts(String galleryId, String filename, long size) {
        return script().post(
                        photos("/api/images/upload-url"),
                        Map.of(
                                "filename",
                                filename,
                                "content_type",
                                "image/jpeg",
                                "size_bytes",
                                size,
                                "gallery_id",
                                galleryId,
                                "in_parts",
                                true))
                .is(200)
                .json();
    }

    Answer resume(String key) {
        return script().post(photos("/api/images/resume"), Map.of("key", key));
    }

    /** @param number from 1 on */
    static Answer putPart(JsonNode ticket, int number, byte[] bytes) {
        String url = ticket.path("parts").path("urls").get(number - 1).asString();
        return Visitor.guest().send("PUT", url, BodyPublishers.ofByteArray(bytes), Map.of());
    }

    static Answer completeParts(JsonNode ticket) {
        String url = ticket.path("parts").path("complete_url").asString();
        return Visitor.guest().send("PUT", url, BodyPublishers.noBody(), Map.of());
    }

    Answer confirm(Reservation reservation) {
        return confirm(reservation.key(), reservation.filename(), reservation.size());
    }

    Answer confirm(String key, String filename, long size) {
        return script().post(
                        photos("/api/images/confirm"), Map.of("key", key, "filename", filename, "size_bytes", size));
    }

    /** All three steps; the photo's id. */
    String upload(String galleryId, String filename, byte[] bytes) {
        Reservation reservation = reserve(galleryId, filename, "image/jpeg", bytes.length);
        putBytes(reservation, bytes).is(200);
        return confirm(reservation).is(201).json().path("id").asString();
    }

    JsonNode photo(String id) {
        return script().get(photos("/api/images/" + id)).is(200).json();
    }

    JsonNode settled(String photoId) {
        return await("photo " + photoId + " rendered")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> photo(photoId),
                        photo -> !photo.path("status").asString().equals("pending"));
    }

    JsonNode readyPhoto(String galleryId, long seed) {
        return settled(upload(galleryId, "photo-" + seed + ".jpg", Pictures.jpeg(1200, 800, seed)));
    }

    List<JsonNode> allPhotos(String galleryId) {
        return pages(script(), photos("/api/galleries/" + galleryId + "/photos"));
    }

    static List<JsonNode> pages(Visitor visitor, String url) {
        var items = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            JsonNode page = visitor.get(url + "?limit=100" + (cursor == null ? "" : "&cursor=" + cursor))
                    .is(200)
                    .json();
            page.path("items").forEach(items::add);
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : page.path("next_cursor").asString();
        } while (cursor != null);
        return items;
    }

    Answer askToShare(String galleryId, String access, Map<String, Object> options) {
        var body = new HashMap<String, Object>(options);
        body.put("gallery_id", galleryId);
        body.put("access_level", access);
        body.putIfAbsent("expires_in_days", 7);
        return script().post(photos("/api/share-links"), body);
    }

    Link share(String galleryId, String access, Map<String, Object> options) {
        JsonNode json = askToShare(galleryId, access, options).is(201).json();
        return new Link(json.path("id").asString(), json.path("token").asString());
    }

    record Link(String id, String token) {

        String api(String rest) {
            return Suite.share("/api/view/" + token + rest);
        }
    }

    /** The link's photos once the share service has heard of all of them. */
    static List<JsonNode> sharedPhotos(Visitor visitor, Link link, int expected) {
        return await(expected + " shared photos")
                .atMost(Duration.ofSeconds(20))
                .until(() -> pages(visitor, link.api("/photos")), photos -> photos.size() == expected);
    }
}
