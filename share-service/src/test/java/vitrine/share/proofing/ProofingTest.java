package vitrine.share.proofing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.devservices.Mailbox;
import vitrine.share.EventSchemas;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Answer;
import vitrine.share.World.Browser;
import vitrine.share.World.Link;
import vitrine.share.World.Person;

/** People without an account choose, comment and sign off; photographers get to know it. */
@RunningShareService
class ProofingTest {

    private static final String HOSTILE = "<script>alert(1)</script> =1+1 \u202Etxt";

    private final World world;
    private final Person owner = Person.photographer();

    ProofingTest(World world) {
        this.world = world;
    }

    // ---- choosing

    @Test
    void aVisitorIsKnownFromTheFirstChangeOnAndEachChangeCountsOnce() {
        var link = world.share(world.scene(owner, 3), Map.of());
        var browser = world.browser();
        var before = browser.get(link.path() + "/proofing");
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.text("state")).isEqualTo("open");
        assertThat(before.body().get("visitor").isNull()).isTrue();
        assertThat(browser.cookies).isEmpty();

        var first = choose(link, 0);
        var answer = send(browser, link, first, choose(link, 2), unchoose(link, 2));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(favourites(answer.body().get("state"))).containsExactly(photo(link, 0));
        var cookie = answer.header("Set-Cookie");
        assertThat(cookie)
                .startsWith("vitrine_visitor=")
                .contains("HttpOnly", "SameSite=Lax", "Path=" + link.path() + ";");
        var secret = browser.cookie("vitrine_visitor");
        assertThat(world.database()
                        .sql("select encode(token_hash, 'escape') || encode(token_hash, 'base64') from visitor_devices")
                        .query(String.class)
                        .list())
                .noneMatch(stored -> stored.contains(secret));

        send(browser, link, unchoose(link, 0));
        // The answer to the first was lost, and it is sent again: what came after it still counts.
        var again = send(browser, link, first, choose(link, 1));
        assertThat(again.body().at("/outcomes/0/refused").isNull()).isTrue();
        assertThat(favourites(again.body().get("state"))).containsExactly(photo(link, 1));
        assertThat(favourites(browser.get(link.path() + "/proofing").body())).containsExactly(photo(link, 1));
        assertThat(favourites(world.browser().get(link.path() + "/proofing").body()))
                .isEmpty();
    }

    /** Rows 3 and 5. */
    @Test
    void onlyPhotosThatTheLinkShows() {
        var link = world.share(world.scene(owner, 2), Map.of());
        var other = world.share(world.scene(owner, 1), Map.of());
        var browser = world.browser();
        send(browser, link, choose(link, 0));
        var answer = send(browser, link, choose(other, 0), comment(other, 0, "hello"), change("choose"));
        assertThat(answer.status()).isEqualTo(200);
        for (int number = 0; number < 3; number++) {
            assertThat(answer.body().at("/outcomes/" + number + "/refused").asString())
                    .isEqualTo("no-such-photo");
        }
        var hidden = world.photo(link.scene().photos().get(0), link.scene().gallery(), owner, 0);
        hidden.put("hidden", true);
        world.announce("photo.saved.v1", link.scene().photos().get(0), 2, hidden);
        world.settle();
        assertThat(favourites(browser.get(link.path() + "/proofing").body())).isEmpty();
        assertThat(studio(link, "GET", "/proofing/selections").body().get("items"))
                .isEmpty();

        // Nobody is anybody at another link, whatever cookie comes along.
        var forger = world.browser();
        forger.forge("vitrine_visitor", browser.cookie("vitrine_visitor"));
        assertThat(forger.get(other.path() + "/proofing").body().get("visitor").isNull())
                .isTrue();
    }

    @Test
    void namedListsBelongToTheirVisitor() {
        var link = world.share(world.scene(owner, 2), Map.of());
        var browser = world.browser();
        var list = browser.post(link.path() + "/lists", Map.of("name", " Album "));
        assertThat(list.status()).isEqualTo(201);
        assertThat(list.text("name")).isEqualTo("Album");
        var id = list.text("id");
        send(browser, link, with(choose(link, 1), "list_id", id));
        var stranger = world.browser();
        send(stranger, link, choose(link, 0));
        assertThat(send(stranger, link, with(choose(link, 0), "list_id", id))
                        .body()
                        .at("/outcomes/0/refused")
                        .asString())
                .isEqualTo("no-such-list");
        for (var method : List.of("PATCH", "DELETE")) {
            assertThat(stranger.request(method, link.path() + "/lists/" + id, Map.of("name", "Mine"))
                            .status())
                    .isEqualTo(404);
        }
        browser.request("PATCH", link.path() + "/lists/" + id, Map.of("name", "Prints"));
        var lists = browser.get(link.path() + "/lists").body();
        assertThat(lists.at("/0/name").asString()).isEqualTo("Prints");
        assertThat(lists.at("/0/photo_ids/0").asString()).isEqualTo(photo(link, 1));
        assertThat(browser.request("DELETE", link.path() + "/lists/" + id, null).status())
                .isEqualTo(200);
        assertThat(browser.get(link.path() + "/lists").body()).isEmpty();
        for (var name : List.of("", " ", "a\nb", "\u202Eb", "x".repeat(81))) {
            assertThat(browser.post(link.path() + "/lists", Map.of("name", name))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void twoDevicesChangeAtOnceAndNothingIsLost() throws Exception {
        var link = world.share(world.scene(owner, 40), Map.of());
        var phone = world.browser();
        send(phone, link, choose(link, 0));
        var laptop = sameVisitor(phone, link);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int number = 1; number < 40; number++) {
            var device = number % 2 == 0 ? phone : laptop;
            var change = choose(link, number);
            calls.add(() -> send(device, link, change));
            calls.add(() -> send(device, link, change));
        }
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : together.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        assertThat(favourites(phone.get(link.path() + "/proofing").body())).hasSize(40);
        assertThat(favourites(laptop.get(link.path() + "/proofing").body())).hasSize(40);
    }

    // ---- lists made without a connection

    @Test
    void listsComeWithTheOtherChangesEachOnce() {
        var link = world.share(world.scene(owner, 3), Map.of());
        var browser = world.browser();
        var album = list("add_list", null, " Album ");
        var prints = list("add_list", null, "Prints");
        var third = list("add_list", null, "Third");
        send(browser, link, album, prints, third, with(choose(link, 1), "list_id", album.get("id")));
        // The answer was lost.
        var again = send(browser, link, album, prints, list("rename_list", prints, "Large prints"));
        assertThat(again.body().at("/outcomes/0/refused").isNull()).isTrue();
        assertThat(names(again.body().get("state"))).containsExactly("Album", "Large prints", "Third");
        var ordered = send(browser, link, with(change("order_lists"), "list_ids", List.of(prints.get("id"))));
        assertThat(names(ordered.body().get("state"))).containsExactly("Large prints", "Album", "Third");
        var deleted = send(browser, link, list("delete_list", third, null), list("delete_list", third, null));
        assertThat(deleted.body().at("/outcomes/1/refused").isNull()).isTrue();
        assertThat(names(browser.get(link.path() + "/proofing").body())).containsExactly("Large prints", "Album");
        assertThat(photosOf(deleted.body().get("state"), "Album")).containsExactly(photo(link, 1));
    }

    /** What one device deletes, another may have filled: that stays. */
    @Test
    void aListDeletedOnOneDeviceKeepsWhatAnotherPutThere() {
        var link = world.share(world.scene(owner, 3), Map.of());
        var phone = world.browser();
        var album = list("add_list", null, "Album");
        send(phone, link, album, with(choose(link, 0), "list_id", album.get("id")));
        var laptop = sameVisitor(phone, link);

        // Laptop's came first.
        send(laptop, link, with(choose(link, 1), "list_id", album.get("id")));
        var kept = send(phone, link, with(list("delete_list", album, null), "photo_ids", List.of(photo(link, 0))));
        assertThat(photosOf(kept.body().get("state"), "Album")).containsExactly(photo(link, 1));

        // Laptop's comes afterwards.
        var gone = send(phone, link, with(list("delete_list", album, null), "photo_ids", List.of(photo(link, 1))));
        assertThat(names(gone.body().get("state"))).isEmpty();
        var back = send(laptop, link, with(choose(link, 2), "list_id", album.get("id")));
        assertThat(photosOf(back.body().get("state"), "Album")).containsExactly(photo(link, 2));
    }

    @Test
    void changesToListsAreRefusedWhereTheyCannotBe() {
        var link = world.share(world.scene(owner, 1), Map.of());
        var browser = world.browser();
        var mine = list("add_list", null, "Mine");
        send(browser, link, mine);
        for (var name : List.of("", " ", "a\nb", "\u202Eb", "x".repeat(81))) {
            assertThat(refusals(send(browser, link, list("add_list", null, name), list("rename_list", mine, name))))
                    .containsExactly("invalid", "invalid");
        }
        assertThat(refusals(send(browser, link, list("add_list", null, null), change("order_lists"))))
                .containsExactly("invalid", "invalid");
        var stranger = world.browser();
        send(stranger, link, choose(link, 0));
        // Nobody takes or sees a list by knowing its id.
        assertThat(refusals(send(
                        stranger,
                        link,
                        with(list("add_list", null, "Theirs"), "id", mine.get("id")),
                        list("rename_list", mine, "Theirs"),
                        list("delete_list", mine, null),
                        list("delete_list", null, null),
                        with(change("order_lists"), "list_ids", List.of(mine.get("id"))))))
                .containsExactly("invalid", "no-such-list", "no-such-list", "no-such-list", "null");
        assertThat(names(browser.get(link.path() + "/proofing").body())).containsExactly("Mine");
        for (int number = 0; number < 70; number++) {
            send(browser, link, list("add_list", null, "List " + number));
        }
        assertThat(refusals(send(browser, link, list("add_list", null, "One more"))))
                .containsExactly("too-many");
        assertThat(browser.post(link.path() + "/lists", Map.of("name", "One more"))
                        .type())
                .isEqualTo("too-many");
        assertThat(send(browser, link, with(list("delete_list", mine, null), "photo_ids", many(10_001)))
                        .status())
                .isEqualTo(400);
    }

    // ---- carrying

    @Test
    void aLetterBringsAVisitorToAnotherDevice() {
        var link = world.share(world.scene(owner, 3), Map.of());
        var phone = world.browser();
        send(phone, link, choose(link, 0), comment(link, 0, "from the phone"));
        var laptop = world.browser();
        send(laptop, link, choose(link, 2), comment(link, 2, "from the laptop"));
        var email = UUID.randomUUID() + "@example.org";

        assertThat(carry(phone, link, email)).isEqualTo(202);
        var code = code(email, 1);
        var other = world.share(link.scene(), Map.of());
        assertThat(redeem(laptop, other, code).status()).isEqualTo(422);
        var merged = redeem(laptop, link, code);
        assertThat(merged.status()).isEqualTo(200);
        assertThat(favourites(merged.body())).containsExactly(photo(link, 0), photo(link, 2));
        assertThat(merged.body().get("remarks").size()).isEqualTo(2);
        assertThat(favourites(phone.get(link.path() + "/proofing").body())).hasSize(2);
        assertThat(redeem(world.browser(), link, code).type()).isEqualTo("code-invalid");
        assertThat(studio(link, "GET", "/proofing").body().get("visitors").size())
                .isEqualTo(1);

        // Whoever has nothing yet gets it as well, by the address that was given.
        phone.request("PUT", link.path() + "/visitor", Map.of("name", "Mira", "email", email));
        var tablet = world.browser();
        assertThat(carry(tablet, link, email)).isEqualTo(202);
        assertThat(favourites(redeem(tablet, link, code(email, 2)).body())).hasSize(2);
    }

    /** Row 24. */
    @Test
    void nobodyLearnsFromTheAnswerWhetherALetterLeavesAndNobodyIsFloodedWithLetters() {
        var link = world.share(world.scene(owner, 1), Map.of());
        var nobody = UUID.randomUUID() + "@example.org";
        assertThat(carry(world.browser(), link, nobody)).isEqualTo(202);
        var browser = world.browser();
        send(browser, link, choose(link, 0));
        var email = UUID.randomUUID() + "@example.org";
        for (int time = 0; time < 6; time++) {
            assertThat(carry(browser, link, email)).isEqualTo(202);
        }
        var marker = UUID.randomUUID() + "@example.org";
        assertThat(carry(browser, link, marker)).isEqualTo(202);
        await().atMost(30, SECONDS)
                .until(() -> Mailbox.messagesTo(marker).size() == 1
                        && Mailbox.messagesTo(email).size() == 3);
        assertThat(Mailbox.messagesTo(nobody)).isEmpty();
        assertThat(browser.post(link.path() + "/visitor/carry", Map.of("email", "a@b.c\r\nBcc: d@e.f"))
                        .status())
                .isEqualTo(400);
    }

    // ---- comments

    @Test
    void commentsArePlainTextOfTheirVisitorAndAnsweredByTheStudio() {
        var link = world.share(world.scene(owner, 2), Map.of());
        var browser = world.browser();
        var comment = with(with(comment(link, 0, HOSTILE + "\r\nsecond"), "x", 0.25), "y", 1);
        send(browser, link, comment);
        var id = comment.get("id").toString();
        var own = browser.get(link.path() + "/proofing").body().at("/remarks/0");
        assertThat(own.get("text").asString()).isEqualTo(HOSTILE + "\nsecond");
        assertThat(own.get("x").asDouble()).isEqualTo(0.25);

        var stranger = world.browser();
        send(stranger, link, choose(link, 1));
        assertThat(stranger.get(link.path() + "/proofing").body().get("remarks"))
                .isEmpty();
        for (var kind : List.of("edit_comment", "delete_comment")) {
            var change = with(with(change(kind), "comment_id", id), "text", "mine");
            assertThat(send(stranger, link, change)
                            .body()
                            .at("/outcomes/0/refused")
                            .asString())
                    .isEqualTo("no-such-comment");
        }

        var listed = studio(link, "GET", "/proofing/comments").body().at("/items/0");
        assertThat(listed.at("/comment/text").asString()).contains(HOSTILE);
        assertThat(listed.get("filename").asString()).isEqualTo("DSC_0000.jpg");
        var answer = world.as(
                owner,
                "POST",
                "/api/share-links/" + link.id() + "/proofing/comments/" + id + "/answers",
                Map.of("text", "Gladly"));
        assertThat(answer.status()).isEqualTo(201);
        var answered = browser.get(link.path() + "/proofing").body().get("remarks");
        assertThat(answered.at("/1/of_studio").asBoolean()).isTrue();
        assertThat(answered.at("/1/answers").asString()).isEqualTo(id);
        // A visitor may not touch what the studio wrote.
        var forged = with(
                with(change("edit_comment"), "comment_id", answered.at("/1/id").asString()), "text", "x");
        assertThat(send(browser, link, forged).body().at("/outcomes/0/refused").asString())
                .isEqualTo("no-such-comment");

        send(browser, link, with(with(change("edit_comment"), "comment_id", id), "text", "better"));
        assertThat(browser.get(link.path() + "/proofing")
                        .body()
                        .at("/remarks/0/text")
                        .asString())
                .isEqualTo("better");
        send(browser, link, with(change("delete_comment"), "comment_id", id));
        var resent = send(browser, link, comment);
        assertThat(resent.body().at("/state/remarks")).isEmpty();

        for (var bad : List.of("", "  \n ", "x".repeat(2001), "a\u0000b")) {
            assertThat(send(browser, link, comment(link, 0, bad))
                            .body()
                            .at("/outcomes/0/refused")
                            .asString())
                    .isEqualTo("invalid");
        }
        for (var place : List.of(-0.1, 1.5)) {
            var misplaced = with(with(comment(link, 0, "x"), "x", place), "y", 0.5);
            assertThat(send(browser, link, misplaced)
                            .body()
                            .at("/outcomes/0/refused")
                            .asString())
                    .isEqualTo("invalid");
        }
    }

    // ---- rounds

    /** Row 8, of signing off: however many try at once, one does, and what was sent stays as it was. */
    @Test
    void aSelectionIsSignedOffOnceAndFrozen() throws Exception {
        var link = world.share(world.scene(owner, 6), Map.of());
        var browser = world.browser();
        assertThat(browser.post(link.path() + "/sign-off", null).type()).isEqualTo("nothing-chosen");
        send(browser, link, choose(link, 0), choose(link, 1));
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            calls.add(() -> browser.post(link.path() + "/sign-off", null));
            var late = choose(link, 2 + number % 4);
            calls.add(() -> send(browser, link, late));
        }
        var signed = new ArrayList<Answer>();
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : together.invokeAll(calls)) {
                var answer = call.get();
                if (answer.status() == 200 && answer.body().has("signed")) {
                    signed.add(answer);
                } else {
                    assertThat(answer.status()).isIn(200, 409);
                }
            }
        }
        assertThat(signed).hasSize(1);
        var chosen = signed.getFirst().body().at("/signed/chosen").asInt();
        assertThat(favourites(signed.getFirst().body())).hasSize(chosen);
        assertThat(favourites(browser.get(link.path() + "/proofing").body())).hasSize(chosen);

        var late = send(browser, link, unchoose(link, 0));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.type()).isEqualTo("selection-signed");
        assertThat(browser.post(link.path() + "/lists", Map.of("name", "Late")).type())
                .isEqualTo("selection-signed");
        assertThat(send(browser, link, comment(link, 0, "Thank you")).status()).isEqualTo(200);

        var seen = studio(link, "GET", "/proofing").body();
        assertThat(seen.get("signed_count").asInt()).isEqualTo(1);
        assertThat(seen.at("/visitors/0/signed/chosen").asInt()).isEqualTo(chosen);
        assertThat(studio(link, "GET", "/proofing/selections")
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(chosen);

        var event = world.published("share.selection.signed.v1", visitorOf(link));
        assertThat(event).hasSize(1);
        EventSchemas.assertValid(event.getFirst());
        assertThat(event.getFirst().at("/data/created_by").asString())
                .isEqualTo(owner.id().toString());
        assertThat(event.getFirst().at("/data/chosen").asInt()).isEqualTo(chosen);

        // A photo that goes later is still known to have been chosen.
        world.announce(
                "photo.deleted.v1",
                link.scene().photos().get(0),
                9,
                Map.of("photo_id", link.scene().photos().get(0)));
        world.settle();
        assertThat(studio(link, "GET", "/proofing/selections")
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(chosen);

        assertThat(studio(link, "POST", "/proofing/reopen").body().get("round").asInt())
                .isEqualTo(2);
        assertThat(send(browser, link, unchoose(link, 1)).status()).isEqualTo(200);
        send(browser, link, choose(link, 5));
        assertThat(browser.post(link.path() + "/sign-off", null).status()).isEqualTo(200);
    }

    @Test
    void theQuotaHoldsAtTheSignOffUnlessMoreMayBeSent() {
        var link = world.share(world.scene(owner, 3), Map.of());
        var browser = world.browser();
        rules(link, Map.of("quota", 2));
        send(browser, link, choose(link, 0), choose(link, 1), choose(link, 2));
        var refused = browser.post(link.path() + "/sign-off", null);
        assertThat(refused.type()).isEqualTo("selection-too-large");
        assertThat(refused.body().get("quota").asInt()).isEqualTo(2);
        assertThat(refused.body().get("chosen").asInt()).isEqualTo(3);
        rules(link, Map.of("quota", 2, "beyond_quota", true));
        assertThat(browser.post(link.path() + "/sign-off", null)
                        .body()
                        .at("/signed/chosen")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void verdictsAreGivenWhereTheyAreAskedFor() {
        var link = world.share(world.scene(owner, 3), Map.of());
        var browser = world.browser();
        assertThat(send(browser, link, change("approve", link, 0))
                        .body()
                        .at("/outcomes/0/refused")
                        .asString())
                .isEqualTo("invalid");
        rules(link, Map.of("kind", "approve"));
        var state = send(
                        browser,
                        link,
                        change("approve", link, 0),
                        change("reject", link, 0),
                        change("reject", link, 1),
                        change("clear", link, 1),
                        change("approve", link, 2))
                .body()
                .get("state");
        assertThat(state.at("/verdicts/0/verdict").asString()).isEqualTo("rejected");
        assertThat(state.get("verdicts").size()).isEqualTo(2);
        assertThat(browser.post(link.path() + "/sign-off", null).status()).isEqualTo(200);
        var seen = studio(link, "GET", "/proofing").body().at("/visitors/0");
        assertThat(seen.get("approved").asInt()).isEqualTo(1);
        assertThat(seen.get("rejected").asInt()).isEqualTo(1);
        assertThat(send(browser, link, change("clear", link, 0)).type()).isEqualTo("selection-signed");
    }

    @Test
    void afterTheDeadlineInAClosedRoundOrWhereNothingIsAskedNothingChanges() {
        var link = world.share(world.scene(owner, 2), Map.of());
        var browser = world.browser();
        send(browser, link, choose(link, 0));
        studio(link, "POST", "/proofing/close");
        assertRefused(browser, link, "round-closed");
        studio(link, "POST", "/proofing/reopen");
        rules(link, Map.of("deadline", Instant.now().plusSeconds(3600).toString()));
        assertThat(send(browser, link, choose(link, 1)).status()).isEqualTo(200);
        world.database()
                .sql("update proofing set deadline = now() - interval '1 second' where link_id = ?")
                .param(link.id())
                .update();
        assertRefused(browser, link, "round-over");
        rules(link, Map.of("enabled", false));
        assertRefused(browser, link, "proofing-off");
        assertThat(favourites(browser.get(link.path() + "/proofing").body())).hasSize(2);
        assertThat(world.as(
                                owner,
                                "PUT",
                                "/api/share-links/" + link.id() + "/proofing",
                                settings(Map.of("deadline", "2020-01-01T00:00:00Z")))
                        .status())
                .isEqualTo(400);
    }

    private void assertRefused(Browser browser, Link link, String type) {
        for (var answer : List.of(
                send(browser, link, unchoose(link, 0)),
                send(browser, link, comment(link, 0, "late"), choose(link, 1)),
                browser.post(link.path() + "/sign-off", null),
                browser.post(link.path() + "/lists", Map.of("name", "Late")))) {
            assertThat(answer.status()).as(answer.response().uri().toString()).isEqualTo(409);
            assertThat(answer.type()).isEqualTo(type);
        }
    }

    // ---- the photographer's side

    @Test
    void selectionsAreExportedForTheProgramsOfPhotographers() throws Exception {
        var scene = world.scene(owner, 3);
        var odd = world.photo(scene.photos().get(1), scene.gallery(), owner, 1);
        odd.put("filename", "=cmd|' /C calc'!A0,../x.jpg");
        odd.put("title", "@SUM(1) \"quoted\"");
        world.announce("photo.saved.v1", scene.photos().get(1), 2, odd);
        world.settle();
        var link = world.share(scene, Map.of());
        var browser = world.browser();
        browser.request("PUT", link.path() + "/visitor", Map.of("name", "+Mira"));
        send(browser, link, choose(link, 0), choose(link, 1));

        assertThat(export(link, "lightroom")).isEqualTo("DSC_0000, =cmd|' /C calc'!A0,../x");
        assertThat(export(link, "capture-one")).startsWith("DSC_0000\r\n");
        assertThat(export(link, "csv"))
                .contains("\"DSC_0000.jpg\",,\"'+Mira\",,\"Favourites\",\r\n")
                .contains("\"'=cmd|' /C calc'!A0,../x.jpg\",\"'@SUM(1) \"\"quoted\"\"\"");
        var zip = world.as(owner, "GET", "/api/share-links/" + link.id() + "/proofing/export?format=xmp");
        assertThat(zip.header("Content-Disposition")).contains("attachment", "Wedding.zip");
        assertThat(zip.response().body())
                .contains("DSC_0000.xmp", "=cmd_' _C calc'!A0,.._x.xmp")
                .doesNotContain("../");
        assertThat(studio(link, "GET", "/proofing/export?format=exe").status()).isEqualTo(400);
    }

    @Test
    void pagesOfSelectionsAreInOrderAndComplete() {
        var link = world.share(world.scene(owner, 7), Map.of());
        var browser = world.browser();
        var changes = new Map[7];
        for (int number = 0; number < 7; number++) {
            changes[number] = choose(link, 6 - number);
        }
        send(browser, link, changes);
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page =
                    studio(link, "GET", "/proofing/selections?limit=3" + cursor).body();
            page.get("items").forEach(item -> found.add(item.get("photo_id").asString()));
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);
        assertThat(found)
                .isEqualTo(link.scene().photos().stream().map(UUID::toString).toList());
    }

    /** Row 9, and the roles. */
    @Test
    void nobodyElseSeesOrDecidesAnything() {
        var link = world.share(world.scene(owner, 1), Map.of());
        var comment = comment(link, 0, "private");
        send(world.browser(), link, comment);
        var base = "/api/share-links/" + link.id() + "/proofing";
        var routes = List.of(
                "GET ",
                "PUT ",
                "POST /close",
                "POST /reopen",
                "GET /selections",
                "GET /comments",
                "GET /export?format=csv",
                "POST /comments/" + comment.get("id") + "/answers",
                "DELETE /comments/" + comment.get("id"));
        for (var route : routes) {
            var parts = route.split(" ", -1);
            Object body = parts[0].equals("PUT")
                    ? settings(Map.of())
                    : parts[1].endsWith("answers") ? Map.of("text", "hello") : null;
            assertThat(world.as(null, parts[0], base + parts[1], body).status())
                    .as(route)
                    .isEqualTo(401);
            assertThat(world.as(Person.with(owner.studio(), "user"), parts[0], base + parts[1], body)
                            .status())
                    .as(route)
                    .isEqualTo(403);
            var stranger = world.as(Person.photographer(), parts[0], base + parts[1], body);
            assertThat(stranger.status()).as(route).isEqualTo(404);
            assertThat(stranger.response().body()).doesNotContain("private");
            assertThat(world.as(Person.with(null, "admin"), parts[0], base + parts[1], body)
                            .status())
                    .as(route)
                    .isIn(200, 201, 204);
        }
    }

    @Test
    void lockedAndEndedLinksTakeNothing() {
        var link = world.share(world.scene(owner, 1), Map.of("password", "open sesame"));
        var browser = world.browser();
        for (var answer : List.of(
                browser.get(link.path() + "/proofing"),
                send(browser, link, choose(link, 0)),
                browser.get(link.path() + "/lists"),
                browser.post(link.path() + "/sign-off", null),
                browser.post(link.path() + "/visitor/carry", Map.of("email", "a@example.org")),
                browser.post(link.path() + "/visitor/redeem", Map.of("code", "x")))) {
            assertThat(answer.status()).isEqualTo(401);
        }
        world.as(owner, "DELETE", "/api/share-links/" + link.id());
        assertThat(send(browser, link, choose(link, 0)).status()).isEqualTo(410);
    }

    // ---- who is told

    @Test
    void manyChoicesAreToldOnceAndCommentsEach() {
        var link = world.share(world.scene(owner, 5), Map.of());
        var browser = world.browser();
        browser.request("PUT", link.path() + "/visitor", Map.of("name", "Mira"));
        for (int number = 0; number < 5; number++) {
            send(browser, link, choose(link, number), comment(link, number, "Nice\n" + "x".repeat(400)));
        }
        var told = world.published("share.photo.chosen.v1", visitorOf(link));
        var comments = world.published("share.comment.written.v1", visitorOf(link), 5);
        assertThat(told).hasSizeLessThan(5);
        told.forEach(EventSchemas::assertValid);
        comments.forEach(EventSchemas::assertValid);
        assertThat(comments).hasSize(5);
        var data = comments.getFirst().get("data");
        assertThat(data.get("link_id").asString()).isEqualTo(link.id().toString());
        assertThat(data.get("visitor_name").asString()).isEqualTo("Mira");
        assertThat(data.get("text_excerpt").asString()).startsWith("Nice xx").hasSize(160);
        assertThat(data.get("studio_id").asString()).isEqualTo(owner.studio().toString());
    }

    @Test
    void withTheAccountGoesWhatVisitorsLeft() {
        var link = world.share(world.scene(owner, 2), Map.of());
        var browser = world.browser();
        send(browser, link, choose(link, 0), comment(link, 1, "mine"));
        browser.post(link.path() + "/sign-off", null);
        world.announce(
                "account.deleted.v1",
                owner.id(),
                7,
                Map.of("account_id", owner.id(), "studio_id", owner.studio(), "studio_deleted", true));
        world.settle();
        assertThat(world.database()
                        .sql("select (select count(*) from visitors where link_id = :link)"
                                + " + (select count(*) from comments where link_id = :link)"
                                + " + (select count(*) from sign_offs where link_id = :link)")
                        .param("link", link.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    // ---- words

    @SafeVarargs
    private static Answer send(Browser browser, Link link, Map<String, Object>... changes) {
        return browser.post(link.path() + "/changes", Map.of("changes", List.of(changes)));
    }

    private static Map<String, Object> change(String kind) {
        var change = new LinkedHashMap<String, Object>();
        change.put("id", UUID.randomUUID().toString());
        change.put("at", Instant.now().toString());
        change.put("kind", kind);
        return change;
    }

    private static Map<String, Object> change(String kind, Link link, int number) {
        return with(change(kind), "photo_id", photo(link, number));
    }

    private static Map<String, Object> choose(Link link, int number) {
        return change("choose", link, number);
    }

    private static Map<String, Object> unchoose(Link link, int number) {
        return change("unchoose", link, number);
    }

    private static Map<String, Object> comment(Link link, int number, String text) {
        return with(change("comment", link, number), "text", text);
    }

    private static Map<String, Object> with(Map<String, Object> change, String field, Object value) {
        change.put(field, value);
        return change;
    }

    private static Map<String, Object> list(String kind, @Nullable Map<String, Object> made, @Nullable String name) {
        var change = change(kind);
        if (made != null) {
            change.put("list_id", made.get("id"));
        }
        if (name != null) {
            change.put("text", name);
        }
        return change;
    }

    private static List<String> many(int count) {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
    }

    private static List<String> names(JsonNode state) {
        return state.get("lists")
                .valueStream()
                .filter(list -> list.get("kind").asString().equals("named"))
                .map(list -> list.get("name").asString())
                .toList();
    }

    private static List<String> photosOf(JsonNode state, String list) {
        return state.get("lists")
                .valueStream()
                .filter(one -> one.get("name").asString().equals(list))
                .flatMap(one -> one.get("photo_ids").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> refusals(Answer answer) {
        return answer.body()
                .get("outcomes")
                .valueStream()
                .map(outcome -> String.valueOf(outcome.get("refused").stringValue("null")))
                .toList();
    }

    private static String photo(Link link, int number) {
        return link.scene().photos().get(number).toString();
    }

    private static List<String> favourites(JsonNode state) {
        var found = new ArrayList<String>();
        state.get("lists").forEach(list -> {
            if (list.get("kind").asString().equals("favourites")) {
                list.get("photo_ids").forEach(id -> found.add(id.asString()));
            }
        });
        return found;
    }

    private UUID visitorOf(Link link) {
        return UUID.fromString(
                studio(link, "GET", "/proofing").body().at("/visitors/0/id").asString());
    }

    private Answer studio(Link link, String method, String path) {
        return world.as(owner, method, "/api/share-links/" + link.id() + path);
    }

    private String export(Link link, String format) {
        var answer = studio(link, "GET", "/proofing/export?format=" + format);
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body();
    }

    private static Map<String, Object> settings(Map<String, Object> changed) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("enabled", true);
        settings.put("kind", "choose");
        settings.put("beyond_quota", false);
        settings.put("comments", true);
        settings.putAll(changed);
        return settings;
    }

    private void rules(Link link, Map<String, Object> changed) {
        var answer = world.as(owner, "PUT", "/api/share-links/" + link.id() + "/proofing", settings(changed));
        assertThat(answer.status()).isEqualTo(200);
    }

    private Browser sameVisitor(Browser known, Link link) {
        var email = UUID.randomUUID() + "@example.org";
        carry(known, link, email);
        var browser = world.browser();
        assertThat(redeem(browser, link, code(email, 1)).status()).isEqualTo(200);
        return browser;
    }

    private static int carry(Browser browser, Link link, String email) {
        return browser.post(link.path() + "/visitor/carry", Map.of("email", email))
                .status();
    }

    private static Answer redeem(Browser browser, Link link, String code) {
        return browser.post(link.path() + "/visitor/redeem", Map.of("code", code));
    }

    private static String code(String email, int letters) {
        await().atMost(30, SECONDS).until(() -> Mailbox.messagesTo(email).size() == letters);
        return Mailbox.messagesTo(email).getFirst().text().replaceFirst("(?s).*#carry=([A-Za-z0-9_-]{43}).*", "$1");
    }
}
