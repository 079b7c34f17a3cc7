package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static vitrine.journeys.Suite.photos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each route, asked by each kind of person: guest, client (user), viewer, a stranger's studio, the owner, the admin. */
class RoleMatrixTest {

    private static Studio owner;
    private static Map<String, Visitor> people;
    private static String gallery;
    private static String photo;
    private static String link;

    @BeforeAll
    static void everybody() {
        owner = Studio.fresh();
        gallery = owner.gallery("Matrix", false);
        photo = owner.readyPhoto(gallery, 21).path("id").asString();
        link = owner.share(gallery, "preview", Map.of()).id();
        Person admin = Person.admin();
        Person viewer = Person.client();
        admin.script().post(photos("/api/admin/user/" + viewer.id() + "/role"), Map.of("role", "viewer"));
        Person viewing = Person.signedIn(viewer.username(), viewer.email(), viewer.password());
        people = Map.of(
                "guest", Visitor.guest(),
                "user", Person.client().script(),
                "viewer", viewing.script(),
                "stranger", Studio.fresh().script(),
                "owner", owner.script(),
                "admin", admin.script());
    }

    private record Row(
            String method, String path, Object body, int guest, int user, int stranger, int owner, int admin) {}

    private static Map<String, String> unknownKey() {
        return Map.of("key", UUID.randomUUID() + "/" + UUID.randomUUID() + ".jpg");
    }

    /** Rows that change something come with a body that is refused later or changes nothing. */
    private static List<Row> rows() {
        return List.of(
                new Row("GET", "/api/galleries", null, 401, 200, 200, 200, 200),
                new Row("POST", "/api/galleries", Map.of("name", "Made"), 401, 403, 201, 201, 201),
                new Row("GET", "/api/galleries/" + gallery, null, 401, 404, 404, 200, 200),
                new Row("GET", "/api/galleries/" + gallery + "/photos", null, 401, 404, 404, 200, 200),
                new Row(
                        "PUT",
                        "/api/galleries/" + gallery,
                        Map.of("name", "Matrix", "is_public", false),
                        401,
                        403,
                        404,
                        200,
                        200),
                new Row("GET", "/api/permissions", null, 401, 403, 200, 200, 200),
                new Row("GET", "/api/galleries/" + gallery + "/permissions", null, 401, 404, 404, 200, 200),
                new Row(
                        "POST",
                        "/api/galleries/" + gallery + "/permissions",
                        Map.of("email", "not an address", "level", "view"),
                        401,
                        403,
                        400,
                        400,
                        400),
                new Row(
                        "PUT",
                        "/api/galleries/" + gallery + "/permissions/" + UUID.randomUUID(),
                        Map.of("level", "view"),
                        401,
                        403,
                        404,
                        404,
                        404),
                new Row(
                        "DELETE",
                        "/api/galleries/" + gallery + "/permissions/" + UUID.randomUUID(),
                        null,
                        401,
                        404,
                        404,
                        404,
                        404),
                new Row("GET", "/api/galleries/" + gallery + "/photographers", null, 401, 404, 404, 200, 200),
                new Row(
                        "PUT",
                        "/api/galleries/" + gallery + "/photographers/" + UUID.randomUUID() + "/clock",
                        Map.of("seconds", 1),
                        401,
                        403,
                        404,
                        404,
                        404),
                new Row("GET", "/api/images/", null, 401, 200, 200, 200, 200),
                new Row("GET", "/api/images/ids", null, 401, 200, 200, 200, 200),
                new Row("GET", "/api/images/timeline", null, 401, 200, 200, 200, 200),
                new Row("GET", "/api/images/suggestions?q=a", null, 401, 200, 200, 200, 200),
                new Row(
                        "POST",
                        "/api/images/changes",
                        Map.of("photo_ids", List.of(photo), "rating", 3),
                        401,
                        403,
                        200,
                        200,
                        200),
                new Row(
                        "POST",
                        "/api/images/changes/undo",
                        Map.of(
                                "photos",
                                List.of(Map.of("photo_id", photo, "added_tags", List.of(), "removed_tags", List.of()))),
                        401,
                        403,
                        200,
                        200,
                        200),
                new Row("GET", "/api/bin", null, 401, 403, 200, 200, 200),
                new Row("POST", "/api/bin/restore", Map.of("photo_ids", List.of(photo)), 401, 403, 404, 404, 404),
                new Row("GET", "/api/images/" + photo, null, 401, 404, 404, 200, 200),
                new Row("PATCH", "/api/images/" + photo, Map.of("rating", 3), 401, 403, 404, 200, 200),
                new Row(
                        "POST",
                        "/api/images/upload-url",
                        Map.of(
                                "filename",
                                "a.jpg",
                                "content_type",
                                "image/jpeg",
                                "size_bytes",
                                10,
                                "gallery_id",
                                gallery),
                        401,
                        403,
                        404,
                        200,
                        200),
                new Row("POST", "/api/images/resume", unknownKey(), 401, 403, 404, 404, 404),
                new Row("POST", "/api/images/abandon", unknownKey(), 401, 403, 204, 204, 204),
                new Row(
                        "POST",
                        "/api/images/confirm",
                        Map.of(
                                "key",
                                UUID.randomUUID() + "/" + UUID.randomUUID() + ".jpg",
                                "filename",
                                "a.jpg",
                                "size_bytes",
                                10),
                        401,
                        403,
                        404,
                        404,
                        404),
                new Row(
                        "POST",
                        "/api/images/downloads",
                        Map.of("gallery_id", gallery, "size", "web"),
                        401,
                        404,
                        404,
                        201,
                        201),
                new Row("GET", "/api/studio/downloads", null, 401, 403, 200, 200, 200),
                new Row("PUT", "/api/studio/downloads", Map.of("download_names", "original"), 401, 403, 200, 200, 200),
                new Row("GET", "/api/studio/branding", null, 401, 403, 200, 200, 200),
                new Row(
                        "PUT",
                        "/api/studio/branding",
                        Map.of("accent", "petrol", "font", "newsreader"),
                        401,
                        403,
                        200,
                        200,
                        200),
                new Row("DELETE", "/api/studio/branding/logo/light", null, 401, 403, 200, 200, 200),
                new Row("PUT", "/api/studio/branding/logo/light", Map.of(), 401, 403, 415, 415, 415),
                new Row("GET", "/api/studio/pages", null, 401, 403, 200, 200, 200),
                new Row("PUT", "/api/studio/pages", Map.of(), 401, 403, 200, 200, 200),
                new Row("GET", "/api/studio/host", null, 401, 403, 200, 200, 200),
                new Row("PUT", "/api/studio/host", Map.of("host", "not a name"), 401, 403, 400, 400, 400),
                new Row("POST", "/api/studio/host/check", Map.of(), 401, 403, 404, 404, 404),
                new Row("DELETE", "/api/studio/host", null, 401, 403, 200, 200, 200),
                new Row("GET", "/api/site", null, 401, 403, 403, 403, 200),
                new Row("PUT", "/api/site", Map.of(), 401, 403, 403, 403, 200),
                new Row("GET", "/api/site/studios", null, 401, 403, 403, 403, 200),
                new Row("GET", "/api/studio/watermark", null, 401, 403, 200, 200, 200),
                new Row(
                        "PUT",
                        "/api/studio/watermark",
                        Map.of("text", "Proof", "position", "tiled", "opacity", 40, "size", 100),
                        401,
                        403,
                        200,
                        200,
                        200),
                // Not switched on in this suite.
                new Row(
                        "POST",
                        "/api/images/import",
                        Map.of("url", "https://pictures.example.org/a.jpg"),
                        401,
                        403,
                        501,
                        501,
                        501),
                new Row(
                        "GET",
                        "/api/images/fetch?url=https://pictures.example.org/a.jpg",
                        null,
                        401,
                        403,
                        501,
                        501,
                        501),
                new Row("GET", "/api/public/photos", null, 200, 200, 200, 200, 200),
                new Row("GET", "/api/public/galleries", null, 200, 200, 200, 200, 200),
                new Row("GET", "/api/public/galleries/" + gallery, null, 404, 404, 404, 404, 404),
                new Row("GET", "/api/public/galleries/" + gallery + "/cover", null, 404, 404, 404, 404, 404),
                new Row("GET", "/api/public/studios/" + UUID.randomUUID(), null, 404, 404, 404, 404, 404),
                new Row("GET", "/api/public/site", null, 200, 200, 200, 200, 200),
                new Row("GET", "/api/shares", null, 401, 403, 200, 200, 200),
                new Row("GET", "/api/share-links/" + link, null, 401, 403, 404, 200, 200),
                new Row("PATCH", "/api/share-links/" + link, Map.of("is_active", true), 401, 403, 404, 200, 200),
                new Row("GET", "/api/share-links/" + link + "/qr.svg", null, 401, 403, 404, 200, 200),
                new Row("POST", "/api/share-links/" + link + "/letter", Map.of(), 401, 403, 404, 409, 409),
                new Row(
                        "POST",
                        "/api/share-links/invitations",
                        Map.of(
                                "link",
                                Map.of("gallery_id", gallery, "access_level", "preview"),
                                "recipients",
                                List.of("no address")),
                        401,
                        403,
                        400,
                        400,
                        400),
                new Row("GET", "/api/share-links/" + link + "/proofing", null, 401, 403, 404, 200, 200),
                new Row(
                        "PUT",
                        "/api/share-links/" + link + "/proofing",
                        Map.of("enabled", true, "kind", "choose", "beyond_quota", false, "comments", true),
                        401,
                        403,
                        404,
                        200,
                        200),
                new Row("POST", "/api/share-links/" + link + "/proofing/close", Map.of(), 401, 403, 404, 200, 200),
                new Row("POST", "/api/share-links/" + link + "/proofing/reopen", Map.of(), 401, 403, 404, 200, 200),
                new Row("GET", "/api/share-links/" + link + "/proofing/selections", null, 401, 403, 404, 200, 200),
                new Row("GET", "/api/share-links/" + link + "/proofing/comments", null, 401, 403, 404, 200, 200),
                new Row(
                        "GET",
                        "/api/share-links/" + link + "/proofing/export?format=csv",
                        null,
                        401,
                        403,
                        404,
                        200,
                        200),
                new Row(
                        "POST",
                        "/api/share-links",
                        Map.of("gallery_id", gallery, "access_level", "preview", "expires_in_days", 1),
                        401,
                        403,
                        404,
                        201,
                        201),
                new Row("GET", "/api/auth/me", null, 401, 200, 200, 200, 200),
                new Row("GET", "/api/verify-session", null, 401, 200, 200, 200, 200),
                new Row("GET", "/api/admin/users", null, 401, 403, 403, 403, 200),
                new Row(
                        "POST",
                        "/api/admin/user/" + UUID.randomUUID() + "/role",
                        Map.of("role", "admin"),
                        401,
                        403,
                        403,
                        403,
                        404),
                new Row(
                        "POST",
                        "/api/admin/user/" + UUID.randomUUID() + "/deactivate",
                        Map.of(),
                        401,
                        403,
                        403,
                        403,
                        404),
                new Row("GET", "/internal/uploads", null, 404, 404, 404, 404, 404),
                new Row("GET", "/actuator/health", null, 404, 404, 404, 404, 404),
                new Row("GET", "/api/no-such-thing", null, 404, 404, 404, 404, 404));
    }

    @Test
    void everyRouteAnswersEveryKindOfPersonAsWritten() {
        var wrong = new ArrayList<String>();
        for (Row row : rows()) {
            var expected = Map.of(
                    "guest", row.guest(),
                    "user", row.user(),
                    "viewer", row.user(),
                    "stranger", row.stranger(),
                    "owner", row.owner(),
                    "admin", row.admin());
            expected.forEach((who, status) -> {
                var person = people.get(who);
                var answer = row.method().equals("GET")
                        ? person.get(photos(row.path()))
                        : person.json(row.method(), photos(row.path()), row.body() == null ? Map.of() : row.body());
                if (answer.status() != status) {
                    wrong.add("%s %s by %s: %d, not %d"
                            .formatted(row.method(), row.path(), who, answer.status(), status));
                } else if (status >= 400 && !answer.header("Content-Type").startsWith("application/problem+json")) {
                    wrong.add(
                            "%s %s by %s: %s".formatted(row.method(), row.path(), who, answer.header("Content-Type")));
                }
            });
        }
        assertThat(wrong).isEmpty();
    }
}
