package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;
import vitrine.devservices.Mail;
import vitrine.devservices.Mailbox;

class NoticesTest extends RunningService {

    @Autowired
    JavaMailSenderImpl mailServer;

    /** With an address of their own, in this language. */
    private String writable(Person person, String language, long version) {
        String address = "p-" + person.account() + "@localhost";
        send(
                newId(),
                "account.changed.v1",
                person.account(),
                version,
                Map.of(
                        "account_id",
                        person.account(),
                        "username",
                        "u",
                        "email",
                        address,
                        "roles",
                        List.of(person.studio() == null ? "user" : "photographer"),
                        "language",
                        language,
                        "active",
                        true,
                        "tokens_valid_from",
                        "2020-01-01T00:00:00Z"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from people where account_id = ? and language = ?")
                                .params(person.account(), language)
                                .query(Integer.class)
                                .single()
                        == 1);
        return address;
    }

    private static Map<String, Object> proofing(UUID link, Person owner, Object gallery, String name) {
        var data = new HashMap<String, Object>(Map.of(
                "link_id",
                link,
                "gallery_id",
                gallery,
                "studio_id",
                owner.studio(),
                "created_by",
                owner.account(),
                "at",
                "2026-03-14T10:00:00Z"));
        data.put("visitor_name", name);
        return data;
    }

    private UUID comment(UUID link, Person owner, Object gallery, String name, String words) {
        var data = proofing(link, owner, gallery, name);
        data.put("photo_id", newId());
        data.put("text_excerpt", words);
        UUID id = newId();
        send(id, "share.comment.written.v1", link, 1, data);
        send(id, "share.comment.written.v1", link, 1, data);
        return id;
    }

    private UUID chosen(UUID link, Person owner, Object gallery, int chosen, String at) {
        var data = proofing(link, owner, gallery, "Ada");
        data.put("chosen", chosen);
        data.put("at", at);
        UUID id = newId();
        send(id, "share.photo.chosen.v1", link, 1, data);
        return id;
    }

    private static JsonNode notices(Person person) {
        return person.get("/api/notifications").expect(200);
    }

    private static JsonNode awaitNotices(Person person, int unread) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> notices(person), list -> list.get("unread").asInt() == unread);
    }

    private static List<String> told(JsonNode list) {
        return list.get("items").values().stream()
                .map(item ->
                        item.get("kind").asString() + " " + item.get("amount").asLong())
                .toList();
    }

    private static Mail awaitMail(String address) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Mailbox.messagesTo(address).isEmpty());
        return Mailbox.messagesTo(address).getFirst();
    }

    private static void choose(Person person, String kind, boolean inApp, String mail) {
        person.put(
                        "/api/notifications/settings",
                        Map.of("items", List.of(Map.of("kind", kind, "in_app", inApp, "mail", mail))))
                .expect(200);
    }

    @Test
    void wearTheLooksOfTheirStudio() {
        Person owner = photographer();
        String address = writable(owner, "en", 5);
        choose(owner, "commented", true, "immediately");
        jdbc.sql("insert into studio_branding (studio_id, version, accent, font, logo, logo_width, logo_height)"
                        + " values (?, 1, 'wine', 'jost', ?, 600, 300)")
                .params(owner.studio(), "a".repeat(64))
                .update();
        JsonNode gallery = owner.gallery("Wedding", false);
        comment(newId(), owner, gallery.get("id").asString(), "Ada", "Lovely");
        assertThat(awaitMail(address).html())
                .contains(
                        "background:#7A1F2B",
                        "font-family:&#39;Jost&#39;",
                        "http://media.localhost:8080/l/" + owner.studio() + "/" + "a".repeat(64) + ".png",
                        "width=\"144\"",
                        "height=\"72\"");
    }

    @Test
    void tellOncePerThingHoweverOftenItHappened() {
        Person owner = photographer();
        Person stranger = photographer();
        String gallery = owner.gallery("Wedding", false).get("id").asString();
        UUID link = newId();
        chosen(link, owner, gallery, 12, "2026-03-14T10:05:00Z");
        chosen(link, owner, gallery, 11, "2026-03-14T10:04:00Z");
        for (int n = 0; n < 3; n++) {
            comment(link, owner, gallery, "Ada", "Nice " + n);
        }
        send(
                newId(),
                "share.zip.downloaded.v1",
                newId(),
                1,
                Map.of("link_id", link, "gallery_id", gallery, "photo_ids", List.of(newId(), newId())));
        send(
                newId(),
                "share.photo.downloaded.v1",
                newId(),
                1,
                Map.of("photo_id", newId(), "link_id", link, "gallery_id", gallery));
        JsonNode photo = owner.photo(gallery, "a.jpg", picture());
        send(
                newId(),
                "media.asset.failed.v1",
                Api.id(photo.get("id")),
                3,
                Map.of("reason", Map.of("code", "unreadable", "message", "m")));
        JsonNode list = awaitNotices(owner, 4);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(notices(owner)))
                        .containsExactlyInAnyOrder("chosen 12", "commented 3", "downloaded 3", "failed 1"));
        assertThat(notices(stranger).get("items")).isEmpty();

        JsonNode comments = list.get("items").values().stream()
                .filter(item -> item.get("kind").asString().equals("commented"))
                .findFirst()
                .orElseThrow();
        assertThat(comments.get("actor").asString()).isEqualTo("Ada");
        assertThat(comments.get("gallery_id").asString()).isEqualTo(gallery);
        var ids = Map.of("ids", List.of(comments.get("id").asString()));
        stranger.post("/api/notifications/read", ids).expect(204);
        assertThat(notices(owner).get("unread").asInt()).isEqualTo(4);
        owner.post("/api/notifications/read", ids).expect(204);
        assertThat(notices(owner).get("unread").asInt()).isEqualTo(3);
        comment(link, owner, gallery, "Ada", "Once more");
        awaitNotices(owner, 4);
        assertThat(told(notices(owner))).contains("commented 3", "commented 1");
        owner.post("/api/notifications/read", Map.of()).expect(204);
        assertThat(notices(owner).get("unread").asInt()).isZero();

        JsonNode page = owner.get("/api/notifications?limit=3").expect(200);
        JsonNode rest = owner.get("/api/notifications?limit=3&cursor="
                        + page.get("next_cursor").asString())
                .expect(200);
        assertThat(page.get("items").size() + rest.get("items").size()).isEqualTo(5);
    }

    @Test
    void goByMailWithNothingInThemThatWorks() {
        Person owner = photographer();
        String address = writable(owner, "de", 1);
        String name = "Fest\r\nBcc: x@evil.example <script>alert(1)</script> ${7*7} {0}\u202E";
        String gallery = owner.gallery(name, false).get("id").asString();
        UUID link = newId();
        comment(link, owner, gallery, "[[${7*7}]] \r\nX: y", "<b>Schön</b> 'n' {1}");
        Mail mail = awaitMail(address);
        assertThat(mail.subject())
                .startsWith("[[${7*7}]]  X: y hat einen Kommentar zu Fest Bcc: x@evil.example <script>alert(1)")
                .contains("${7*7} {0}")
                .doesNotContain("\n", "\r", "\u202E");
        assertThat(mail.html())
                .contains("lang=\"de\"", "&lt;script&gt;", "&lt;b&gt;Schön&lt;/b&gt;", "/galleries/" + gallery)
                .doesNotContain("<script", "<b>Schön", ">49<", " 49");
        assertThat(mail.text()).contains("> <b>Schön</b> 'n' {1}", "/galleries/" + gallery, "/notices");
        assertThat(Mailbox.messagesTo("x@evil.example")).isEmpty();
    }

    @Test
    void goByMailAsChosen() {
        Person owner = photographer();
        String address = writable(owner, "en", 1);
        String gallery = owner.gallery("Party", false).get("id").asString();
        UUID link = newId();
        choose(owner, "commented", true, "daily");
        choose(owner, "signed", true, "off");
        choose(owner, "downloaded", false, "off");
        choose(owner, "chosen", false, "immediately");
        JsonNode settings = owner.get("/api/notifications/settings").expect(200).get("items");
        assertThat(settings).hasSize(7);
        assertThat(settings.get(3).get("mail").asString()).isEqualTo("daily");

        var signed = proofing(link, owner, gallery, "Ada");
        signed.put("chosen", 7);
        send(newId(), "share.selection.signed.v1", link, 1, signed);
        comment(link, owner, gallery, "Ada", "First");
        comment(link, owner, gallery, "Ben", "Second");
        send(
                newId(),
                "share.photo.downloaded.v1",
                newId(),
                1,
                Map.of("photo_id", newId(), "link_id", link, "gallery_id", gallery));
        chosen(link, owner, gallery, 2, "2026-03-14T10:05:00Z");
        Mail choice = awaitMail(address);
        assertThat(choice.subject()).isEqualTo("Ada has chosen 2 photos in Party");
        awaitNotices(owner, 3);
        assertThat(told(notices(owner))).containsExactlyInAnyOrder("signed 7", "commented 1", "commented 1");
        assertThat(Mailbox.messagesTo(address)).hasSize(1);

        assertThat(due(owner)).isEqualTo(1);
        Mail digest = await().atMost(Duration.ofSeconds(30))
                .until(() -> Mailbox.messagesTo(address).getFirst(), mail -> !mail.equals(choice));
        assertThat(digest.subject()).isEqualTo("2 things are new in your galleries");
        assertThat(digest.text().replace("\r", ""))
                .contains("Ada wrote a comment on Party\n> First", "Ben wrote a comment on Party\n> Second")
                .doesNotContain("selection");

        // What was read meanwhile needs no mail.
        comment(link, owner, gallery, "Cleo", "Third");
        awaitNotices(owner, 4);
        owner.post("/api/notifications/read", Map.of()).expect(204);
        assertThat(due(owner)).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from letters where account_id = ?")
                                .param(owner.account())
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(Mailbox.messagesTo(address)).hasSize(2);
    }

    /** As if it were the time of the daily letter. */
    private int due(Person person) {
        return jdbc.sql("update letters set next_attempt_at = now() where account_id = ? and notice_id is null")
                .param(person.account())
                .update();
    }

    @Test
    void waitForAMailServerThatIsAwayAndArriveOnce() {
        Person owner = photographer();
        String address = writable(owner, "en", 1);
        String gallery = owner.gallery("Late", false).get("id").asString();
        int port = mailServer.getPort();
        mailServer.setPort(1);
        try {
            comment(newId(), owner, gallery, "Ada", "Hello");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc.sql("select coalesce(max(attempts), 0) from letters where account_id = ?")
                                    .param(owner.account())
                                    .query(Integer.class)
                                    .single()
                            > 0);
            assertThat(Mailbox.messagesTo(address)).isEmpty();
        } finally {
            mailServer.setPort(port);
        }
        awaitMail(address);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from letters where account_id = ?")
                                .param(owner.account())
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(Mailbox.messagesTo(address)).hasSize(1);
    }

    @Test
    void reachWhomSomethingIsSharedWithAndNobodyWhoIsGone() {
        Person owner = photographer();
        Person client = member("client", null, "user");
        String address = writable(client, "en", 1);
        String gallery = owner.gallery("For you", false).get("id").asString();
        UUID link = newId();
        send(
                newId(),
                "share.link.created.v1",
                link,
                1,
                CustomersTest.linkCreated(link, owner, gallery, address.toUpperCase(java.util.Locale.ROOT)));
        JsonNode list = awaitNotices(client, 1);
        assertThat(list.at("/items/0/kind").asString()).isEqualTo("shared");
        assertThat(list.at("/items/0/gallery_name").asString()).isEqualTo("For you");
        assertThat(Mailbox.messagesTo(address)).isEmpty();

        send(
                newId(),
                "account.deleted.v1",
                client.account(),
                9,
                Map.of("account_id", client.account(), "studio_deleted", false));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select (select count(*) from people where account_id = :id)"
                                        + " + (select count(*) from notices where account_id = :id)")
                                .param("id", client.account())
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    @Test
    void withWrongFieldsAreRefused() {
        Person owner = photographer();
        for (Object wrong : List.of(
                Map.of(),
                Map.of("items", List.of(Map.of("kind", "weather", "in_app", true, "mail", "off"))),
                Map.of("items", List.of(Map.of("kind", "chosen", "mail", "off"))),
                Map.of("items", List.of(Map.of("kind", "chosen", "in_app", true, "mail", "hourly"))))) {
            owner.put("/api/notifications/settings", wrong).expectProblem(400, "validation");
        }
        owner.post("/api/notifications/read", Map.of("ids", List.of("x"))).expectProblem(400, "validation");
        owner.get("/api/notifications?cursor=x").expectProblem(400, "malformed-request");
    }
}
