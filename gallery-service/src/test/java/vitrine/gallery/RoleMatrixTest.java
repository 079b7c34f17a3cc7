package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may do what, on each route, with the ids of one studio. */
class RoleMatrixTest extends RunningService {

    private Person owner;
    private JsonNode gallery;
    private JsonNode photo;
    private JsonNode ticket;
    private JsonNode customer;

    private record Route(String name, Function<Person, Api.Answer> call, Map<String, Integer> expected) {}

    /** What guest, viewer, user, a stranger who is a photographer, the owner and an admin are answered. */
    private static Map<String, Integer> answers(int guest, int viewer, int user, int stranger, int owner, int admin) {
        var expected = new LinkedHashMap<String, Integer>();
        expected.put("guest", guest);
        expected.put("viewer", viewer);
        expected.put("user", user);
        expected.put("stranger", stranger);
        expected.put("owner", owner);
        expected.put("admin", admin);
        return expected;
    }

    private void fresh() {
        gallery = owner.gallery("Wedding", false);
        photo = owner.photo(gallery.get("id").asString(), "a.jpg", picture());
        customer = customer();
        byte[] bytes = picture();
        ticket = owner.ticket(gallery.get("id").asString(), "b.jpg", bytes);
        SUITE.put(Api.id(ticket.get("photo_id")), bytes);
    }

    private String galleryPath() {
        return "/api/galleries/" + gallery.get("id").asString();
    }

    private JsonNode customer() {
        return owner.post("/api/customers", Map.of("name", "Ada", "email", newId() + "@localhost"))
                .expect(201);
    }

    private String customerPath() {
        return "/api/customers/" + customer.get("id").asString();
    }

    private static Api.Answer csv(Person person) {
        var file = HttpRequest.newBuilder(person.api().uri("/api/customers/import?dry_run=true"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("name,email\nAda,ada@example.org\n"));
        return person.api().send(person.token(), file);
    }

    private String permissionPath() {
        return galleryPath() + "/permissions/"
                + owner.post(galleryPath() + "/permissions", Map.of("email", newId() + "@localhost", "level", "view"))
                        .expect(201)
                        .get("id")
                        .asString();
    }

    private String setPath() {
        return galleryPath() + "/sets/"
                + owner.post(galleryPath() + "/sets", Map.of("name", "S"))
                        .expect(201)
                        .get("id")
                        .asString();
    }

    private Map<String, Object> photoChoice() {
        return Map.of("photo_ids", List.of(photo.get("id").asString()));
    }

    private Map<String, Object> binned() {
        owner.post("/api/bin", photoChoice()).expect(204);
        return photoChoice();
    }

    private String photoPath() {
        return "/api/images/" + photo.get("id").asString();
    }

    private Map<String, Object> uploadRequest() {
        return Map.of(
                "filename",
                "x.jpg",
                "content_type",
                "image/jpeg",
                "size_bytes",
                600,
                "gallery_id",
                gallery.get("id").asString());
    }

    @Test
    void isKept() {
        owner = new Person("owner", api(), newId(), newId(), null);
        owner = new Person(
                "owner",
                api(),
                owner.account(),
                owner.studio(),
                SUITE.token(owner.account(), owner.studio(), "photographer"));
        List<Person> people = List.of(
                guest(),
                member("viewer", null, "viewer"),
                member("user", null, "user"),
                member("stranger", newId(), "photographer"),
                owner,
                admin());
        List<Route> routes = List.of(
                new Route("list", p -> p.get("/api/galleries"), answers(401, 200, 200, 200, 200, 200)),
                new Route(
                        "create",
                        p -> p.post("/api/galleries", Map.of("name", "N")),
                        answers(401, 403, 403, 201, 201, 201)),
                new Route("read", p -> p.get(galleryPath()), answers(401, 404, 404, 404, 200, 200)),
                new Route(
                        "edit",
                        p -> p.put(galleryPath(), Map.of("name", "N", "is_public", false)),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("delete", p -> p.delete(galleryPath()), answers(401, 403, 403, 404, 204, 204)),
                new Route("photos", p -> p.get(galleryPath() + "/photos"), answers(401, 404, 404, 404, 200, 200)),
                new Route(
                        "cover",
                        p -> p.put(
                                galleryPath() + "/cover",
                                Map.of("photo_id", photo.get("id").asString(), "focus_x", 0, "focus_y", 1)),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("sets", p -> p.get(galleryPath() + "/sets"), answers(401, 404, 404, 404, 200, 200)),
                new Route(
                        "add set",
                        p -> p.post(galleryPath() + "/sets", Map.of("name", "S")),
                        answers(401, 403, 403, 404, 201, 201)),
                new Route(
                        "order sets",
                        p -> p.put(galleryPath() + "/sets", Map.of("ids", List.of())),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route(
                        "rename set",
                        p -> p.patch(setPath(), Map.of("name", "S")),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("delete set", p -> p.delete(setPath()), answers(401, 403, 403, 404, 204, 204)),
                new Route(
                        "move photos",
                        p -> p.post(
                                "/api/images/move",
                                Map.of(
                                        "photo_ids",
                                        List.of(photo.get("id").asString()),
                                        "gallery_id",
                                        gallery.get("id").asString())),
                        answers(401, 403, 403, 404, 204, 204)),
                new Route(
                        "copy photos",
                        p -> p.post(
                                "/api/images/copy",
                                Map.of(
                                        "photo_ids",
                                        List.of(photo.get("id").asString()),
                                        "gallery_id",
                                        gallery.get("id").asString())),
                        answers(401, 403, 403, 404, 201, 201)),
                new Route(
                        "order photos",
                        p -> p.post(
                                galleryPath() + "/order",
                                Map.of("photo_ids", List.of(photo.get("id").asString()))),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route(
                        "sort photos",
                        p -> p.post(galleryPath() + "/sort", Map.of("by", "name")),
                        answers(401, 403, 403, 404, 204, 204)),
                new Route(
                        "photographers",
                        p -> p.get(galleryPath() + "/photographers"),
                        answers(401, 404, 404, 404, 200, 200)),
                new Route(
                        "clock",
                        p -> p.put(
                                galleryPath() + "/photographers/" + owner.account() + "/clock", Map.of("seconds", 60)),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("permissions", p -> p.get("/api/permissions"), answers(401, 403, 403, 200, 200, 200)),
                new Route(
                        "permissions of a gallery",
                        p -> p.get(galleryPath() + "/permissions"),
                        answers(401, 404, 404, 404, 200, 200)),
                new Route(
                        "grant",
                        p -> p.post(
                                galleryPath() + "/permissions",
                                Map.of("email", newId() + "@localhost", "level", "edit")),
                        answers(401, 403, 403, 404, 201, 201)),
                new Route(
                        "change permission",
                        p -> p.put(permissionPath(), Map.of("level", "copy")),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("revoke", p -> p.delete(permissionPath()), answers(401, 404, 404, 404, 204, 204)),
                new Route("bin", p -> p.get("/api/bin"), answers(401, 403, 403, 200, 200, 200)),
                new Route(
                        "put into bin", p -> p.post("/api/bin", photoChoice()), answers(401, 403, 403, 404, 204, 204)),
                new Route("restore", p -> p.post("/api/bin/restore", binned()), answers(401, 403, 403, 404, 204, 204)),
                new Route(
                        "delete for good",
                        p -> p.api().request(p.token(), "DELETE", "/api/bin", binned()),
                        answers(401, 403, 403, 404, 204, 204)),
                new Route(
                        "empty bin", p -> p.delete("/api/bin?everything=true"), answers(401, 403, 403, 204, 204, 204)),
                new Route("library", p -> p.get("/api/images/"), answers(401, 200, 200, 200, 200, 200)),
                new Route("found in it", p -> p.get("/api/images?q=a"), answers(401, 200, 200, 200, 200, 200)),
                new Route("ids", p -> p.get("/api/images/ids"), answers(401, 200, 200, 200, 200, 200)),
                new Route("timeline", p -> p.get("/api/images/timeline"), answers(401, 200, 200, 200, 200, 200)),
                new Route(
                        "suggestions",
                        p -> p.get("/api/images/suggestions?q=a"),
                        answers(401, 200, 200, 200, 200, 200)),
                new Route(
                        "change photos",
                        p -> p.post(
                                "/api/images/changes",
                                Map.of("photo_ids", List.of(photo.get("id").asString()), "rating", 1)),
                        answers(401, 403, 403, 200, 200, 200)),
                new Route(
                        "undo changes",
                        p -> p.post("/api/images/changes/undo", Map.of("photos", List.of(nothingToUndo()))),
                        answers(401, 403, 403, 200, 200, 200)),
                new Route("photo", p -> p.get(photoPath()), answers(401, 404, 404, 404, 200, 200)),
                new Route(
                        "edit photo",
                        p -> p.patch(photoPath(), Map.of("rating", 3)),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("delete photo", p -> p.delete(photoPath()), answers(401, 403, 403, 404, 204, 204)),
                new Route(
                        "upload url",
                        p -> p.post("/api/images/upload-url", uploadRequest()),
                        answers(401, 403, 403, 404, 200, 200)),
                // A key belongs to the account, not to the studio: not even an admin confirms for somebody else.
                new Route("confirm", p -> p.confirm(ticket, "b.jpg", 600), answers(401, 403, 403, 404, 201, 404)),
                new Route("upload", p -> plainUpload(p), answers(401, 403, 403, 404, 201, 201)),
                new Route(
                        "private on the public site",
                        p -> p.get("/api/public" + galleryPath().substring(4)),
                        answers(404, 404, 404, 404, 404, 404)),
                new Route(
                        "its photos",
                        p -> p.get("/api/public" + galleryPath().substring(4) + "/photos"),
                        answers(404, 404, 404, 404, 404, 404)),
                new Route("clients", p -> p.get("/api/customers"), answers(401, 403, 403, 200, 200, 200)),
                new Route(
                        "add client",
                        p -> p.post("/api/customers", Map.of("name", "C", "email", newId() + "@localhost")),
                        answers(401, 403, 403, 201, 201, 201)),
                new Route("client", p -> p.get(customerPath()), answers(401, 403, 403, 404, 200, 200)),
                new Route(
                        "edit client",
                        p -> p.patch(customerPath(), Map.of("name", "D")),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route(
                        "galleries of client",
                        p -> p.get(customerPath() + "/galleries"),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route(
                        "assign galleries",
                        p -> p.put(customerPath() + "/galleries", Map.of("gallery_ids", List.of())),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route(
                        "merge clients",
                        p -> p.post(
                                customerPath() + "/merge",
                                Map.of("other_id", customer().get("id").asString())),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("delete client", p -> p.delete(customerPath()), answers(401, 403, 403, 404, 204, 204)),
                new Route("export clients", p -> p.get("/api/customers/export"), answers(401, 403, 403, 200, 200, 200)),
                new Route("import clients", p -> csv(p), answers(401, 403, 403, 200, 200, 200)),
                new Route(
                        "history of client",
                        p -> p.get(customerPath() + "/history"),
                        answers(401, 403, 403, 404, 200, 200)),
                new Route("figures", p -> p.get("/api/stats"), answers(401, 403, 403, 200, 200, 200)),
                new Route("views", p -> p.get("/api/stats/views"), answers(401, 403, 403, 200, 200, 200)),
                // Figures are of the own studio: not even an admin asks for a gallery of another.
                new Route(
                        "views of gallery",
                        p -> p.get(
                                "/api/stats/views?gallery=" + gallery.get("id").asString()),
                        answers(401, 403, 403, 404, 200, 404)),
                new Route(
                        "views of client",
                        p -> p.get("/api/stats/views?customer="
                                + customer.get("id").asString()),
                        answers(401, 403, 403, 404, 200, 404)),
                new Route("activity", p -> p.get("/api/activity"), answers(401, 403, 403, 200, 200, 200)),
                new Route(
                        "sum anew", p -> p.post("/actuator/counters", Map.of()), answers(401, 403, 403, 403, 403, 200)),
                new Route(
                        "tell anew", p -> p.post("/actuator/replay", Map.of()), answers(401, 403, 403, 403, 403, 200)),
                new Route("notices", p -> p.get("/api/notifications"), answers(401, 200, 200, 200, 200, 200)),
                new Route(
                        "read notices",
                        p -> p.post("/api/notifications/read", Map.of()),
                        answers(401, 204, 204, 204, 204, 204)),
                new Route(
                        "notice settings",
                        p -> p.get("/api/notifications/settings"),
                        answers(401, 200, 200, 200, 200, 200)),
                new Route(
                        "choose notices",
                        p -> p.put("/api/notifications/settings", Map.of("items", List.of())),
                        answers(401, 200, 200, 200, 200, 200)),
                new Route("looks", p -> p.get("/api/studio/branding"), answers(401, 403, 403, 200, 200, 200)),
                // Nobody here is owner or manager; BrandingTest has those.
                new Route(
                        "look otherwise",
                        p -> p.put("/api/studio/branding", Map.of("accent", "ink", "font", "inter")),
                        answers(401, 403, 403, 403, 403, 403)),
                new Route(
                        "no logo",
                        p -> p.delete("/api/studio/branding/logo/dark"),
                        answers(401, 403, 403, 403, 403, 403)),
                new Route("words", p -> p.get("/api/studio/pages"), answers(401, 403, 403, 200, 200, 200)),
                new Route("say", p -> p.put("/api/studio/pages", Map.of()), answers(401, 403, 403, 403, 403, 403)),
                new Route("host", p -> p.get("/api/studio/host"), answers(401, 403, 403, 200, 200, 200)),
                new Route("no host", p -> p.delete("/api/studio/host"), answers(401, 403, 403, 403, 403, 403)),
                new Route("site", p -> p.get("/api/site"), answers(401, 403, 403, 403, 403, 200)),
                new Route("site studio", p -> p.put("/api/site", Map.of()), answers(401, 403, 403, 403, 403, 200)),
                new Route("studios", p -> p.get("/api/site/studios"), answers(401, 403, 403, 403, 403, 200)),
                new Route("public site", p -> p.get("/api/public/site"), answers(200, 200, 200, 200, 200, 200)),
                new Route("public", p -> p.get("/api/public/photos"), answers(200, 200, 200, 200, 200, 200)),
                new Route("dead letters", p -> p.get("/actuator/deadletters"), answers(401, 403, 403, 403, 403, 200)));
        for (Route route : routes) {
            var seen = new LinkedHashMap<String, Integer>();
            for (Person person : people) {
                fresh();
                seen.put(person.name(), route.call().apply(person).status());
            }
            assertThat(seen).as(route.name()).isEqualTo(route.expected());
        }
    }

    private Map<String, Object> nothingToUndo() {
        return Map.of("photo_id", photo.get("id").asString(), "added_tags", List.of(), "removed_tags", List.of());
    }

    private Api.Answer plainUpload(Person person) {
        return PlainUploads.upload(person, gallery.get("id").asString(), Map.of("p.jpg", picture()));
    }

    @Test
    void listsOfStrangersHaveNothingOfTheStudio() {
        owner = photographer();
        fresh();
        for (Person stranger : List.of(photographer(), member("user", null, "user"))) {
            assertThat(stranger.get("/api/galleries").expect(200).get("items")).isEmpty();
            assertThat(stranger.get("/api/images").expect(200).get("items")).isEmpty();
        }
        assertThat(owner.get("/api/images").expect(200).get("items")).hasSize(1);
    }

    @Test
    void anIdOfAnotherStudioInABodyIsUnknown() {
        owner = photographer();
        fresh();
        Person stranger = photographer();
        JsonNode own = stranger.gallery("Own", false);
        JsonNode ownPhoto = stranger.photo(null, "own.jpg", picture());
        var move = Map.of("gallery_id", gallery.get("id").asString());
        stranger.patch("/api/images/" + ownPhoto.get("id").asString(), move).expectProblem(404, "not-found");
        stranger.put(
                        "/api/galleries/" + own.get("id").asString(),
                        Map.of(
                                "name",
                                "Own",
                                "is_public",
                                true,
                                "cover_photo_id",
                                photo.get("id").asString()))
                .expectProblem(422, "unprocessable");
        var request = new HashMap<String, Object>(uploadRequest());
        stranger.post("/api/images/upload-url", request).expectProblem(404, "not-found");
        assertCounts(owner, gallery, 1, 1, 0);
    }

    @Test
    void aCursorOfAnotherStudioShowsNothingOfIt() {
        owner = photographer();
        fresh();
        fresh();
        String cursor = owner.get("/api/galleries?limit=1")
                .expect(200)
                .get("next_cursor")
                .asString();
        Person stranger = photographer();
        JsonNode page =
                stranger.get("/api/galleries?limit=200&cursor=" + cursor).expect(200);
        assertThat(page.get("items")).isEmpty();
        assertThat(stranger.get("/api/images?cursor=" + cursor).expect(200).get("items"))
                .isEmpty();
    }

    @Test
    void anAdminWithoutStudioKeepsGalleriesOfTheirOwn() {
        Person admin = admin();
        JsonNode own = admin.gallery("Admin's", false);
        assertThat(own.get("studio").get("id").asString())
                .isEqualTo(admin.account().toString());
        assertThat(own.get("studio").get("name").asString()).startsWith("name-of-");
        photographer().get("/api/galleries/" + own.get("id").asString()).expectProblem(404, "not-found");
    }

    @Test
    void onlyOurTokensCount() {
        UUID account = newId();
        var bad = List.of(
                SUITE.token(account, null, c -> c.issuer("http://evil.localhost"), "admin"),
                SUITE.token(account, null, c -> c.audience("other"), "admin"),
                SUITE.token(
                        account,
                        null,
                        c -> c.expirationTime(
                                java.util.Date.from(java.time.Instant.now().minusSeconds(11))),
                        "admin"),
                SUITE.token(account, null, c -> c.expirationTime(null), "admin"),
                SUITE.token(account, null, c -> c.subject("not an id"), "admin"),
                SUITE.sign(
                        new com.nimbusds.jwt.JWTClaimsSet.Builder()
                                .issuer("http://auth.localhost:8080")
                                .audience("vitrine")
                                .subject(account.toString())
                                .expirationTime(java.util.Date.from(
                                        java.time.Instant.now().plusSeconds(60)))
                                .build(),
                        com.nimbusds.jose.JWSAlgorithm.RS512),
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
                "garbage",
                "x".repeat(5000));
        for (String token : bad) {
            new Person("bad", api(), null, null, token).get("/api/galleries").expectProblem(401, "unauthorized");
        }
        var good = new Person("good", api(), account, null, SUITE.token(account, null, "admin"));
        good.get("/api/galleries").expect(200);
    }

    @Test
    void unknownRoutesAreNotFoundForEverybody() {
        for (Person person : List.of(guest(), photographer(), admin())) {
            person.get("/api/unknown").expectProblem(404, "not-found");
            person.get("/v3/other").expectProblem(404, "not-found");
            person.get("/").expectProblem(404, "not-found");
        }
        assertThat(guest().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(guest().get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(guest().get("/actuator/prometheus").text()).contains("outbox_pending", "live_listeners");
        assertThat(photographer().delete("/api/galleries").expectProblem(405, "method-not-allowed"))
                .isNotNull();
        var form = HttpRequest.newBuilder(api().uri("/api/galleries"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("name=x"));
        api().send(photographer().token(), form).expectProblem(415, "unsupported-media-type");
    }
}
