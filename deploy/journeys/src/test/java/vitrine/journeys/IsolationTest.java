package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static vitrine.journeys.Suite.photos;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.journeys.Visitor.Answer;

/**
 * Row 9 of the threats on every route of every service: with the ids of one studio in path, body, query and cursor, asked by the
 * photographer of another one, by that one's API token, by a client and by nobody. Nobody learns anything, and nothing changes. A route
 * that the services' OpenAPI documents name and this test does not know fails it.
 */
class IsolationTest {

    private static final Path SERVICES = Path.of("../..");

    private static StudioContents hers;
    private static StudioContents his;
    private static Visitor photographer;
    private static Visitor token;
    private static Visitor client;
    private static Visitor guest;

    @BeforeAll
    static void twoStudios() {
        hers = StudioContents.filled(901);
        his = StudioContents.filled(951);
        photographer = his.studio().script();
        token = Visitor.bearing(his.apiToken());
        client = Person.client().script();
        guest = Visitor.guest();
    }

    /**
     * One request against her studio.
     *
     * @param route as the OpenAPI document writes it
     * @param body as JSON or a {@link Form}, null for none
     * @param expected status for photographer, API token, client and guest
     */
    private record Attempt(String route, String url, Object body, List<Integer> expected) {

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        /** Where the answer sends the asker on, what they get there counts. */
        Answer by(Visitor visitor) {
            Answer answer = asked(visitor);
            return answer.status() == 303 ? Visitor.guest().get(answer.header("Location")) : answer;
        }

        private Answer asked(Visitor visitor) {
            if (body instanceof Form form) {
                return visitor.send(
                        "POST",
                        url,
                        BodyPublishers.ofByteArray(form.bytes()),
                        Map.of("Content-Type", "multipart/form-data; boundary=" + Form.BOUNDARY));
            }
            return body == null
                    ? visitor.send(method(), url, BodyPublishers.noBody(), Map.of())
                    : visitor.json(method(), url, body);
        }
    }

    /** One picture for a gallery. */
    private record Form(String gallery) {

        static final String BOUNDARY = "vitrine-isolation";

        byte[] bytes() {
            var body = new java.io.ByteArrayOutputStream();
            body.writeBytes(
                    ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"gallery_id\"\r\n\r\n" + gallery
                                    + "\r\n--" + BOUNDARY
                                    + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.jpg\"\r\n"
                                    + "Content-Type: image/jpeg\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            body.writeBytes(Pictures.jpeg(40, 30, 1));
            body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return body.toByteArray();
        }
    }

    private static Attempt at(
            String route, String path, Object body, int photographer, int token, int client, int guest) {
        String url = path.startsWith("http") ? path : photos(path);
        return new Attempt(route, url, body, List.of(photographer, token, client, guest));
    }

    private static List<Attempt> attempts() {
        return Stream.of(account(), administration(), signIn(), galleries(), pictures(), customers(), links(), media())
                .flatMap(List::stream)
                .toList();
    }

    /** Her ids beside what these routes take: they act on the caller alone. */
    private static Map<String, Object> with(Map<String, Object> wanted) {
        var body = new java.util.LinkedHashMap<String, Object>(Map.of(
                "id", hers.accountId(),
                "account_id", hers.accountId(),
                "studio_id", hers.studioId(),
                "studio", Map.of("id", hers.studioId()),
                "owner_id", hers.accountId()));
        body.putAll(wanted);
        return body;
    }

    private static List<Attempt> account() {
        var wrong = "Not-The-Password-1";
        String member = "/api/account/studio/members/" + hers.accountId();
        return List.of(
                at("GET /api/account", "/api/account?id=" + hers.accountId(), null, 200, 200, 200, 401),
                at("PATCH /api/account", "/api/account", with(Map.of("language", "en")), 200, 403, 200, 401),
                at("DELETE /api/account", "/api/account", with(Map.of("password", wrong)), 403, 403, 403, 401),
                at(
                        "POST /api/account/email",
                        "/api/account/email",
                        with(Map.of("email", "x-" + hers.studio().owner().email(), "password", wrong)),
                        403,
                        403,
                        403,
                        401),
                at(
                        "POST /api/account/email/confirm",
                        "/api/account/email/confirm",
                        with(Map.of("email", hers.studio().owner().email(), "code", "000000")),
                        422,
                        403,
                        422,
                        401),
                at(
                        "POST /api/account/password",
                        "/api/account/password",
                        with(Map.of(
                                "current_password",
                                wrong,
                                "password",
                                "Other-One-77",
                                "confirm_password",
                                "Other-One-77")),
                        403,
                        403,
                        403,
                        401),
                at("GET /api/account/sessions", "/api/account/sessions", null, 200, 403, 200, 401),
                at(
                        "POST /api/account/sessions/end-others",
                        "/api/account/sessions/end-others",
                        with(Map.of()),
                        204,
                        403,
                        204,
                        401),
                at(
                        "DELETE /api/account/sessions/{id}",
                        "/api/account/sessions/" + hers.sessionId(),
                        null,
                        404,
                        403,
                        404,
                        401),
                at("GET /api/account/studio", "/api/account/studio?id=" + hers.studioId(), null, 200, 403, 404, 401),
                at("PATCH /api/account/studio", "/api/account/studio", with(Map.of("name", "His")), 200, 403, 404, 401),
                at("GET /api/account/studio/invitations", "/api/account/studio/invitations", null, 200, 403, 404, 401),
                at(
                        "POST /api/account/studio/invitations",
                        "/api/account/studio/invitations",
                        with(Map.of("email", "no address", "role", "member")),
                        400,
                        403,
                        400,
                        401),
                at(
                        "POST /api/account/studio/invitations/accept",
                        "/api/account/studio/invitations/accept",
                        Map.of("token", hers.invitationSecret()),
                        403,
                        403,
                        403,
                        401),
                at(
                        "DELETE /api/account/studio/invitations/{id}",
                        "/api/account/studio/invitations/" + hers.invitationId(),
                        null,
                        404,
                        403,
                        404,
                        401),
                at("POST /api/account/studio/leave", "/api/account/studio/leave", with(Map.of()), 409, 403, 404, 401),
                at("DELETE /api/account/studio/members/{accountId}", member, null, 404, 403, 404, 401),
                at(
                        "PATCH /api/account/studio/members/{accountId}",
                        member,
                        Map.of("role", "member"),
                        404,
                        403,
                        404,
                        401),
                at("GET /api/account/tokens", "/api/account/tokens", null, 200, 403, 200, 401),
                at("POST /api/account/tokens", "/api/account/tokens", with(Map.of("name", "")), 400, 403, 400, 401),
                at(
                        "DELETE /api/account/tokens/{id}",
                        "/api/account/tokens/" + hers.tokenId(),
                        null,
                        404,
                        403,
                        404,
                        401));
    }

    /** Closed to everybody here, whatever is asked. */
    private static List<Attempt> administration() {
        String user = "/api/admin/user/" + hers.accountId();
        String users = "/api/admin/users/" + hers.accountId();
        var role = Map.of("role", "user");
        return List.of(
                closed("GET /api/admin/audit", "/api/admin/audit?subject=" + hers.accountId(), null),
                closed("GET /api/admin/audit.csv", "/api/admin/audit.csv?actor=" + hers.accountId(), null),
                closed("GET /api/admin/clients", "/api/admin/clients", null),
                closed("POST /api/admin/clients", "/api/admin/clients", Map.of("name", "x")),
                closed("DELETE /api/admin/clients/{clientId}", "/api/admin/clients/gateway", null),
                closed("GET /api/admin/clients/{clientId}", "/api/admin/clients/gateway", null),
                closed("PUT /api/admin/clients/{clientId}", "/api/admin/clients/gateway", Map.of("name", "x")),
                closed("POST /api/admin/clients/{clientId}/secret", "/api/admin/clients/gateway/secret", Map.of()),
                closed("GET /api/admin/settings", "/api/admin/settings", null),
                closed("PUT /api/admin/settings", "/api/admin/settings", Map.of("registration_open", false)),
                closed("GET /api/admin/signing-keys", "/api/admin/signing-keys", null),
                closed("POST /api/admin/signing-keys/rotate", "/api/admin/signing-keys/rotate", Map.of()),
                closed("GET /api/admin/status", "/api/admin/status", null),
                closed("POST /api/admin/user/{id}/deactivate", user + "/deactivate", Map.of()),
                closed("POST /api/admin/user/{id}/reactivate", user + "/reactivate", Map.of()),
                closed("POST /api/admin/user/{id}/role", user + "/role", role),
                closed(
                        "GET /api/admin/users",
                        "/api/admin/users?q=" + hers.studio().owner().username(),
                        null),
                closed("POST /api/admin/users", "/api/admin/users", Map.of("username", "somebody")),
                closed("GET /api/admin/users/{id}", users, null),
                closed("POST /api/admin/users/{id}/end-sessions", users + "/end-sessions", Map.of()));
    }

    private static Attempt closed(String route, String path, Object body) {
        return at(route, path, body, 403, 403, 403, 401);
    }

    /** Before anybody is somebody. An API token is good for none of it. */
    private static List<Attempt> signIn() {
        Person owner = hers.studio().owner();
        var guess = Map.of("username", owner.username(), "password", "Guessed-Wrong-1");
        var nobody = Map.of("email", "nobody-" + owner.email());
        return List.of(
                at(
                        "POST /api/auth/confirm",
                        "/api/auth/confirm",
                        Map.of("email", owner.email(), "code", "000000"),
                        422,
                        403,
                        422,
                        422),
                at("POST /api/auth/login", "/api/auth/login", guess, 401, 403, 401, 401),
                at("POST /api/login", "/api/login", guess, 401, 403, 401, 401),
                at("GET /api/auth/me", "/api/auth/me?id=" + owner.id(), null, 200, 200, 200, 401),
                at("GET /api/verify-session", "/api/verify-session", null, 200, 200, 200, 401),
                at(
                        "POST /api/auth/register",
                        "/api/auth/register",
                        Map.of(
                                "username",
                                owner.username(),
                                "email",
                                "other-" + owner.email(),
                                "password",
                                "Quiet-harbour-42",
                                "confirm_password",
                                "Quiet-harbour-42",
                                "account_type",
                                "client"),
                        409,
                        403,
                        409,
                        409),
                at("POST /api/auth/resend", "/api/auth/resend", nobody, 202, 403, 202, 202),
                at("POST /api/forgot-password", "/api/forgot-password", nobody, 202, 403, 202, 202),
                at(
                        "POST /api/reset-password",
                        "/api/reset-password",
                        Map.of(
                                "token",
                                "guessed",
                                "email",
                                owner.email(),
                                "password",
                                "Quiet-harbour-43",
                                "confirm_password",
                                "Quiet-harbour-43"),
                        422,
                        403,
                        422,
                        422));
    }

    private static List<Attempt> galleries() {
        String gallery = "/api/galleries/" + hers.gallery();
        var edit = Map.of("name", "Taken", "is_public", true);
        String set = hers.set();
        String own = "/api/galleries/" + his.gallery();
        String permission = hers.studio()
                .script()
                .post(
                        photos(gallery + "/permissions"),
                        Map.of("email", "guest-" + UUID.randomUUID() + "@localhost", "level", "view"))
                .is(201)
                .json()
                .path("id")
                .asString();
        return List.of(
                at(
                        "GET /api/galleries",
                        "/api/galleries?q=" + hers.studio().owner().username(),
                        null,
                        200,
                        200,
                        200,
                        401),
                at(
                        "GET /api/galleries",
                        "/api/galleries?cursor=" + hers.cursors().get("/api/galleries"),
                        null,
                        200,
                        200,
                        200,
                        401),
                at(
                        "POST /api/galleries",
                        "/api/galleries",
                        with(Map.of("name", "His own", "id", hers.gallery())),
                        201,
                        201,
                        403,
                        401),
                at("GET /api/galleries/{id}", gallery, null, 404, 404, 404, 401),
                at("PUT /api/galleries/{id}", gallery, edit, 404, 404, 403, 401),
                // As for a photo that is nowhere.
                at(
                        "PUT /api/galleries/{id}",
                        "/api/galleries/" + his.gallery(),
                        Map.of("name", "His", "is_public", false, "cover_photo_id", hers.photoId()),
                        422,
                        422,
                        403,
                        401),
                at("DELETE /api/galleries/{id}", gallery, null, 404, 404, 403, 401),
                at("PUT /api/galleries/{id}/cover", gallery + "/cover", cover(his.photoId()), 404, 404, 403, 401),
                at("PUT /api/galleries/{id}/cover", own + "/cover", cover(hers.photoId()), 422, 422, 403, 401),
                at("GET /api/galleries/{id}/sets", gallery + "/sets", null, 404, 404, 404, 401),
                at("POST /api/galleries/{id}/sets", gallery + "/sets", Map.of("name", "Mine"), 404, 404, 403, 401),
                at("PUT /api/galleries/{id}/sets", gallery + "/sets", Map.of("ids", List.of(set)), 404, 404, 403, 401),
                at("PUT /api/galleries/{id}/sets", own + "/sets", Map.of("ids", List.of(set)), 409, 409, 403, 401),
                at(
                        "PATCH /api/galleries/{id}/sets/{set}",
                        gallery + "/sets/" + set,
                        Map.of("name", "Mine"),
                        404,
                        404,
                        403,
                        401),
                at(
                        "PATCH /api/galleries/{id}/sets/{set}",
                        own + "/sets/" + set,
                        Map.of("name", "Mine"),
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/galleries/{id}/order",
                        gallery + "/order",
                        order(hers.photoId(), null),
                        404,
                        404,
                        403,
                        401),
                at("POST /api/galleries/{id}/order", own + "/order", order(hers.photoId(), null), 404, 404, 403, 401),
                at(
                        "POST /api/galleries/{id}/order",
                        own + "/order",
                        order(his.photoId(), hers.photoId()),
                        404,
                        404,
                        403,
                        401),
                at("POST /api/galleries/{id}/sort", gallery + "/sort", Map.of("by", "name"), 404, 404, 403, 401),
                at("DELETE /api/galleries/{id}/sets/{set}", own + "/sets/" + set, null, 404, 404, 403, 401),
                at("GET /api/galleries/{id}/photos", gallery + "/photos", null, 404, 404, 404, 401),
                at("GET /api/galleries", "/api/galleries?shared=true", null, 200, 200, 200, 401),
                at(
                        "GET /api/galleries/{id}/photos",
                        gallery + "/photos?added_by=" + hers.accountId(),
                        null,
                        404,
                        404,
                        404,
                        401),
                at("GET /api/galleries/{id}/photographers", gallery + "/photographers", null, 404, 404, 404, 401),
                at(
                        "PUT /api/galleries/{id}/photographers/{account}/clock",
                        gallery + "/photographers/" + hers.accountId() + "/clock",
                        Map.of("seconds", 60),
                        404,
                        404,
                        403,
                        401),
                at("GET /api/galleries/{id}/permissions", gallery + "/permissions", null, 404, 404, 404, 401),
                at(
                        "POST /api/galleries/{id}/permissions",
                        gallery + "/permissions",
                        Map.of("email", his.studio().owner().email(), "level", "edit"),
                        404,
                        404,
                        403,
                        401),
                at(
                        "PUT /api/galleries/{id}/permissions/{permission}",
                        gallery + "/permissions/" + permission,
                        Map.of("level", "edit"),
                        404,
                        404,
                        403,
                        401),
                at(
                        "PUT /api/galleries/{id}/permissions/{permission}",
                        own + "/permissions/" + permission,
                        Map.of("level", "edit"),
                        404,
                        404,
                        403,
                        401),
                at(
                        "DELETE /api/galleries/{id}/permissions/{permission}",
                        gallery + "/permissions/" + permission,
                        null,
                        404,
                        404,
                        404,
                        401),
                at(
                        "DELETE /api/galleries/{id}/permissions/{permission}",
                        own + "/permissions/" + permission,
                        null,
                        404,
                        404,
                        404,
                        401),
                at("GET /api/permissions", "/api/permissions?gallery=" + hers.gallery(), null, 200, 200, 403, 401),
                at(
                        "GET /api/galleries/{id}/photos",
                        gallery + "/photos?cursor=" + hers.cursors().get("/api/galleries/{id}/photos"),
                        null,
                        404,
                        404,
                        404,
                        401),
                at(
                        "GET /api/galleries/{id}/photos",
                        "/api/galleries/" + his.gallery() + "/photos?cursor="
                                + hers.cursors().get("/api/galleries/{id}/photos"),
                        null,
                        200,
                        200,
                        404,
                        401),
                at(
                        "GET /api/public/galleries",
                        "/api/public/galleries?q=" + hers.studio().owner().username(),
                        null,
                        200,
                        200,
                        200,
                        200),
                at(
                        "GET /api/public/galleries",
                        "/api/public/galleries?cursor=" + hers.cursors().get("/api/galleries"),
                        null,
                        200,
                        200,
                        200,
                        200),
                at(
                        "GET /api/public/galleries/{id}",
                        "/api/public/galleries/" + hers.gallery(),
                        null,
                        404,
                        404,
                        404,
                        404),
                at(
                        "GET /api/public/galleries/{id}/photos",
                        "/api/public/galleries/" + hers.gallery() + "/photos",
                        null,
                        404,
                        404,
                        404,
                        404),
                at(
                        "GET /api/public/galleries/{id}/cover",
                        "/api/public/galleries/" + hers.gallery() + "/cover",
                        null,
                        404,
                        404,
                        404,
                        404),
                at("GET /api/public/studios/{id}", "/api/public/studios/" + hers.studioId(), null, 404, 404, 404, 404),
                at("GET /api/public/site", "/api/public/site", null, 200, 200, 200, 200),
                at("GET /api/public/sitemap.xml", "/api/public/sitemap.xml", null, 200, 200, 200, 200),
                at(
                        "GET /api/public/photos",
                        "/api/public/photos?cursor=" + hers.cursors().get("/api/images"),
                        null,
                        200,
                        200,
                        200,
                        200));
    }

    private static Map<String, Object> cover(String photo) {
        return Map.of("photo_id", photo, "focus_x", 0, "focus_y", 1);
    }

    private static Map<String, Object> order(String photo, String before) {
        var body = new java.util.HashMap<String, Object>(Map.of("photo_ids", List.of(photo)));
        body.put("before", before);
        return body;
    }

    private static Map<String, Object> move(String photo, String gallery) {
        return Map.of("photo_ids", List.of(photo), "gallery_id", gallery);
    }

    private static List<Attempt> pictures() {
        String photo = "/api/images/" + hers.photoId();
        var reservation = hers.reservation();
        var file = Map.of(
                "filename", "a.jpg", "content_type", "image/jpeg", "size_bytes", 10, "gallery_id", hers.gallery());
        return List.of(
                at("GET /api/images", "/api/images?gallery_id=" + hers.gallery(), null, 200, 200, 200, 401),
                at(
                        "GET /api/images",
                        "/api/images?cursor=" + hers.cursors().get("/api/images"),
                        null,
                        200,
                        200,
                        200,
                        401),
                at("GET /api/images", "/api/images?gallery=" + hers.gallery(), null, 200, 200, 200, 401),
                at("GET /api/images/ids", "/api/images/ids?gallery=" + hers.gallery(), null, 200, 200, 200, 401),
                at("GET /api/images/timeline", "/api/images/timeline", null, 200, 200, 200, 401),
                at("GET /api/images/suggestions", "/api/images/suggestions?q=a", null, 200, 200, 200, 401),
                // Photos of others are left out, and nothing is left.
                at(
                        "POST /api/images/changes",
                        "/api/images/changes",
                        Map.of("photo_ids", List.of(hers.photoId()), "rating", 1, "add_tags", List.of("his")),
                        200,
                        200,
                        403,
                        401),
                at(
                        "POST /api/images/changes/undo",
                        "/api/images/changes/undo",
                        Map.of(
                                "photos",
                                List.of(Map.of(
                                        "photo_id",
                                        hers.photoId(),
                                        "added_tags",
                                        List.of(),
                                        "removed_tags",
                                        List.of("his")))),
                        200,
                        200,
                        403,
                        401),
                at("GET /api/images/{id}", photo, null, 404, 404, 404, 401),
                at("PATCH /api/images/{id}", photo, Map.of("rating", 1, "archived", true), 404, 404, 403, 401),
                at(
                        "PATCH /api/images/{id}",
                        "/api/images/" + his.photoId(),
                        Map.of("gallery_id", hers.gallery()),
                        404,
                        404,
                        403,
                        401),
                at("DELETE /api/images/{id}", photo, null, 404, 404, 403, 401),
                at("GET /api/bin", "/api/bin", null, 200, 200, 403, 401),
                at("POST /api/bin", "/api/bin", Map.of("photo_ids", List.of(hers.photoId())), 404, 404, 403, 401),
                at("POST /api/bin", "/api/bin", Map.of("gallery_ids", List.of(hers.gallery())), 404, 404, 403, 401),
                at(
                        "POST /api/bin/restore",
                        "/api/bin/restore",
                        Map.of("photo_ids", List.of(hers.photoId())),
                        404,
                        404,
                        403,
                        401),
                at("DELETE /api/bin", "/api/bin", Map.of("photo_ids", List.of(hers.photoId())), 404, 404, 403, 401),
                at(
                        "POST /api/images/move",
                        "/api/images/move",
                        move(hers.photoId(), his.gallery()),
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/images/move",
                        "/api/images/move",
                        move(his.photoId(), hers.gallery()),
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/images/copy",
                        "/api/images/copy",
                        move(hers.photoId(), his.gallery()),
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/images/copy",
                        "/api/images/copy",
                        move(his.photoId(), hers.gallery()),
                        404,
                        404,
                        403,
                        401),
                at("POST /api/images/upload-url", "/api/images/upload-url", file, 404, 404, 403, 401),
                at(
                        "POST /api/images/confirm",
                        "/api/images/confirm",
                        Map.of("key", reservation.key(), "filename", reservation.filename(), "size_bytes", 10),
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/images/resume",
                        "/api/images/resume",
                        Map.of("key", reservation.key()),
                        404,
                        404,
                        403,
                        401),
                // Giving up what is not one's own says nothing of it; the owner's upload goes on.
                at(
                        "POST /api/images/abandon",
                        "/api/images/abandon",
                        Map.of("key", reservation.key()),
                        204,
                        204,
                        403,
                        401),
                at(
                        "POST /api/images/downloads",
                        "/api/images/downloads",
                        Map.of("gallery_id", hers.gallery(), "size", "web"),
                        404,
                        404,
                        404,
                        401),
                at(
                        "POST /api/images/downloads",
                        "/api/images/downloads",
                        Map.of("photo_ids", List.of(his.photoId(), hers.photoId()), "size", "original"),
                        404,
                        404,
                        404,
                        401),
                at(
                        "GET /api/images/downloads/{id}",
                        "/api/images/downloads/" + hers.downloadId(),
                        null,
                        404,
                        404,
                        404,
                        401),
                at(
                        "GET /api/studio/downloads",
                        "/api/studio/downloads?studio_id=" + hers.studioId(),
                        null,
                        200,
                        200,
                        403,
                        401),
                at(
                        "PUT /api/studio/downloads",
                        "/api/studio/downloads",
                        with(Map.of("download_names", "dated")),
                        200,
                        200,
                        403,
                        401),
                at(
                        "GET /api/studio/branding",
                        "/api/studio/branding?studio_id=" + hers.studioId(),
                        null,
                        200,
                        200,
                        403,
                        401),
                at(
                        "PUT /api/studio/branding",
                        "/api/studio/branding",
                        with(Map.of("accent", "wine", "font", "jost", "footer", "His")),
                        200,
                        200,
                        403,
                        401),
                at(
                        "PUT /api/studio/branding/logo/{ground}",
                        "/api/studio/branding/logo/light",
                        with(Map.of()),
                        415,
                        415,
                        403,
                        401),
                at(
                        "DELETE /api/studio/branding/logo/{ground}",
                        "/api/studio/branding/logo/light",
                        null,
                        200,
                        200,
                        403,
                        401),
                at("GET /api/studio/pages", "/api/studio/pages?studio_id=" + hers.studioId(), null, 200, 200, 403, 401),
                at("PUT /api/studio/pages", "/api/studio/pages", with(Map.of()), 200, 200, 403, 401),
                at("GET /api/studio/host", "/api/studio/host?studio_id=" + hers.studioId(), null, 200, 200, 403, 401),
                at(
                        "PUT /api/studio/host",
                        "/api/studio/host",
                        with(Map.of("host", "his.example.org")),
                        200,
                        200,
                        403,
                        401),
                at("DELETE /api/studio/host", "/api/studio/host", null, 200, 200, 403, 401),
                at("POST /api/studio/host/check", "/api/studio/host/check", with(Map.of()), 404, 404, 403, 401),
                at("GET /api/site", "/api/site", null, 403, 403, 403, 401),
                at("PUT /api/site", "/api/site", with(Map.of()), 403, 403, 403, 401),
                at("GET /api/site/studios", "/api/site/studios", null, 403, 403, 403, 401),
                at(
                        "POST /api/images/import",
                        "/api/images/import",
                        Map.of("url", "https://pictures.example.org/a.jpg", "gallery_id", hers.gallery()),
                        404,
                        404,
                        403,
                        401),
                // No host is listed, her media host neither.
                at(
                        "GET /api/images/fetch",
                        "/api/images/fetch?url=" + Visitor.encode(hers.mediaUrl()[0]),
                        null,
                        501,
                        501,
                        403,
                        401),
                at("POST /api/upload", "/api/upload", new Form(hers.gallery()), 404, 404, 403, 401));
    }

    private static List<Attempt> customers() {
        String customer = "/api/customers/" + hers.customerId();
        String own = "/api/customers/" + his.customerId();
        return List.of(
                at(
                        "GET /api/customers",
                        "/api/customers?q=" + hers.studio().owner().username(),
                        null,
                        200,
                        200,
                        403,
                        401),
                at(
                        "GET /api/customers",
                        "/api/customers?cursor=" + hers.cursors().get("/api/customers"),
                        null,
                        200,
                        200,
                        403,
                        401),
                at(
                        "POST /api/customers",
                        "/api/customers",
                        with(Map.of("name", "No address", "email", "none")),
                        400,
                        400,
                        403,
                        401),
                at("GET /api/customers/{id}", customer, null, 404, 404, 403, 401),
                at("PATCH /api/customers/{id}", customer, Map.of("name", "Taken"), 404, 404, 403, 401),
                at("DELETE /api/customers/{id}", customer, null, 404, 404, 403, 401),
                at("GET /api/customers/{id}/galleries", customer + "/galleries", null, 404, 404, 403, 401),
                at(
                        "PUT /api/customers/{id}/galleries",
                        customer + "/galleries",
                        Map.of("gallery_ids", List.of()),
                        404,
                        404,
                        403,
                        401),
                at(
                        "PUT /api/customers/{id}/galleries",
                        own + "/galleries",
                        Map.of("gallery_ids", List.of(hers.gallery())),
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/customers/{id}/merge",
                        own + "/merge",
                        Map.of("other_id", hers.customerId()),
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/customers/{id}/merge",
                        customer + "/merge",
                        Map.of("other_id", his.customerId()),
                        404,
                        404,
                        403,
                        401),
                at("GET /api/customers/export", "/api/customers/export", null, 200, 200, 403, 401),
                at("GET /api/customers/{id}/history", customer + "/history", null, 404, 404, 403, 401),
                at("GET /api/stats", "/api/stats?studio=" + hers.studioId(), null, 200, 200, 403, 401),
                at("GET /api/stats/views", "/api/stats/views?gallery=" + hers.gallery(), null, 404, 404, 403, 401),
                at(
                        "GET /api/stats/views",
                        "/api/stats/views?link=" + hers.link().id(),
                        null,
                        404,
                        404,
                        403,
                        401),
                at("GET /api/stats/views", "/api/stats/views?customer=" + hers.customerId(), null, 404, 404, 403, 401),
                at(
                        "GET /api/activity",
                        "/api/activity?cursor=" + hers.cursors().get("/api/activity"),
                        null,
                        200,
                        200,
                        403,
                        401),
                at(
                        "GET /api/notifications",
                        "/api/notifications?account=" + hers.accountId(),
                        null,
                        200,
                        200,
                        200,
                        401),
                at(
                        "POST /api/notifications/read",
                        "/api/notifications/read",
                        with(Map.of("ids", List.of(hers.photoId()))),
                        204,
                        204,
                        204,
                        401),
                at("GET /api/notifications/settings", "/api/notifications/settings", null, 200, 200, 200, 401),
                at(
                        "PUT /api/notifications/settings",
                        "/api/notifications/settings",
                        with(Map.of("items", List.of())),
                        200,
                        200,
                        200,
                        401),
                // No file at all; a file of his own would do nothing to hers.
                at("POST /api/customers/import", "/api/customers/import", with(Map.of()), 415, 415, 403, 401));
    }

    private static List<Attempt> links() {
        String link = "/api/share-links/" + hers.link().id();
        String photo = "/photos/" + hers.photoId();
        var wanted = Map.of("gallery_id", hers.gallery(), "access_level", "full", "expires_in_days", 1);
        return List.of(
                at("POST /api/share-links", "/api/share-links", wanted, 404, 404, 403, 401),
                at(
                        "POST /api/share-links/invitations",
                        "/api/share-links/invitations",
                        Map.of("link", wanted, "recipients", List.of("nobody@localhost")),
                        404,
                        404,
                        403,
                        401),
                at("POST /api/share-links/{id}/letter", link + "/letter", Map.of(), 404, 404, 403, 401),
                at("GET /api/share-links/{id}/qr.svg", link + "/qr.svg", null, 404, 404, 403, 401),
                at("GET /api/share-links/{id}", link, null, 404, 404, 403, 401),
                at("PATCH /api/share-links/{id}", link, Map.of("is_active", false), 404, 404, 403, 401),
                at("DELETE /api/share-links/{id}", link, null, 404, 404, 403, 401),
                at("GET /api/share-links/{id}/proofing", link + "/proofing", null, 404, 404, 403, 401),
                at(
                        "PUT /api/share-links/{id}/proofing",
                        link + "/proofing",
                        Map.of("enabled", false, "kind", "choose", "beyond_quota", false, "comments", false),
                        404,
                        404,
                        403,
                        401),
                at("POST /api/share-links/{id}/proofing/close", link + "/proofing/close", Map.of(), 404, 404, 403, 401),
                at(
                        "POST /api/share-links/{id}/proofing/reopen",
                        link + "/proofing/reopen",
                        Map.of(),
                        404,
                        404,
                        403,
                        401),
                at(
                        "GET /api/share-links/{id}/proofing/selections",
                        link + "/proofing/selections",
                        null,
                        404,
                        404,
                        403,
                        401),
                at(
                        "GET /api/share-links/{id}/proofing/comments",
                        link + "/proofing/comments",
                        null,
                        404,
                        404,
                        403,
                        401),
                at(
                        "POST /api/share-links/{id}/proofing/comments/{comment}/answers",
                        link + "/proofing/comments/" + hers.photoId() + "/answers",
                        Map.of("text", "Hello"),
                        404,
                        404,
                        403,
                        401),
                at(
                        "DELETE /api/share-links/{id}/proofing/comments/{comment}",
                        link + "/proofing/comments/" + hers.photoId(),
                        null,
                        404,
                        404,
                        403,
                        401),
                at(
                        "GET /api/share-links/{id}/proofing/export",
                        link + "/proofing/export?format=csv",
                        null,
                        404,
                        404,
                        403,
                        401),
                at("GET /api/shares", "/api/shares?gallery_id=" + hers.gallery(), null, 200, 200, 403, 401),
                at(
                        "GET /api/shares",
                        "/api/shares?cursor=" + hers.cursors().get("/api/shares"),
                        null,
                        200,
                        200,
                        403,
                        401),
                // The token of a link opens it for everybody; its id does for nobody, and another link opens nothing of
                // it.
                everybody(
                        "GET /api/view/{token}",
                        Suite.share("/api/view/" + hers.link().id()),
                        null,
                        404),
                everybody(
                        "GET /api/view/{token}/photos",
                        Suite.share("/api/view/" + hers.link().id() + "/photos"),
                        null,
                        404),
                everybody(
                        "GET /api/view/{token}/photos",
                        his.link().api("/photos?cursor=" + hers.cursors().get("/api/view/{token}/photos")),
                        null,
                        200),
                everybody(
                        "GET /api/view/{token}/photos/{id}/download", his.link().api(photo + "/download"), null, 404),
                everybody(
                        "POST /api/view/{token}/photos/{id}/viewed", his.link().api(photo + "/viewed"), Map.of(), 404),
                everybody(
                        "POST /api/view/{token}/downloads",
                        his.link().api("/downloads"),
                        Map.of("size", "web", "photo_ids", List.of(hers.photoId())),
                        404),
                everybody(
                        "GET /api/view/{token}/downloads/{id}",
                        his.link().api("/downloads/" + hers.linkDownloadId()),
                        null,
                        404),
                everybody(
                        "GET /api/view/{token}/downloads/{id}",
                        his.link().api("/downloads/" + hers.downloadId()),
                        null,
                        404),
                everybody(
                        "GET /api/view/{token}/proofing",
                        Suite.share("/api/view/" + hers.link().id() + "/proofing"),
                        null,
                        404),
                everybody(
                        "POST /api/view/{token}/changes",
                        Suite.share("/api/view/" + hers.link().id() + "/changes"),
                        Map.of(
                                "changes",
                                List.of(Map.of(
                                        "id",
                                        UUID.randomUUID(),
                                        "at",
                                        "2026-01-01T00:00:00Z",
                                        "kind",
                                        "choose",
                                        "photo_id",
                                        hers.photoId()))),
                        404),
                everybody(
                        "PUT /api/view/{token}/visitor",
                        Suite.share("/api/view/" + hers.link().id() + "/visitor"),
                        Map.of("name", "Nobody"),
                        404),
                everybody(
                        "POST /api/view/{token}/visitor/carry",
                        Suite.share("/api/view/" + hers.link().id() + "/visitor/carry"),
                        Map.of("email", "nobody@example.org"),
                        404),
                everybody(
                        "POST /api/view/{token}/visitor/redeem",
                        Suite.share("/api/view/" + hers.link().id() + "/visitor/redeem"),
                        Map.of("code", "x"),
                        404),
                everybody(
                        "GET /api/view/{token}/lists",
                        Suite.share("/api/view/" + hers.link().id() + "/lists"),
                        null,
                        404),
                everybody(
                        "POST /api/view/{token}/lists",
                        Suite.share("/api/view/" + hers.link().id() + "/lists"),
                        Map.of("name", "Album"),
                        404),
                everybody(
                        "PATCH /api/view/{token}/lists/{id}",
                        his.link().api("/lists/" + hers.photoId()),
                        Map.of("name", "Album"),
                        404),
                everybody("DELETE /api/view/{token}/lists/{id}", his.link().api("/lists/" + hers.photoId()), null, 404),
                everybody(
                        "POST /api/view/{token}/sign-off",
                        Suite.share("/api/view/" + hers.link().id() + "/sign-off"),
                        Map.of(),
                        404),
                everybody(
                        "GET /api/view/{token}/card",
                        Suite.share("/api/view/" + hers.link().id() + "/card"),
                        null,
                        404),
                everybody(
                        "GET /api/view/{token}/cover",
                        Suite.share("/api/view/" + hers.link().id() + "/cover"),
                        null,
                        404),
                everybody(
                        "POST /api/view/{token}/downloads/unlock",
                        Suite.share("/api/view/" + hers.link().id() + "/downloads/unlock"),
                        Map.of("pin", "0000"),
                        404),
                everybody(
                        "POST /api/view/{token}/inquiries",
                        Suite.share("/api/view/" + hers.link().id() + "/inquiries"),
                        Map.of("name", "Nobody", "email", "nobody@localhost", "message", "Who is there?"),
                        404),
                everybody(
                        "POST /api/view/{token}/unlock",
                        Suite.share("/api/view/" + hers.link().id() + "/unlock"),
                        Map.of("password", "x"),
                        404));
    }

    private static Attempt everybody(String route, String url, Object body, int status) {
        return at(route, url, body, status, status, status, status);
    }

    private static List<Attempt> media() {
        String[] url = hers.mediaUrl();
        String upload = hers.reservation().uploadUrl();
        String place = upload.substring(0, upload.indexOf('?'));
        String hisUpload = his.reservation().uploadUrl();
        String zip = hers.zipUrl().substring(0, hers.zipUrl().indexOf('?'));
        String hisZip = his.zipUrl().substring(his.zipUrl().indexOf('?'));
        String marked = url[0].substring(0, url[0].lastIndexOf('/')) + "/watermarked/" + hers.studioId();
        String watermark = "/api/studio/watermark";
        Map<String, Object> mark = with(Map.of(
                "text", "His", "image_id", hers.watermarkImage(), "position", "center", "opacity", 50, "size", 100));
        return List.of(
                at("GET /api/studio/watermark", watermark + "?studio=" + hers.studioId(), null, 200, 200, 403, 401),
                at("PUT /api/studio/watermark", watermark, mark, 400, 400, 403, 401),
                at("POST /api/studio/watermark/preview", watermark + "/preview", mark, 400, 400, 403, 401),
                at("POST /api/studio/watermark/images", watermark + "/images", mark, 415, 415, 403, 401),
                everybody("GET /a/{owner}/{file}/watermarked/{studio}", marked + "?" + his.mediaUrl()[1], null, 404),
                everybody(
                        "GET /a/{owner}/{file}/watermarked/{studio}/{name}",
                        marked + "/SGlz?" + his.mediaUrl()[1],
                        null,
                        404),
                everybody("GET /a/{owner}/{file}/{variant}", url[0], null, 403),
                everybody("GET /a/{owner}/{file}/{variant}", url[0] + "?" + his.mediaUrl()[1], null, 404),
                everybody("PUT /u/{owner}/{file}", place, "0123456789", 403),
                everybody(
                        "PUT /u/{owner}/{file}",
                        place + hisUpload.substring(hisUpload.indexOf('?')),
                        "0123456789",
                        404),
                everybody("PUT /u/{owner}/{file}/parts/{number}", place + "/parts/1", "0123456789", 403),
                everybody(
                        "PUT /u/{owner}/{file}/parts/{number}",
                        place + "/parts/1" + hisUpload.substring(hisUpload.indexOf('?')),
                        "0123456789",
                        404),
                everybody("PUT /u/{owner}/{file}/complete", place + "/complete", "", 403),
                everybody(
                        "PUT /u/{owner}/{file}/complete",
                        place + "/complete" + hisUpload.substring(hisUpload.indexOf('?')),
                        "",
                        404),
                everybody(
                        "POST /internal/uploads/{photoId}/abandon",
                        "/internal/uploads/" + hers.photoId() + "/abandon",
                        with(Map.of()),
                        404),
                everybody(
                        "GET /l/{studio}/{id}.png",
                        Suite.origin("media") + "/l/" + hers.studioId() + "/" + "0".repeat(64) + ".png",
                        null,
                        404),
                everybody("POST /internal/logos/{ground}", "/internal/logos/light", with(Map.of()), 404),
                everybody("GET /z/{id}", zip, null, 403),
                everybody("GET /z/{id}", zip + hisZip, null, 404),
                everybody("POST /internal/zips", "/internal/zips", with(Map.of()), 404),
                everybody("POST /internal/uploads", "/internal/uploads", with(Map.of()), 404),
                everybody("POST /internal/uploads/shared", "/internal/uploads/shared", with(Map.of()), 404),
                everybody(
                        "POST /internal/uploads/{photoId}/confirm",
                        "/internal/uploads/" + hers.photoId() + "/confirm",
                        with(Map.of()),
                        404),
                everybody("POST /internal/uploads", Suite.origin("media") + "/internal/uploads", with(Map.of()), 404));
    }

    /** Streams, which are listened to instead of asked. */
    private static final List<String> EVENTS = List.of("GET /api/events", "GET /api/shares/events");

    @Test
    void everyRouteThereIsIsTried() throws IOException {
        var known = attempts().stream().map(Attempt::route).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(EVENTS);
        var there = new TreeSet<String>();
        for (String service : List.of("auth", "gallery", "media", "share")) {
            JsonNode document = Visitor.JSON.readTree(
                    Files.readString(SERVICES.resolve(service + "-service/contracts/openapi.json")));
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .propertyNames()
                            .forEach(method -> there.add(method.toUpperCase() + " " + path.getKey())));
        }
        assertThat(known).isEqualTo(there);

        // What runs is what is written down.
        JsonNode running =
                Visitor.guest().get(photos("/api/openapi.json")).is(200).json().path("paths");
        assertThat(running.propertyNames())
                .containsExactlyInAnyOrderElementsOf(there.stream()
                        .map(route -> route.substring(route.indexOf(' ') + 1))
                        .filter(path -> path.startsWith("/api/"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void nobodyReachesIntoAnotherStudio() {
        List<JsonNode> before = hers.settledView();
        byte[] original = bytes();
        var wrong = new ArrayList<String>();
        List<Visitor> everybody = List.of(photographer, token, client, guest);
        List<String> names = List.of("photographer", "API token", "client", "guest");
        for (Attempt attempt : attempts()) {
            for (int i = 0; i < everybody.size(); i++) {
                Answer answer = attempt.by(everybody.get(i));
                String what = "%s (%s) by %s".formatted(attempt.route(), attempt.url(), names.get(i));
                if (answer.status() != attempt.expected().get(i)) {
                    wrong.add("%s: %d, not %d: %s"
                            .formatted(what, answer.status(), attempt.expected().get(i), answer.text()));
                }
                hers.marks().stream()
                        .filter(mark -> answer.text().contains(mark))
                        .filter(mark -> !attempt.url().contains(mark))
                        .forEach(mark -> wrong.add(what + " told " + mark));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(hers.settledView()).isEqualTo(before);
        assertThat(bytes()).isEqualTo(original);
        // Nothing of hers stopped working either.
        Visitor.bearing(hers.apiToken())
                .get(photos("/api/galleries/" + hers.gallery()))
                .is(200);
        Visitor.guest().get(hers.link().api("")).is(200);
        assertThat(Person.signedIn(
                                hers.studio().owner().username(),
                                hers.studio().owner().email(),
                                hers.studio().owner().password())
                        .id())
                .isEqualTo(hers.accountId());
    }

    private static byte[] bytes() {
        return Visitor.guest()
                .get(hers.studio()
                        .photo(hers.photoId())
                        .path("urls")
                        .path("original")
                        .asString())
                .is(200)
                .bytes();
    }

    @Test
    void nobodyHearsOfAnotherStudio() throws Exception {
        guest.get(photos("/api/events")).isProblem(401, "unauthorized");
        try (var heard = LiveEvents.of(his.studio().owner());
                var hersHeard = LiveEvents.of(hers.studio().owner())) {
            String made = hers.studio().upload(hers.gallery(), "hers.jpg", Pictures.jpeg(60, 40, 7));
            Awaitility.await("what happens in her studio is told there")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> hersHeard.data().stream().anyMatch(data -> data.contains(made)));
            String own = his.studio().upload(his.gallery(), "his.jpg", Pictures.jpeg(60, 40, 8));
            Awaitility.await("and what happens in his, in his")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> heard.data().stream().anyMatch(data -> data.contains(own)));
            assertThat(heard.data()).noneMatch(data -> data.contains(made));
            assertThat(hersHeard.data()).noneMatch(data -> data.contains(own));
            hers.studio().settled(made);
        }
    }
}
