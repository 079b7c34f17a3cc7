package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static vitrine.journeys.Suite.photos;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wrong input anywhere gets the same kind of answer from every service. */
class ProblemsTest {

    private static Visitor script;

    @BeforeAll
    static void aPhotographer() {
        script = Person.photographer().script();
    }

    @Test
    void brokenBodiesAreMalformed() {
        for (String path : List.of(
                "/api/galleries",
                "/api/images/upload-url",
                "/api/images/confirm",
                "/api/share-links",
                "/api/auth/login",
                "/api/auth/register")) {
            for (String body : List.of("{", "[]", "\"x\"", "{\"name\":")) {
                script.post(photos(path), body).isProblem(400, "malformed-request");
            }
            var text = script.send(
                    "POST",
                    photos(path),
                    java.net.http.HttpRequest.BodyPublishers.ofString("x"),
                    Map.of("Content-Type", "text/plain"));
            assertThat(text.status()).as(path).isEqualTo(415);
        }
    }

    @Test
    void fieldsAreNamedInValidationErrors() {
        assertThat(script.post(photos("/api/galleries"), Map.of("name", " "))
                        .isProblem(400, "validation")
                        .json()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("name");
        script.post(photos("/api/galleries"), Map.of("name", "x".repeat(257))).isProblem(400, "validation");
        script.post(photos("/api/galleries"), Map.of("name", "nul\u0000")).isProblem(400, "validation");
        script.post(
                        photos("/api/share-links"),
                        Map.of(
                                "gallery_id",
                                "00000000-0000-7000-8000-000000000000",
                                "access_level",
                                "full",
                                "expires_in_days",
                                2))
                .isProblem(400, "validation");
        Visitor.guest()
                .post(
                        photos("/api/auth/register"),
                        Map.of(
                                "username",
                                "a b",
                                "email",
                                "no",
                                "password",
                                "short",
                                "confirm_password",
                                "other",
                                "account_type",
                                "client"))
                .isProblem(400, "validation");
        Visitor.guest()
                .post(photos("/api/auth/login"), Map.of("username", "a", "password", "x".repeat(1_000_000)))
                .is(400);
    }

    @Test
    void wrongIdsAndCursorsAreRefusedQuietly() {
        for (String path : List.of(
                "/api/galleries/not-a-uuid",
                "/api/images/%00",
                "/api/share-links/1",
                "/api/galleries/" + "9".repeat(400))) {
            assertThat(script.get(photos(path)).status()).as(path).isIn(400, 404);
        }
        for (String query : List.of("limit=0", "limit=201", "limit=x", "cursor=!!!", "cursor=AAAA")) {
            for (String path : List.of("/api/galleries", "/api/images/", "/api/shares", "/api/public/photos")) {
                assertThat(script.get(photos(path + "?" + query)).status())
                        .as(path + query)
                        .isEqualTo(400);
            }
        }
        script.json("PUT", photos("/api/galleries"), Map.of()).isProblem(405, "method-not-allowed");
    }

    @Test
    void responsesOfTheAppCarryTheSecurityHeaders() {
        var page =
                Visitor.guest().get(photos("/"), Map.of("Accept", "text/html")).is(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(page.header("Permissions-Policy")).isEqualTo("geolocation=(), microphone=(), camera=()");
        var again = Visitor.guest().get(photos("/"), Map.of("Accept", "text/html"));
        assertThat(again.header("Content-Security-Policy")).isNotEqualTo(page.header("Content-Security-Policy"));
        assertThat(Visitor.guest()
                        .get(photos("/health"))
                        .is(200)
                        .json()
                        .path("services")
                        .isEmpty())
                .isFalse();
        Visitor.guest().get(photos("/api/health")).is(200);
        assertThat(Visitor.guest()
                        .get(photos("/api/galleries"), Map.of("Origin", "https://evil.example"))
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
