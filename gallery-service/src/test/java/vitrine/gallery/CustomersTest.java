package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CustomersTest extends RunningService {

    private static final Path SHARE = Path.of("..", "share-service", "contracts", "events");

    private static JsonNode add(Person owner, String name, String email) {
        return owner.post("/api/customers", Map.of("name", name, "email", email))
                .expect(201);
    }

    private static String path(JsonNode customer) {
        return "/api/customers/" + customer.get("id").asString();
    }

    private static List<String> emails(JsonNode page) {
        return page.get("items").values().stream()
                .map(customer -> customer.get("email").asString())
                .toList();
    }

    @Test
    void areAddedFoundChangedAndDeleted() {
        Person owner = photographer();
        JsonNode ada = owner.post(
                        "/api/customers",
                        Map.of("name", "  <script>Ada</script> ", "email", "Ada@Example.org", "phone", "+41 44 1"))
                .expect(201);
        assertThat(ada.get("name").asString()).isEqualTo("<script>Ada</script>");
        assertThat(ada.get("status").asString()).isEqualTo("active");
        add(owner, "Ben 100%", "ben@localhost");
        JsonNode known = owner.post("/api/customers", Map.of("name", "Other", "email", "aDA@example.ORG"))
                .expectProblem(409, "customer-exists");
        assertThat(known.get("customer_id")).isEqualTo(ada.get("id"));
        assertThat(emails(owner.get("/api/customers?q=100%25").expect(200))).containsExactly("ben@localhost");
        assertThat(emails(owner.get("/api/customers?q=EXAMPLE").expect(200))).containsExactly("Ada@Example.org");
        assertThat(emails(owner.get("/api/customers?q=%2B41").expect(200))).containsExactly("Ada@Example.org");

        JsonNode changed = owner.patch(path(ada), Map.of("status", "inactive", "phone", "", "notes", "a\r\nb"))
                .expect(200);
        assertThat(changed.get("phone").isNull()).isTrue();
        assertThat(changed.get("notes").asString()).isEqualTo("a\r\nb");
        assertThat(changed.get("name")).isEqualTo(ada.get("name"));
        assertThat(emails(owner.get("/api/customers?status=active").expect(200)))
                .containsExactly("ben@localhost");
        owner.get("/api/customers?status=gone").expectProblem(400, "validation");
        owner.patch(path(ada), Map.of("email", "BEN@localhost")).expectProblem(409, "customer-exists");
        owner.patch(path(ada), Map.of("email", "ada@new.example")).expect(200);
        add(owner, "Another Ada", "ada@example.org");

        JsonNode first = owner.get("/api/customers?limit=2").expect(200);
        JsonNode rest = owner.get("/api/customers?limit=2&cursor="
                        + first.get("next_cursor").asString())
                .expect(200);
        assertThat(emails(first)).containsExactly("ada@example.org", "ben@localhost");
        assertThat(emails(rest)).containsExactly("ada@new.example");
        owner.delete(path(ada)).expect(204);
        owner.get(path(ada)).expectProblem(404, "not-found");
        add(owner, "Again", "ada@new.example");
    }

    @Test
    void withWrongFieldsAreRefused() {
        Person owner = photographer();
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("email", "a@localhost"),
                Map.of("name", "x".repeat(121), "email", "a@localhost"),
                Map.of("name", "A\r\nBcc: b@localhost", "email", "a@localhost"),
                Map.of("name", "A", "email", "nobody"),
                Map.of("name", "A", "email", "a@b\r\nx"),
                Map.of("name", "A", "email", "a".repeat(115) + "@b.org"),
                Map.of("name", "A", "email", "a@localhost", "phone", "1".repeat(21)),
                Map.of("name", "A", "email", "a@localhost", "notes", "n".repeat(10_000)),
                Map.of("name", "A", "email", "a@localhost", "status", "gone"))) {
            owner.post("/api/customers", wrong).expectProblem(400, "validation");
        }
        JsonNode ada = add(owner, "Ada \u202Eevil", "a@localhost");
        owner.patch(path(ada), Map.of("name", " ")).expectProblem(400, "validation");
        owner.patch(path(ada), Map.of("email", "")).expectProblem(400, "validation");
        assertThat(owner.get("/api/customers").expect(200).get("items")).hasSize(1);
    }

    @Test
    void ofOneAddressThereIsOneHoweverManyAddItAtOnce() throws Exception {
        Person owner = photographer();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = people.invokeAll(IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(n -> () -> owner.post(
                                    "/api/customers",
                                    Map.of("name", "N" + n, "email", n % 2 == 0 ? "one@localhost" : "ONE@localhost"))
                            .status())
                    .toList());
            var statuses = new ArrayList<Integer>();
            for (var each : all) {
                statuses.add(each.get());
            }
            assertThat(statuses).containsOnlyOnce(201).contains(409).hasSize(16);
            assertThat(statuses.stream().filter(status -> status == 409)).hasSize(15);
        }
    }

    @Test
    void haveGalleriesOfTheirStudioAlone() {
        Person owner = photographer();
        Person stranger = photographer();
        String wedding = owner.gallery("Wedding", false).get("id").asString();
        String party = owner.gallery("Party", false).get("id").asString();
        String theirs = stranger.gallery("Theirs", false).get("id").asString();
        JsonNode ada = add(owner, "Ada", "ada@localhost");
        String galleries = path(ada) + "/galleries";
        assertThat(owner.put(galleries, Map.of("gallery_ids", List.of(wedding, party, wedding)))
                        .expect(200))
                .hasSize(2);
        owner.put(galleries, Map.of("gallery_ids", List.of(theirs))).expectProblem(404, "not-found");
        stranger.put(galleries, Map.of("gallery_ids", List.of(theirs))).expectProblem(404, "not-found");
        stranger.get(galleries).expectProblem(404, "not-found");
        JsonNode left =
                owner.put(galleries, Map.of("gallery_ids", List.of(party))).expect(200);
        assertThat(left.get(0).get("name").asString()).isEqualTo("Party");
        assertThat(owner.get(path(ada)).expect(200).get("gallery_count").asInt())
                .isEqualTo(1);
        JsonNode other = add(stranger, "Ada", "ada@localhost");
        owner.post(path(ada) + "/merge", Map.of("other_id", other.get("id").asString()))
                .expectProblem(404, "not-found");
        stranger.post(path(ada) + "/merge", Map.of("other_id", other.get("id").asString()))
                .expectProblem(404, "not-found");
        owner.post(path(ada) + "/merge", Map.of("other_id", ada.get("id").asString()))
                .expectProblem(422, "unprocessable");
    }

    private static Api.Answer read(Person owner, byte[] file, boolean dryRun) {
        return owner.api()
                .send(
                        owner.token(),
                        HttpRequest.newBuilder(owner.api().uri("/api/customers/import?dry_run=" + dryRun))
                                .header("Content-Type", "text/csv")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    @Test
    void comeFromFilesRowByRow() {
        Person owner = photographer();
        add(owner, "Known", "known@localhost");
        byte[] file = ("\uFEFFName,E-Mail,Phone,Shoe size,Notes\r\n"
                        + "\"Ada, of \"\"Bern\"\"\",ada@localhost,'+41 44 1,38,\"two\r\nlines\"\r\n"
                        + "Known,KNOWN@localhost,,,\r\n"
                        + "Wrong,nobody,123456789012345678901,,\r\n"
                        + ",nameless@localhost,,,\r\n"
                        + "Twice,ADA@localhost,,,\r\n")
                .getBytes(StandardCharsets.UTF_8);
        JsonNode tried = read(owner, file, true).expect(200);
        assertThat(owner.get("/api/customers").expect(200).get("items")).hasSize(1);
        JsonNode done = read(owner, file, false).expect(200);
        for (JsonNode outcome : List.of(tried, done)) {
            assertThat(outcome.get("rows").asInt()).isEqualTo(5);
            assertThat(outcome.get("created").asInt()).isEqualTo(2);
            assertThat(outcome.get("known").asInt()).isEqualTo(2);
            assertThat(outcome.get("refused").asInt()).isEqualTo(1);
            assertThat(outcome.get("errors").values().stream()
                            .map(error -> error.get("row").asInt() + " "
                                    + error.get("field").asString()))
                    .containsExactly("4 email", "4 phone");
        }
        JsonNode ada =
                owner.get("/api/customers?q=ada@").expect(200).get("items").get(0);
        assertThat(ada.get("name").asString()).isEqualTo("Ada, of \"Bern\"");
        assertThat(ada.get("phone").asString()).isEqualTo("+41 44 1");
        assertThat(ada.get("notes").asString()).isEqualTo("two\r\nlines");
        assertThat(read(owner, file, false).expect(200).get("created").asInt()).isZero();

        byte[] german = "Kunde;E-Mail-Adresse;Telefon\nJürg Müller;juerg@localhost;1\n"
                .getBytes(Charset.forName("windows-1252"));
        assertThat(read(owner, german, false).expect(200).get("created").asInt())
                .isEqualTo(1);
        assertThat(owner.get("/api/customers?q=M%C3%BCller").expect(200).get("items"))
                .hasSize(1);

        read(owner, new byte[0], true).expectProblem(400, "validation");
        read(owner, "first,last\na,b\n".getBytes(StandardCharsets.UTF_8), true).expectProblem(400, "validation");
        read(owner, "name,email\n\"open,a@localhost\n".getBytes(StandardCharsets.UTF_8), true)
                .expectProblem(400, "malformed-request");
        read(owner, new byte[2_000_001], true).expectProblem(413, "too-large");
        read(owner, ("email\n" + "a@localhost\n".repeat(5001)).getBytes(StandardCharsets.UTF_8), true)
                .expectProblem(413, "too-large");
    }

    @Test
    void goOutWithNothingASpreadsheetWouldCompute() {
        Person owner = photographer();
        for (String name :
                List.of("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "'=already", "a \"quoted\", name", "plain")) {
            add(owner, name, newId() + "@localhost");
        }
        owner.post("/api/customers", Map.of("name", "N", "email", "n@localhost", "notes", "\t=1+1", "phone", "+41"))
                .expect(201);
        add(photographer(), "Stranger", "stranger@localhost");
        Api.Answer file = owner.get("/api/customers/export");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.type()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.raw().headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(file.text()).startsWith("\uFEFFname,email,phone").doesNotContain("Stranger");
        assertThat(file.text()).contains("'=cmd|", "'+1+1", "'-2+3", "'@SUM", "''=already", "'+41", "plain,");
        assertThat(file.text()).contains("\"a \"\"quoted\"\", name\"");
        for (String cell : file.text().split("[,\r\n]+")) {
            assertThat(cell.replace("\"", "")).doesNotMatch("\\s*[=+@-].*");
        }

        Person other = photographer();
        JsonNode back =
                read(other, file.text().getBytes(StandardCharsets.UTF_8), false).expect(200);
        assertThat(back.get("created").asInt()).isEqualTo(8);
        assertThat(other.get("/api/customers?limit=50").expect(200).get("items").values().stream()
                        .map(customer -> customer.get("name").asString()))
                .contains("=cmd|' /C calc'!A0", "'=already", "-2+3");
    }

    // ---- what share-service tells

    private void shared(UUID link, Person owner, Object gallery, String email) {
        send(newId(), "share.link.created.v1", link, 1, linkCreated(link, owner, gallery, email));
    }

    static Map<String, Object> linkCreated(UUID link, Person owner, Object gallery, String email) {
        var data = new java.util.HashMap<String, Object>(Map.of(
                "link_id",
                link,
                "gallery_id",
                gallery,
                "studio_id",
                owner.studio(),
                "created_by",
                owner.account(),
                "access_level",
                "preview",
                "at",
                "2026-03-14T09:26:53Z"));
        data.put("recipient_email", email);
        data.put("expires_at", null);
        return data;
    }

    static Map<String, Object> linkViewed(
            UUID link, Person owner, Object gallery, String email, int views, int visitors, boolean isNew, String at) {
        var data = new java.util.HashMap<String, Object>(Map.of(
                "link_id", link,
                "gallery_id", gallery,
                "studio_id", owner.studio(),
                "visitor_is_new", isNew,
                "views", views,
                "visitors", visitors,
                "at", at));
        data.put("recipient_email", email);
        return data;
    }

    private static JsonNode awaitCustomer(Person owner, String q) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/api/customers?q=" + q).expect(200).get("items"), items -> !items.isEmpty())
                .get(0);
    }

    @Test
    void areMadeBySharingToANewAddressAndMergedWithoutLosingAnything() {
        Person owner = photographer();
        String wedding = owner.gallery("Wedding", false).get("id").asString();
        String party = owner.gallery("Party", false).get("id").asString();
        UUID first = newId();
        UUID second = newId();
        // A view may be heard before the link, and everything twice.
        var viewed = linkViewed(first, owner, wedding, "Ada@Example.org", 1, 1, true, "2026-03-15T10:00:00Z");
        UUID view = newId();
        send(view, "share.link.viewed.v1", first, 1, viewed);
        send(view, "share.link.viewed.v1", first, 1, viewed);
        shared(first, owner, wedding, "Ada@Example.org");
        shared(first, owner, wedding, "Ada@Example.org");
        shared(second, owner, party, "ada@private.example");
        JsonNode other = awaitCustomer(owner, "private");
        JsonNode ada = awaitCustomer(owner, "Example.org");
        assertThat(ada.get("name").asString()).isEqualTo("Ada@Example.org");
        assertThat(ada.get("last_accessed_at").asString()).isEqualTo("2026-03-15T10:00:00Z");
        assertThat(ada.get("link_count").asInt()).isEqualTo(1);
        assertThat(ada.get("gallery_count").asInt()).isEqualTo(1);

        owner.patch(path(other), Map.of("name", "Ada Lovelace", "phone", "1", "notes", "Likes blue"))
                .expect(200);
        owner.patch(path(ada), Map.of("phone", "2", "notes", "Came in spring")).expect(200);
        JsonNode merged = owner.post(
                        path(ada) + "/merge", Map.of("other_id", other.get("id").asString()))
                .expect(200);
        assertThat(merged.get("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(merged.get("phone").asString()).isEqualTo("2");
        assertThat(merged.get("notes").asString()).isEqualTo("Came in spring\n\n1\nLikes blue");
        assertThat(merged.get("other_emails").get(0).asString()).isEqualTo("ada@private.example");
        assertThat(merged.get("link_count").asInt()).isEqualTo(2);
        assertThat(merged.get("gallery_count").asInt()).isEqualTo(2);
        owner.get(path(other)).expectProblem(404, "not-found");
        owner.post("/api/customers", Map.of("name", "New", "email", "ada@PRIVATE.example"))
                .expectProblem(409, "customer-exists");

        // The address that came with the merge is still hers.
        UUID third = newId();
        shared(third, owner, party, "ADA@private.example");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get(path(ada)).expect(200).get("link_count").asInt() == 3);
        assertThat(owner.get("/api/customers").expect(200).get("items")).hasSize(1);
        owner.patch(path(ada), Map.of("email", "ada@private.example")).expect(200);
        assertThat(owner.get(path(ada)).expect(200).get("other_emails").get(0).asString())
                .isEqualTo("Ada@Example.org");

        // Who was deleted does not come back with the next view of an old link.
        owner.delete(path(ada)).expect(204);
        send(
                newId(),
                "share.link.viewed.v1",
                first,
                2,
                linkViewed(first, owner, wedding, "Ada@Example.org", 2, 1, false, "2026-03-16T10:00:00Z"));
        UUID marker = newId();
        shared(marker, owner, wedding, "marker@localhost");
        awaitCustomer(owner, "marker");
        assertThat(emails(owner.get("/api/customers").expect(200))).containsExactly("marker@localhost");
    }

    @Test
    void understandWhatShareServicePublishes() throws IOException {
        Person owner = photographer();
        String gallery = owner.gallery("Contract", false).get("id").asString();
        for (String type : List.of("share.link.created.v1", "share.link.viewed.v1")) {
            String example = Files.readString(SHARE.resolve(type + ".example.json"));
            JsonNode event = Api.JSON.readTree(example);
            UUID id = newId();
            send(
                    type,
                    id,
                    example.replace(event.get("event_id").asString(), id.toString())
                            .replace(
                                    event.at("/data/studio_id").asString(),
                                    owner.studio().toString())
                            .replace(event.at("/data/gallery_id").asString(), gallery)
                            .getBytes(StandardCharsets.UTF_8));
        }
        JsonNode ada = awaitCustomer(owner, "ada@example.org");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !owner.get(path(ada))
                        .expect(200)
                        .get("last_accessed_at")
                        .isNull());
    }
}
