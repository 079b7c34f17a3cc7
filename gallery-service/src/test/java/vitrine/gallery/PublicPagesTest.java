package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Search, sets, studios and their words, for everybody. */
class PublicPagesTest extends RunningService {

    private final UUID studio = newId();
    private Person owner;

    @BeforeEach
    void ownStudio() {
        owner = of("owner");
    }

    private Person of(String studioRole) {
        UUID account = newId();
        String token = SUITE.token(account, studio, claims -> claims.claim("studio_role", studioRole), "photographer");
        return new Person(studioRole, api(), account, studio, token);
    }

    private void named(String name) {
        send(
                newId(),
                "account.changed.v1",
                owner.account(),
                3,
                Map.of("account_id", owner.account(), "studio_id", studio, "studio_name", name));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(15))
                .until(() -> jdbc.sql("select count(*) from studios where id = ? and name = ?")
                                .params(studio, name)
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    private List<String> found(String typed) {
        return ids(guest().get("/api/public/galleries?studio=" + studio + "&q="
                        + java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8))
                .expect(200));
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items").values().stream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private static String id(JsonNode node) {
        return node.get("id").asString();
    }

    @Test
    void findsGalleriesByTheirWordsAndThoseOfTheirPhotos() {
        named("Lumière & Söhne");
        JsonNode beach = owner.gallery("Anna at the beach", true);
        JsonNode forest = owner.gallery("Autumn walk", true);
        JsonNode hidden = owner.gallery("Beach, private", false);
        JsonNode photo = becomesReady(owner, owner.photo(id(forest), "1.jpg", picture()));
        owner.patch(
                        "/api/images/" + id(photo),
                        Map.of("title", "Pfifferlinge im Föhrenwald", "tags", List.of("Mushrooms")))
                .expect(200);
        JsonNode archived = becomesReady(owner, owner.photo(id(forest), "2.jpg", picture()));
        owner.patch("/api/images/" + id(archived), Map.of("title", "Giraffe", "archived", true))
                .expect(200);

        assertThat(found("beach")).containsExactly(id(beach));
        assertThat(found("ANN bea")).containsExactly(id(beach));
        assertThat(found("fohrenwald")).containsExactly(id(forest));
        assertThat(found("mushroom walk")).containsExactly(id(forest));
        assertThat(found("lumiere")).containsExactly(id(forest), id(beach));
        assertThat(found("giraffe")).isEmpty();
        assertThat(found("mushroom beach")).isEmpty();
        assertThat(found("%")).isEmpty();
        assertThat(found("' | 'w:beach")).isEmpty();
        assertThat(found("")).hasSize(2).doesNotContain(id(hidden));

        owner.put("/api/galleries/" + id(beach), Map.of("name", "Anna at sea", "is_public", true))
                .expect(200);
        assertThat(found("beach")).isEmpty();
        assertThat(found("sea")).containsExactly(id(beach));
        owner.delete("/api/images/" + id(photo)).expect(204);
        assertThat(found("mushroom")).isEmpty();
        owner.delete("/api/galleries/" + id(beach)).expect(204);
        assertThat(found("sea")).isEmpty();
    }

    @Test
    void pagesThroughWhatItFinds() {
        for (int n = 0; n < 5; n++) {
            owner.gallery("Harbour " + n, true);
        }
        String path = "/api/public/galleries?limit=2&q=harbour&studio=" + studio;
        JsonNode first = guest().get(path).expect(200);
        JsonNode second = guest().get(
                        path + "&cursor=" + first.get("next_cursor").asString())
                .expect(200);
        JsonNode third = guest().get(
                        path + "&cursor=" + second.get("next_cursor").asString())
                .expect(200);
        assertThat(ids(first)).hasSize(2).doesNotContainAnyElementsOf(ids(second));
        assertThat(third.get("next_cursor").isNull()).isTrue();
        assertThat(third.get("items").get(0).get("name").asString()).isEqualTo("Harbour 0");
    }

    @Test
    void showsAGalleryInItsSets() {
        JsonNode gallery = owner.gallery("Wedding", true);
        String path = "/api/galleries/" + id(gallery);
        JsonNode church = owner.post(path + "/sets", Map.of("name", "Church")).expect(201);
        owner.post(path + "/sets", Map.of("name", "Empty")).expect(201);
        JsonNode inChurch = becomesReady(owner, owner.photo(id(gallery), "1.jpg", picture()));
        JsonNode outside = becomesReady(owner, owner.photo(id(gallery), "2.jpg", picture()));
        jdbc.sql("update photos set set_id = ? where id = ?")
                .params(UUID.fromString(id(church)), UUID.fromString(id(inChurch)))
                .update();
        String shown = "/api/public/galleries/" + id(gallery);
        JsonNode page = guest().get(shown).expect(200);
        assertThat(page.get("sets").size()).isEqualTo(1);
        assertThat(page.at("/sets/0/name").asString()).isEqualTo("Church");
        assertThat(page.at("/sets/0/photo_count").asInt()).isEqualTo(1);
        assertThat(page.at("/branding/accent/name").asString()).isEqualTo("petrol");
        assertThat(ids(guest().get(shown + "/photos?set=" + id(church)).expect(200)))
                .containsExactly(id(inChurch));
        assertThat(ids(guest().get(shown + "/photos?set=none").expect(200))).containsExactly(id(outside));
        assertThat(ids(guest().get(shown + "/photos").expect(200))).hasSize(2);
        guest().get(shown + "/photos?set=all").expectProblem(400, "validation");
        assertThat(guest().get(shown + "/cover").status()).isEqualTo(303);
    }

    private static Map<String, Object> words(String about) {
        var words = new HashMap<String, Object>();
        words.put("about", about);
        words.put("features", "- Prints\n- Albums");
        words.put("pricing", "All prices with tax.");
        words.put(
                "packages",
                List.of(Map.of(
                        "name",
                        "Small",
                        "price",
                        "from 900 €",
                        "description",
                        "Two hours.",
                        "highlights",
                        List.of("50 photos"))));
        return words;
    }

    @Test
    void aStudioSaysWhatItIsInItsLanguages() {
        guest().get("/api/public/studios/" + studio).expectProblem(404, "not-found");
        named("Studio Lumen");
        guest().get("/api/public/studios/" + studio).expectProblem(404, "not-found");
        owner.put("/api/studio/pages", Map.of("en", words("**Hello** <script>alert(1)</script>")))
                .expect(200);
        owner.gallery("Open", true);
        owner.gallery("Closed", false);
        JsonNode shown = guest().get("/api/public/studios/" + studio).expect(200);
        assertThat(shown.get("name").asString()).isEqualTo("Studio Lumen");
        assertThat(shown.at("/pages/en/about").asString()).isEqualTo("**Hello** <script>alert(1)</script>");
        assertThat(shown.at("/pages/en/packages/0/highlights/0").asString()).isEqualTo("50 photos");
        assertThat(shown.at("/pages/de").isNull()).isTrue();
        assertThat(shown.get("gallery_count").asInt()).isEqualTo(1);
        owner.put("/api/studio/pages", Map.of("de", words("Hallo"))).expect(200);
        assertThat(owner.get("/api/studio/pages").expect(200).at("/en").isNull())
                .isTrue();
    }

    @Test
    void wordsAreForOwnersAndManagers() {
        of("manager").put("/api/studio/pages", Map.of("en", words("Hi"))).expect(200);
        Person member = of("member");
        assertThat(member.get("/api/studio/pages").expect(200).at("/en/about").asString())
                .isEqualTo("Hi");
        member.put("/api/studio/pages", Map.of("en", words("No"))).expectProblem(403, "forbidden");
        assertThat(photographer().get("/api/studio/pages").expect(200).get("en").isNull())
                .isTrue();
        assertThat(guest().get("/api/studio/pages").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"about", "features", "pricing"})
    void refusesTooMuchAndTurnedText(String field) {
        for (String wrong : List.of("x".repeat(8001), "turned \u202E round", "nul \u0000")) {
            var words = words("Hi");
            words.put(field, wrong);
            owner.put("/api/studio/pages", Map.of("en", words)).expectProblem(400, "validation");
        }
        var words = words("Hi");
        words.put(
                "packages",
                java.util.Collections.nCopies(13, Map.of("name", "a", "price", "b", "highlights", List.of())));
        owner.put("/api/studio/pages", Map.of("en", words)).expectProblem(400, "validation");
        words.put("packages", List.of(Map.of("name", "a\nb", "price", "b", "highlights", List.of())));
        owner.put("/api/studio/pages", Map.of("en", words)).expectProblem(400, "validation");
        words.put("packages", List.of(Map.of("name", "a", "price", "b", "highlights", List.of("x".repeat(121)))));
        owner.put("/api/studio/pages", Map.of("en", words)).expectProblem(400, "validation");
    }

    @Test
    void anAdminNamesWhoSpeaksForTheSite() {
        named("The House");
        try {
            owner.put("/api/site", Map.of("studio_id", studio)).expectProblem(403, "forbidden");
            owner.get("/api/site/studios").expectProblem(403, "forbidden");
            assertThat(guest().put("/api/site", Map.of()).status()).isEqualTo(401);
            admin().put("/api/site", Map.of("studio_id", newId())).expectProblem(400, "validation");
            assertThat(admin().get("/api/site/studios?q=the%20house")
                            .expect(200)
                            .at("/items/0/name")
                            .asString())
                    .isEqualTo("The House");
            admin().put("/api/site", Map.of("studio_id", studio)).expect(200);
            assertThat(guest().get("/api/public/site")
                            .expect(200)
                            .at("/studio/name")
                            .asString())
                    .isEqualTo("The House");
        } finally {
            admin().put("/api/site", Map.of()).expect(200);
        }
        assertThat(guest().get("/api/public/site").expect(200).get("studio").isNull())
                .isTrue();
    }

    @Test
    void theSitemapNamesPublicPagesAlone() {
        JsonNode open = owner.gallery("Open", true);
        JsonNode closed = owner.gallery("Closed", false);
        var answer = guest().get("/api/public/sitemap.xml");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/xml");
        assertThat(answer.text())
                .contains(
                        "<loc>http://photos.localhost:8080/g/" + id(open) + "</loc>",
                        "<loc>http://photos.localhost:8080/studios/" + studio + "</loc>",
                        "<loc>http://photos.localhost:8080/pricing</loc>")
                .doesNotContain(id(closed));
    }
}
