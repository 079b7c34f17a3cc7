package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vitrine.devservices.Mail;
import vitrine.devservices.Mailbox;

/** Leave for single galleries: what it opens, for how long, and who knows of it. */
class PermissionsTest extends RunningService {

    private final Person owner = new Person("owner", null, newId(), newId(), null);

    private Person owner() {
        return new Person(
                "owner",
                api(),
                owner.account(),
                owner.studio(),
                SUITE.token(owner.account(), owner.studio(), "photographer"));
    }

    private static String address(Person person) {
        return "p-" + person.account() + "@localhost";
    }

    private void heard(Person person, String email, long version, String language, boolean active) {
        send(
                newId(),
                "account.changed.v1",
                person.account(),
                version,
                Map.of(
                        "account_id",
                        person.account(),
                        "username",
                        "u" + person.account().toString().substring(30),
                        "email",
                        email,
                        "roles",
                        List.of(person.name().equals("client") ? "user" : "photographer"),
                        "language",
                        language,
                        "active",
                        active,
                        "tokens_valid_from",
                        "2020-01-01T00:00:00Z"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from people where account_id = ? and email = ? and active = ?")
                                .params(person.account(), email, active)
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    private Person known(Person person) {
        heard(person, address(person), 1, "en", true);
        return person;
    }

    private static JsonNode grant(Person owner, String gallery, String email, String level) {
        return owner.post("/api/galleries/" + gallery + "/permissions", Map.of("email", email, "level", level))
                .expect(201);
    }

    private static String path(String gallery, JsonNode permission) {
        return "/api/galleries/" + gallery + "/permissions/"
                + permission.get("id").asString();
    }

    private static List<String> names(JsonNode list) {
        return list.get("items").values().stream()
                .map(item -> item.get("name").asString())
                .toList();
    }

    private record Action(String name, Function<Person, Api.Answer> call, int view, int copy, int edit) {}

    @Test
    void allowWhatTheirLevelSaysAndNothingElse() {
        Person owner = owner();
        Person client = known(member("client", null, "user"));
        Person viewer = known(photographer());
        Person copier = known(photographer());
        Person editor = known(photographer());
        Map<Person, String> levels = new LinkedHashMap<>();
        levels.put(viewer, "view");
        levels.put(copier, "copy");
        levels.put(editor, "edit");
        String[] gallery = new String[1];
        JsonNode[] photo = new JsonNode[1];
        String[] set = new String[1];
        Function<String, String> at = rest -> "/api/galleries/" + gallery[0] + rest;
        List<Action> actions = List.of(
                new Action("read", p -> p.get(at.apply("")), 200, 200, 200),
                new Action("photos", p -> p.get(at.apply("/photos")), 200, 200, 200),
                new Action("sets", p -> p.get(at.apply("/sets")), 200, 200, 200),
                new Action("photo", p -> p.get("/api/images/" + id(photo[0])), 200, 200, 200),
                new Action(
                        "download",
                        p -> p.post("/api/images/downloads", Map.of("size", "original", "gallery_id", gallery[0])),
                        403,
                        201,
                        201),
                new Action(
                        "download some",
                        p -> p.post("/api/images/downloads", Map.of("size", "web", "photo_ids", List.of(id(photo[0])))),
                        403,
                        201,
                        201),
                new Action(
                        "copy",
                        p -> p.post(
                                "/api/images/copy",
                                Map.of("photo_ids", List.of(id(photo[0])), "gallery_id", id(p.gallery("Mine", false)))),
                        403,
                        201,
                        201),
                new Action("rate", p -> p.patch("/api/images/" + id(photo[0]), Map.of("rating", 3)), 403, 403, 200),
                new Action(
                        "tag",
                        p -> p.post(
                                "/api/images/changes",
                                Map.of("photo_ids", List.of(id(photo[0])), "add_tags", List.of("kiss"))),
                        403,
                        403,
                        200),
                new Action(
                        "upload",
                        p -> p.post(
                                "/api/images/upload-url",
                                Map.of(
                                        "filename",
                                        "x.jpg",
                                        "content_type",
                                        "image/jpeg",
                                        "size_bytes",
                                        600,
                                        "gallery_id",
                                        gallery[0])),
                        403,
                        403,
                        200),
                new Action("add set", p -> p.post(at.apply("/sets"), Map.of("name", "Party")), 403, 403, 201),
                new Action(
                        "into a set",
                        p -> p.post(
                                "/api/images/move",
                                Map.of("photo_ids", List.of(id(photo[0])), "gallery_id", gallery[0], "set_id", set[0])),
                        403,
                        403,
                        204),
                new Action(
                        "order",
                        p -> p.post(at.apply("/order"), Map.of("photo_ids", List.of(id(photo[0])))),
                        403,
                        403,
                        200),
                new Action("sort", p -> p.post(at.apply("/sort"), Map.of("by", "name")), 403, 403, 204),
                new Action(
                        "cover",
                        p -> p.put(at.apply("/cover"), Map.of("photo_id", id(photo[0]), "focus_x", 0, "focus_y", 0)),
                        403,
                        403,
                        200),
                new Action("bin", p -> p.delete("/api/images/" + id(photo[0])), 403, 403, 204),
                new Action(
                        "put back",
                        p -> {
                            owner.delete("/api/images/" + id(photo[0])).expect(204);
                            return p.post("/api/bin/restore", Map.of("photo_ids", List.of(id(photo[0]))));
                        },
                        403,
                        403,
                        204),
                // Never for anybody but the studio.
                new Action(
                        "purge",
                        p -> {
                            owner.delete("/api/images/" + id(photo[0])).expect(204);
                            return p.api()
                                    .request(
                                            p.token(),
                                            "DELETE",
                                            "/api/bin",
                                            Map.of("photo_ids", List.of(id(photo[0]))));
                        },
                        403,
                        403,
                        403),
                new Action("rename", p -> p.put(at.apply(""), Map.of("name", "N", "is_public", true)), 403, 403, 403),
                new Action("delete", p -> p.delete(at.apply("")), 403, 403, 403),
                new Action(
                        "lock a photo",
                        p -> p.patch("/api/images/" + id(photo[0]), Map.of("locked", true)),
                        403,
                        403,
                        403),
                new Action(
                        "take a photo out",
                        p -> {
                            var edit = new HashMap<String, Object>();
                            edit.put("gallery_id", null);
                            return p.patch("/api/images/" + id(photo[0]), edit);
                        },
                        403,
                        403,
                        403),
                new Action(
                        "carry a photo off",
                        p -> p.post(
                                "/api/images/move",
                                Map.of("photo_ids", List.of(id(photo[0])), "gallery_id", id(p.gallery("Mine", false)))),
                        403,
                        403,
                        403),
                new Action("see permissions", p -> p.get(at.apply("/permissions")), 403, 403, 403),
                new Action(
                        "grant",
                        p -> p.post(at.apply("/permissions"), Map.of("email", "x@localhost", "level", "edit")),
                        403,
                        403,
                        403));
        for (Action action : actions) {
            for (Person person : levels.keySet()) {
                gallery[0] = id(owner.gallery("Event", false));
                photo[0] = owner.photo(gallery[0], "a.jpg", picture());
                set[0] = id(owner.post(at.apply("/sets"), Map.of("name", "S")).expect(201));
                // Of many photos those of others are left out.
                assertThat(action.call().apply(person).status())
                        .as(action.name() + " without leave")
                        .isEqualTo(action.name().equals("tag") ? 200 : 404);
                owner.post("/api/bin/restore", Map.of("photo_ids", List.of(id(photo[0]))));
                grant(owner, gallery[0], address(person), levels.get(person));
                int expected = switch (levels.get(person)) {
                    case "view" -> action.view();
                    case "copy" -> action.copy();
                    default -> action.edit();
                };
                Api.Answer answer = action.call().apply(person);
                assertThat(answer.status())
                        .as(action.name() + " with " + levels.get(person) + ": " + answer.text())
                        .isEqualTo(expected);
                if (expected == 403) {
                    answer.expectProblem(403, "permission-insufficient");
                }
            }
        }
        // A client's role ends at taking photos home, whatever their leave.
        grant(owner, gallery[0], address(client), "edit");
        assertThat(client.get(at.apply("")).expect(200).get("permission").asString())
                .isEqualTo("copy");
        client.post("/api/images/downloads", Map.of("size", "original", "gallery_id", gallery[0]))
                .expect(201);
        client.patch("/api/images/" + id(photo[0]), Map.of("rating", 3)).expectProblem(403, "forbidden");
    }

    private static String id(JsonNode node) {
        return node.get("id").asString();
    }

    @Test
    void showNoMoreThanTheyAllow() {
        Person owner = owner();
        heard(owner, address(owner), 1, "en", true);
        Person other = known(photographer());
        String gallery = id(owner.gallery("Event", false));
        JsonNode photo = becomesReady(owner, owner.photo(gallery, "a.jpg", picture()));
        JsonNode hidden = becomesReady(owner, owner.photo(gallery, "hidden.jpg", picture()));
        owner.patch("/api/images/" + id(hidden), Map.of("archived", true)).expect(200);
        JsonNode permission = grant(owner, gallery, address(other), "view");
        String grant = "?g=s." + id(permission) + ".1&";

        JsonNode seen = other.get("/api/galleries/" + gallery).expect(200);
        assertThat(seen.get("permission").asString()).isEqualTo("view");
        assertThat(seen.get("permission_id").asString()).isEqualTo(id(permission));
        assertThat(seen.get("photo_count").asInt()).isEqualTo(1);
        assertThat(seen.get("cover").get("urls").get("preview").asString()).contains(grant);
        assertThat(owner.get("/api/galleries/" + gallery)
                        .expect(200)
                        .get("permission")
                        .asString())
                .isEqualTo("owner");
        assertThat(names(other.get("/api/galleries?shared=true").expect(200))).containsExactly("Event");
        for (String sort : List.of("newest", "event_date", "name")) {
            owner.gallery("Unshared", false);
            grant(owner, id(owner.gallery("Second " + sort, false)), address(other), "edit");
            JsonNode page =
                    other.get("/api/galleries?shared=true&limit=1&sort=" + sort).expect(200);
            JsonNode next = other.get("/api/galleries?shared=true&sort=" + sort + "&cursor="
                            + page.get("next_cursor").asString())
                    .expect(200);
            assertThat(names(next)).isNotEmpty().doesNotContain("Unshared").doesNotContainAnyElementsOf(names(page));
        }
        assertThat(names(other.get("/api/galleries").expect(200))).isEmpty();
        assertThat(names(owner.get("/api/galleries?shared=true").expect(200))).isEmpty();
        assertThat(other.get("/api/images").expect(200).get("items")).isEmpty();

        JsonNode shown =
                other.get("/api/galleries/" + gallery + "/photos").expect(200).get("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0)).isEqualTo(other.get("/api/images/" + id(photo)).expect(200));
        assertThat(shown.get(0).get("urls").get("thumbnail").asString()).contains(grant);
        assertThat(shown.get(0).get("urls").get("original").isNull()).isTrue();
        assertThat(shown.get(0).get("views").isNull()).isTrue();
        assertThat(shown.get(0).get("added_by").isNull()).isTrue();
        other.get("/api/images/" + id(hidden)).expectProblem(404, "not-found");
        other.get("/api/galleries/" + gallery + "/photos?added_by=" + owner.account())
                .expectProblem(403, "permission-insufficient");

        owner.put(path(gallery, permission), Map.of("level", "edit")).expect(200);
        JsonNode more = other.get("/api/images/" + id(photo)).expect(200);
        assertThat(more.get("urls").get("original").asString()).contains(grant);
        assertThat(more.get("added_by").get("name").asString()).startsWith("u");
        other.get("/api/images/" + id(hidden)).expect(200);
        // What is less opens with URLs of its own.
        owner.put(path(gallery, permission), Map.of("level", "view")).expect(200);
        assertThat(other.get("/api/images/" + id(photo))
                        .expect(200)
                        .get("urls")
                        .get("preview")
                        .asString())
                .contains("?g=s." + id(permission) + ".2&");
        assertThat(withdrawn(permission, 1)).isEqualTo("s." + id(permission) + ".1");

        // A ZIP is fetched on the permission it was made by.
        owner.put(path(gallery, permission), Map.of("level", "copy")).expect(200);
        JsonNode zip = other.post("/api/images/downloads", Map.of("size", "web", "photo_ids", List.of(id(photo))))
                .expect(201);
        String fetch = zip.get("url").asString();
        assertThat(fetch).endsWith("?gallery=" + gallery);
        fetch = fetch.substring(fetch.indexOf("/api/"));
        assertThat(SUITE.zipOrders.getLast().query()).contains("g=s." + id(permission) + ".2");
        owner.delete(path(gallery, permission)).expect(204);
        other.get(fetch).expectProblem(404, "not-found");
        other.get("/api/galleries/" + gallery).expectProblem(404, "not-found");
        assertThat(withdrawn(permission, 2)).isEqualTo("s." + id(permission) + ".2");
    }

    private String withdrawn(JsonNode permission, int count) {
        return heard.awaitLast(Api.id(permission.get("id")), "permission.withdrawn.v1", count)
                .data()
                .get("grant")
                .asString();
    }

    @Test
    void areKeptWithAllThatWasDoneToThem() {
        Person owner = owner();
        Person stranger = photographer();
        String gallery = id(owner.gallery("Event", false));
        JsonNode permission = grant(owner, gallery, "Ada@Localhost", "view");
        assertThat(permission.get("email").asString()).isEqualTo("Ada@Localhost");
        JsonNode same = owner.post(
                        "/api/galleries/" + gallery + "/permissions", Map.of("email", "ada@localhost", "level", "edit"))
                .expect(200);
        assertThat(id(same)).isEqualTo(id(permission));
        owner.delete(path(gallery, permission)).expect(204);
        owner.delete(path(gallery, permission)).expect(204);
        owner.put(path(gallery, permission), Map.of("level", "view")).expectProblem(404, "not-found");
        JsonNode again = grant(owner, gallery, "ada@localhost", "copy");
        assertThat(id(again)).isNotEqualTo(id(permission));

        JsonNode all = owner.get("/api/galleries/" + gallery + "/permissions")
                .expect(200)
                .get("items");
        assertThat(all).hasSize(2);
        JsonNode over = all.get(1);
        assertThat(over.get("revoked_at").isNull()).isFalse();
        assertThat(over.get("history").values().stream()
                        .map(step -> step.get("level").asString("gone"))
                        .toList())
                .containsExactly("gone", "edit", "view");
        assertThat(over.get("history").get(0).get("by").asString()).startsWith("name-of-");

        String other = id(owner.gallery("Other", false));
        grant(owner, other, "bob@localhost", "view");
        JsonNode page = owner.get("/api/permissions?limit=2").expect(200);
        assertThat(page.get("items")).hasSize(2);
        JsonNode rest = owner.get(
                        "/api/permissions?cursor=" + page.get("next_cursor").asString())
                .expect(200);
        assertThat(rest.get("items")).hasSize(1);
        assertThat(owner.get("/api/permissions?person=ADA&active=true")
                        .expect(200)
                        .get("items"))
                .hasSize(1);
        assertThat(owner.get("/api/permissions?person=%25").expect(200).get("items"))
                .isEmpty();
        assertThat(owner.get("/api/permissions?gallery=" + other).expect(200).get("items"))
                .hasSize(1);
        assertThat(stranger.get("/api/permissions").expect(200).get("items")).isEmpty();
        assertThat(stranger.get("/api/permissions?gallery=" + other).expect(200).get("items"))
                .isEmpty();
        // It stands in the path of its own gallery only.
        owner.delete(path(other, again)).expectProblem(404, "not-found");
        owner.delete("/api/galleries/" + other).expect(204);
        assertThat(owner.get("/api/permissions?gallery=" + other).expect(200).get("items"))
                .isEmpty();
    }

    @Test
    void waitForAnAccountAndThenFollowIt() {
        Person owner = owner();
        String gallery = id(owner.gallery("Event", false));
        Person late = photographer();
        String address = address(late);
        JsonNode permission = grant(owner, gallery, address.toUpperCase(), "view");
        late.get("/api/galleries/" + gallery).expectProblem(404, "not-found");
        // Whoever is not let in is not known.
        heard(late, address, 1, "de", false);
        assertThat(jdbc.sql("select count(*) from gallery_permissions where gallery_id = ? and account_id is not null")
                        .param(UUID.fromString(gallery))
                        .query(Integer.class)
                        .single())
                .isZero();
        heard(late, address, 2, "de", true);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> late.get("/api/galleries/" + gallery).status() == 200);
        JsonNode notices = late.get("/api/notifications").expect(200).get("items");
        assertThat(notices.get(0).get("kind").asString()).isEqualTo("granted");
        assertThat(notices.get(0).get("gallery_id").asString()).isEqualTo(gallery);
        assertThat(owner.get(path(gallery, permission).replaceAll("/[^/]*$", ""))
                        .expect(200)
                        .get("items")
                        .get(0))
                .isEqualTo(permission);
        // The account has another address; who has the old one now is nobody.
        heard(late, "new-" + address, 3, "de", true);
        Person next = photographer();
        heard(next, address, 1, "en", true);
        late.get("/api/galleries/" + gallery).expect(200);
        next.get("/api/galleries/" + gallery).expectProblem(404, "not-found");
        // Deactivated, their URLs end as well.
        heard(late, "new-" + address, 4, "de", false);
        assertThat(withdrawn(permission, 1)).isEqualTo("s." + id(permission) + ".1");
    }

    @Test
    void areToldByALetterInTheirLanguage() {
        Person owner = owner();
        send(
                newId(),
                "account.changed.v1",
                owner.account(),
                1,
                Map.of(
                        "account_id",
                        owner.account(),
                        "username",
                        "own",
                        "email",
                        address(owner),
                        "roles",
                        List.of("photographer"),
                        "studio_id",
                        owner.studio(),
                        "studio_name",
                        "Studio\r\nBcc: x",
                        "active",
                        true,
                        "tokens_valid_from",
                        "2020-01-01T00:00:00Z"));
        await().until(() -> owner.post(
                                "/api/galleries/" + id(owner.gallery("G", false)) + "/permissions",
                                Map.of("email", address(owner), "level", "view"))
                        .status()
                == 422);
        String gallery = id(owner.gallery("Hochzeit", false));
        Person german = photographer();
        heard(german, address(german), 1, "de", true);
        grant(owner, gallery, address(german), "edit");
        Mail mail = mailTo(address(german));
        assertThat(mail.subject()).isEqualTo("Studio Bcc: x hat Hochzeit mit Ihnen geteilt");
        assertThat(mail.text()).contains("/galleries/" + gallery, "mitarbeiten");
        String nobody = "n-" + newId() + "@localhost";
        grant(owner, gallery, nobody, "copy");
        assertThat(mailTo(nobody).text()).contains("download its photos", "Sign in with " + nobody);
    }

    private static Mail mailTo(String address) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Mailbox.messagesTo(address).isEmpty());
        return Mailbox.messagesTo(address).getFirst();
    }

    @Test
    void canBeGivenBackAndGoWithTheirAccount() {
        Person owner = owner();
        Person other = known(photographer());
        Person third = known(photographer());
        String gallery = id(owner.gallery("Event", false));
        JsonNode permission = grant(owner, gallery, address(other), "edit");
        JsonNode thirds = grant(owner, gallery, address(third), "view");
        other.delete(path(gallery, thirds)).expectProblem(403, "permission-insufficient");
        other.delete(path(gallery, permission)).expect(204);
        other.get("/api/galleries/" + gallery).expectProblem(404, "not-found");
        other.delete(path(gallery, permission)).expectProblem(404, "not-found");
        JsonNode kept = owner.get("/api/permissions?person=" + address(other))
                .expect(200)
                .get("items")
                .get(0);
        assertThat(kept.get("history").get(0).get("given_back").asBoolean()).isTrue();
        assertThat(kept.get("history").get(0).get("by").isNull()).isTrue();

        send(
                newId(),
                "account.deleted.v1",
                third.account(),
                9,
                Map.of("account_id", third.account(), "studio_deleted", false));
        assertThat(withdrawn(thirds, 1)).isEqualTo("s." + id(thirds) + ".1");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/api/permissions?person=" + address(third))
                        .expect(200)
                        .get("items")
                        .isEmpty());
        third.get("/api/galleries/" + gallery).expectProblem(401, "unauthorized");
    }

    @Test
    void sleepWhileTheGalleryIsInTheBinAndRespectItsLock() {
        Person owner = owner();
        Person editor = known(photographer());
        String gallery = id(owner.gallery("Event", false));
        JsonNode photo = owner.photo(gallery, "a.jpg", picture());
        JsonNode permission = grant(owner, gallery, address(editor), "edit");
        owner.delete("/api/galleries/" + gallery).expect(204);
        editor.get("/api/galleries/" + gallery).expectProblem(404, "not-found");
        editor.get("/api/images/" + id(photo)).expectProblem(404, "not-found");
        assertThat(names(editor.get("/api/galleries?shared=true").expect(200))).isEmpty();
        assertThat(editor.get("/api/bin").expect(200).get("items")).isEmpty();
        assertThat(withdrawn(permission, 1)).isEqualTo("s." + id(permission) + ".1");
        owner.post("/api/bin/restore", Map.of("gallery_ids", List.of(gallery))).expect(204);
        editor.get("/api/images/" + id(photo)).expect(200);
        owner.put("/api/galleries/" + gallery, Map.of("name", "E", "is_public", false, "locked", true))
                .expect(200);
        editor.patch("/api/images/" + id(photo), Map.of("rating", 1)).expectProblem(409, "gallery-locked");
        editor.post("/api/galleries/" + gallery + "/sort", Map.of("by", "name")).expectProblem(409, "gallery-locked");
        owner.put("/api/galleries/" + gallery, Map.of("name", "E", "is_public", false, "locked", false))
                .expect(200);
        owner.delete("/api/galleries/" + gallery).expect(204);
        owner.delete("/api/bin?everything=true").expect(204);
        assertThat(withdrawn(permission, 3)).isEqualTo("s." + id(permission) + ".3");
    }

    @Test
    void letPhotosInForTheStudioUntilTheyEnd() {
        Person owner = owner();
        Person editor = known(photographer());
        String gallery = id(owner.gallery("Event", false));
        JsonNode permission = grant(owner, gallery, address(editor), "edit");
        JsonNode photo = editor.photo(gallery, "second.jpg", picture());
        JsonNode asOwner = owner.get("/api/images/" + id(photo)).expect(200);
        assertThat(Api.id(asOwner.get("added_by").get("id"))).isEqualTo(editor.account());
        assertThat(owner.get("/api/galleries/" + gallery + "/photos?added_by=" + editor.account())
                        .expect(200)
                        .get("items"))
                .hasSize(1);
        assertThat(owner.get("/api/galleries/" + gallery + "/photos?added_by=" + owner.account())
                        .expect(200)
                        .get("items"))
                .isEmpty();
        var saved =
                heard.awaitLast(Api.id(photo.get("id")), "photo.saved.v1", 1).data();
        assertThat(Api.id(saved.get("studio_id"))).isEqualTo(owner.studio());
        assertThat(Api.id(saved.get("owner_id"))).isEqualTo(editor.account());
        // What was begun is not finished after the end.
        byte[] bytes = picture();
        JsonNode ticket = editor.ticket(gallery, "late.jpg", bytes);
        SUITE.put(Api.id(ticket.get("photo_id")), bytes);
        owner.delete(path(gallery, permission)).expect(204);
        editor.confirm(ticket, "late.jpg", bytes.length).expectProblem(404, "not-found");
        editor.post("/api/images/resume", Map.of("key", ticket.get("key").asString()))
                .expectProblem(404, "not-found");
        editor.get("/api/images/" + id(photo)).expectProblem(404, "not-found");
        assertThat(owner.get("/api/galleries/" + gallery)
                        .expect(200)
                        .get("photo_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void copyIntoOtherStudiosWithBytesOfTheirOwn() {
        Person owner = owner();
        Person copier = known(photographer());
        String gallery = id(owner.gallery("Event", false));
        JsonNode photo = becomesReady(owner, owner.photo(gallery, "a.jpg", picture()));
        owner.patch("/api/images/" + id(photo), Map.of("title", "Kiss", "rating", 5))
                .expect(200);
        grant(owner, gallery, address(copier), "copy");
        String mine = id(copier.gallery("Mine", false));
        String copy = copier.post("/api/images/copy", Map.of("photo_ids", List.of(id(photo)), "gallery_id", mine))
                .expect(201)
                .get("ids")
                .get(0)
                .asString();
        JsonNode made = copier.get("/api/images/" + copy).expect(200);
        assertThat(made.get("status").asString()).isEqualTo("pending");
        assertThat(made.get("title").asString()).isEqualTo("Kiss");
        assertThat(made.get("key").asString()).startsWith(copier.account() + "/" + copy);
        JsonNode order =
                heard.awaitLast(UUID.fromString(copy), "photo.copied.v1", 1).data();
        assertThat(order.get("source_key")).isEqualTo(photo.get("key"));
        assertThat(Api.id(order.get("studio_id"))).isEqualTo(copier.studio());
        // The original goes; the copy stays and becomes what it should.
        owner.delete("/api/images/" + id(photo)).expect(204);
        owner.delete("/api/bin?everything=true").expect(204);
        assertThat(heard.awaitLast(Api.id(photo.get("id")), "photo.deleted.v1", 1)
                        .data()
                        .get("bytes_kept")
                        .asBoolean())
                .isFalse();
        JsonNode ready = becomesReady(copier, made);
        assertThat(ready.get("title").asString()).isEqualTo("Kiss");
        assertThat(ready.get("rating").asInt()).isEqualTo(5);
        assertThat(ready.get("urls").get("original").asString()).contains("g=u." + copier.account());
        // What media-service could not copy is said.
        String second = copier.post("/api/images/copy", Map.of("photo_ids", List.of(copy), "gallery_id", mine))
                .expect(201)
                .get("ids")
                .get(0)
                .asString();
        assertThat(copier.get("/api/images/" + second).expect(200).get("status").asString())
                .isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"a@localhost\"}",
                "{\"email\":\"\",\"level\":\"view\"}",
                "{\"email\":\"not an address\",\"level\":\"view\"}",
                "{\"email\":\"a@localhost\",\"level\":\"owner\"}",
                "{\"email\":\"a@localhost\",\"level\":\"admin\"}",
                "{\"email\":\"a@localhost\\r\\nBcc: b@localhost\",\"level\":\"view\"}",
                "{\"email\":\"a\\u0000@localhost\",\"level\":\"view\"}",
                "{\"email\":[],\"level\":\"view\"}",
                "[]",
                "nonsense"
            })
    void areNotGivenByNonsense(String body) {
        Person owner = owner();
        String gallery = id(owner.gallery("Event", false));
        assertThat(owner.post("/api/galleries/" + gallery + "/permissions", body)
                        .status())
                .isEqualTo(400);
        assertThat(owner.get("/api/galleries/" + gallery + "/permissions")
                        .expect(200)
                        .get("items"))
                .isEmpty();
    }

    @Test
    void areRefusedInOddRequests() {
        Person owner = owner();
        String gallery = id(owner.gallery("Event", false));
        String path = "/api/galleries/" + gallery + "/permissions";
        owner.post(path, Map.of("email", "a".repeat(260) + "@localhost", "level", "view"))
                .expectProblem(400, "validation");
        owner.get(path + "?limit=0").expectProblem(400, "validation");
        owner.get(path + "?cursor=nonsense").expectProblem(400, "malformed-request");
        owner.get("/api/permissions?active=perhaps").expect(400);
        owner.get("/api/permissions?person=" + "a".repeat(300)).expectProblem(400, "validation");
        owner.get("/api/permissions?gallery=x").expect(400);
        owner.put(path + "/" + newId(), Map.of("level", "view")).expectProblem(404, "not-found");
        owner.delete(path + "/" + newId()).expectProblem(404, "not-found");
        owner.delete(path + "/x").expect(404);
    }

    /** Whoever is first: a change that was made was allowed when it was, and none comes after the revocation was answered. */
    @Test
    void endBetweenChangesNotWithinThem() throws Exception {
        Person owner = owner();
        Person editor = known(photographer());
        for (int round = 0; round < 5; round++) {
            String gallery = id(owner.gallery("Event", false));
            JsonNode photo = owner.photo(gallery, "a.jpg", picture());
            JsonNode permission = grant(owner, gallery, address(editor), "edit");
            try (var people = Executors.newFixedThreadPool(2)) {
                var begun = new CountDownLatch(1);
                Callable<Integer> write = () -> {
                    int written = 0;
                    while (editor.patch("/api/images/" + id(photo), Map.of("title", "T" + written))
                                    .status()
                            == 200) {
                        written++;
                        begun.countDown();
                    }
                    return written;
                };
                var writing = people.submit(write);
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
                owner.delete(path(gallery, permission)).expect(204);
                String title = title(owner, photo);
                int written = writing.get();
                assertThat(title(owner, photo)).isEqualTo(title);
                assertThat(title).isEqualTo("T" + (written - 1));
            }
        }
    }

    private static String title(Person owner, JsonNode photo) {
        return owner.get("/api/images/" + id(photo)).expect(200).get("title").asString(null);
    }

    @Test
    void ofSeveralAtOnceAreOne() throws Exception {
        Person owner = owner();
        String gallery = id(owner.gallery("Event", false));
        Person late = photographer();
        try (var people = Executors.newFixedThreadPool(4)) {
            Callable<Integer> grant = () -> owner.post(
                            "/api/galleries/" + gallery + "/permissions",
                            Map.of("email", address(late), "level", "view"))
                    .status();
            var first = people.submit(grant);
            var second = people.submit(grant);
            var account = people.submit(() -> heard(late, address(late), 1, "en", true));
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(200, 201);
            account.get();
        }
        // Whichever of them came first, the one heard of the other.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> late.get("/api/galleries/" + gallery).status() == 200);
    }

    @Test
    void letCamerasAgreeOnTheTime() {
        Person owner = owner();
        Person second = known(photographer());
        String gallery = id(owner.gallery("Event", false));
        grant(owner, gallery, address(second), "edit");
        JsonNode first = owner.photo(gallery, "first.jpg", picture());
        JsonNode late = second.photo(gallery, "late.jpg", picture());
        taken(owner, first, "2026-05-01T10:00:00Z");
        taken(owner, late, "2026-05-01T11:30:00Z");
        String path = "/api/galleries/" + gallery + "/photographers";
        JsonNode people = second.get(path).expect(200).get("items");
        assertThat(people).hasSize(2);
        String clock = path + "/" + second.account() + "/clock";
        second.put(clock, Map.of("seconds", -7200)).expect(200);
        JsonNode corrected = owner.get("/api/images/" + id(late)).expect(200);
        assertThat(corrected.get("captured_at").asString()).isEqualTo("2026-05-01T11:30:00Z");
        assertThat(corrected.get("taken_at").asString()).isEqualTo("2026-05-01T09:30:00Z");
        assertThat(corrected.get("clock_seconds").asInt()).isEqualTo(-7200);
        owner.post("/api/galleries/" + gallery + "/sort", Map.of("by", "captured"))
                .expect(204);
        assertThat(files(owner, gallery)).containsExactly("late.jpg", "first.jpg");
        assertThat(owner.get("/api/images?sort=taken&gallery=" + gallery)
                        .expect(200)
                        .get("items")
                        .get(0)
                        .get("filename")
                        .asString())
                .isEqualTo("first.jpg");
        // What still comes is of the same camera.
        JsonNode next = second.photo(gallery, "next.jpg", picture());
        taken(owner, next, "2026-05-01T12:00:00Z");
        assertThat(owner.get("/api/images/" + id(next))
                        .expect(200)
                        .get("taken_at")
                        .asString())
                .isEqualTo("2026-05-01T10:00:00Z");
        owner.put(clock, Map.of("seconds", 0)).expect(200);
        assertThat(owner.get("/api/images/" + id(late))
                        .expect(200)
                        .get("taken_at")
                        .asString())
                .isEqualTo("2026-05-01T11:30:00Z");
        owner.put(clock, Map.of("seconds", 1_000_000_000)).expectProblem(400, "validation");
        owner.put(clock, Map.of()).expectProblem(400, "validation");
        owner.put(path + "/" + newId() + "/clock", Map.of("seconds", 1)).expectProblem(404, "not-found");
    }

    private void taken(Person person, JsonNode photo, String at) {
        var data = new HashMap<String, Object>(readyData(photo));
        data.put("metadata", Map.of("captured_at", at));
        send(newId(), "media.asset.ready.v1", Api.id(photo.get("id")), 2, data);
        awaitStatus(person, id(photo), "ready");
    }

    private static List<String> files(Person person, String gallery) {
        return person.get("/api/galleries/" + gallery + "/photos").expect(200).get("items").values().stream()
                .map(photo -> photo.get("filename").asString())
                .toList();
    }

    /** What several people add at once is all there, each with whose it is. */
    @Test
    void letSeveralAddAtOnce() throws Exception {
        Person owner = owner();
        Person second = known(photographer());
        String gallery = id(owner.gallery("Event", false));
        grant(owner, gallery, address(second), "edit");
        try (var people = Executors.newFixedThreadPool(4)) {
            List<Callable<JsonNode>> uploads = new java.util.ArrayList<>();
            for (int n = 0; n < 20; n++) {
                Person person = n % 2 == 0 ? owner : second;
                String name = n + ".jpg";
                uploads.add(() -> person.photo(gallery, name, picture()));
            }
            for (var upload : people.invokeAll(uploads)) {
                upload.get();
            }
        }
        assertThat(files(owner, gallery)).hasSize(20);
        for (Person person : List.of(owner, second)) {
            assertThat(second.get("/api/galleries/" + gallery + "/photos?added_by=" + person.account())
                            .expect(200)
                            .get("items"))
                    .hasSize(10);
        }
        assertCounts(owner, owner.get("/api/galleries/" + gallery).expect(200), 20, 20, 0);
    }
}
