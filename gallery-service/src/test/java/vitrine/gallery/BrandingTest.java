package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vitrine.messaging.Event;

class BrandingTest extends RunningService {

    private final UUID studio = newId();
    private Person owner;

    @BeforeEach
    void ownStudio() {
        owner = of(studio, "owner");
    }

    private Person of(UUID studio, String studioRole) {
        UUID account = newId();
        String token = SUITE.token(account, studio, claims -> claims.claim("studio_role", studioRole), "photographer");
        return new Person(studioRole, api(), account, studio, token);
    }

    private static Map<String, Object> looks() {
        var looks = new HashMap<String, Object>();
        looks.put("accent", "navy");
        looks.put("font", "playfair");
        looks.put("footer", "  Weddings in the north  ");
        looks.put("website", "https://lumen.example.org/hello");
        looks.put("email", "hello@lumen.example.org");
        looks.put("phone", "+49 40 123456");
        return looks;
    }

    private Api.Answer logo(Person person, String ground, byte[] file) {
        return person.api()
                .send(
                        person.token(),
                        HttpRequest.newBuilder(person.api().uri("/api/studio/branding/logo/" + ground))
                                .header("Content-Type", "application/octet-stream")
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private Event announced(int times) {
        return heard.awaitLast(studio, "studio.branded.v1", times);
    }

    @Test
    void looksAsThePlatformUntilItChooses() {
        JsonNode before = owner.get("/api/studio/branding").expect(200);
        assertThat(before.at("/branding/accent/name").asString()).isEqualTo("petrol");
        assertThat(before.at("/branding/font").asString()).isEqualTo("newsreader");
        assertThat(before.at("/branding/logo").isNull()).isTrue();
        assertThat(before.get("palette").size()).isEqualTo(12);
        assertThat(before.get("editable").asBoolean()).isTrue();

        JsonNode after = owner.put("/api/studio/branding", looks()).expect(200);
        assertThat(after).isEqualTo(owner.get("/api/studio/branding").expect(200));
        assertThat(after.at("/branding/accent/light").asString()).isEqualTo("#1F3F77");
        assertThat(after.at("/branding/footer").asString()).isEqualTo("Weddings in the north");
    }

    @Test
    void isToldWithEachChange() throws IOException {
        owner.put("/api/studio/branding", looks()).expect(200);
        logo(owner, "light", picture()).expect(200);
        JsonNode shown = logo(owner, "dark", picture()).expect(200);
        assertThat(shown.at("/branding/dark_logo/url").asString())
                .matches("http://media\\.localhost:8080/l/" + studio + "/[0-9a-f]{64}\\.png");
        owner.delete("/api/studio/branding/logo/light").expect(200);
        Event last = announced(4);
        assertThat(last.version()).isEqualTo(4);
        assertThat(last.data().get("logo").isNull()).isTrue();
        assertThat(last.data().at("/dark_logo/width").asInt()).isEqualTo(400);
        assertThat(last.data().get("font_family").asString()).startsWith("'Playfair Display'");
        String envelope = Api.JSON.writeValueAsString(Map.of(
                "event_id", last.eventId(),
                "type", last.type(),
                "occurred_at", last.occurredAt().toString(),
                "subject", last.subject(),
                "version", last.version(),
                "data", last.data()));
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("contracts/events/studio.branded.v1.schema.json")));
        assertThat(schema.validate(envelope, InputFormat.JSON)).isEmpty();
    }

    @Test
    void isForOwnersAndManagersToDecideAndForMembersToSee() {
        owner.put("/api/studio/branding", looks()).expect(200);
        of(studio, "manager").put("/api/studio/branding", looks()).expect(200);
        Person member = of(studio, "member");
        JsonNode seen = member.get("/api/studio/branding").expect(200);
        assertThat(seen.at("/branding/accent/name").asString()).isEqualTo("navy");
        assertThat(seen.get("editable").asBoolean()).isFalse();
        member.put("/api/studio/branding", looks()).expectProblem(403, "forbidden");
        logo(member, "light", picture()).expectProblem(403, "forbidden");
        member.delete("/api/studio/branding/logo/light").expectProblem(403, "forbidden");
        Person stranger = of(newId(), "owner");
        assertThat(stranger.get("/api/studio/branding")
                        .expect(200)
                        .at("/branding/accent/name")
                        .asString())
                .isEqualTo("petrol");
        assertThat(member("client", newId(), "user").get("/api/studio/branding").status())
                .isEqualTo(403);
        assertThat(guest().get("/api/studio/branding").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "website|http://lumen.example.org",
                "website|javascript:alert(1)",
                "website|https://lumen.example.org/\"><script>",
                "website|https://admin:secret@lumen.example.org/",
                "website|https://localhost/",
                "website|https://-.example.org",
                "email|a@b\u202Egro.elpmaxe",
                "email|nobody",
                "phone|call me",
                "phone|+49\u202E123",
                "footer|two\\nlines",
                "footer|turned \u202E round",
                "accent|#ff0000",
                "accent|ACCENT",
                "font|comic",
            })
    void refusesWhatPagesAndMailsMustNotCarry(String field, String value) {
        var looks = looks();
        looks.put(field, value.replace("\\n", "\n"));
        assertThat(owner.put("/api/studio/branding", looks).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accent", "font"})
    void needsColourAndTypeface(String field) {
        var looks = looks();
        looks.remove(field);
        owner.put("/api/studio/branding", looks).expectProblem(400, "validation");
    }

    @Test
    void takesTextAsTextAndNotMoreThanFits() {
        var looks = looks();
        looks.put("footer", "<script>alert(1)</script>");
        assertThat(owner.put("/api/studio/branding", looks)
                        .expect(200)
                        .at("/branding/footer")
                        .asString())
                .isEqualTo("<script>alert(1)</script>");
        looks.put("footer", "x".repeat(161));
        owner.put("/api/studio/branding", looks).expectProblem(400, "validation");
        looks.put("footer", " ");
        assertThat(owner.put("/api/studio/branding", looks)
                        .expect(200)
                        .at("/branding/footer")
                        .isNull())
                .isTrue();
    }

    @Test
    void aLogoIsReadByTheMediaServiceAlone() {
        logo(owner, "light", "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expectProblem(415, "unsupported-type");
        logo(owner, "light", new byte[2 * 1024 * 1024 + 1]).expectProblem(413, "upload-too-large");
        logo(owner, "sideways", picture()).expectProblem(404, "not-found");
        SUITE.mood = FakeSuite.Mood.BROKEN;
        logo(owner, "light", picture()).expectProblem(503, "unavailable");
        assertThat(owner.get("/api/studio/branding")
                        .expect(200)
                        .at("/branding/logo")
                        .isNull())
                .isTrue();
    }

    @Test
    void goesWithTheStudio() {
        owner.put("/api/studio/branding", looks()).expect(200);
        send(
                newId(),
                "account.deleted.v1",
                owner.account(),
                9,
                Map.of("account_id", owner.account(), "studio_id", studio, "studio_deleted", true));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(15))
                .until(() -> jdbc.sql("select count(*) from studio_branding where studio_id = ?")
                                .param(studio)
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
