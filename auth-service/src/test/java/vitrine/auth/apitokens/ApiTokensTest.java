package vitrine.auth.apitokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Answer;
import vitrine.auth.TestParties.HeardEvents;

@AuthTest
class ApiTokensTest {

    private static final String TOKENS = "/api/account/tokens";
    private static final String NEW_PASSWORD = "Velvet-Compass-81";
    private static final Pattern SHOWN = Pattern.compile("<code id=\"new-token\"[^>]*>(vit_[0-9A-Za-z]+)</code>");

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JwtDecoder accessTokens;

    @Autowired
    HeardEvents events;

    @Test
    void aTokenIsShownOnceAndKeptAsADigest() {
        String jwt = people.token(people.photographer());
        Instant before = Instant.now();

        Answer made = create(jwt, "Backup", List.of("photos:read", "account:read"), null);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.response().getHeader("Cache-Control")).isEqualTo("no-store");
        String token = made.body().get("token").asString();
        assertThat(token).matches("vit_[0-9A-Za-z]{49}");
        Instant expires = Instant.parse(made.body().get("expires_at").asString());
        assertThat(expires)
                .isBetween(
                        before.plus(Duration.ofDays(90)).minusSeconds(1),
                        Instant.now().plus(Duration.ofDays(90)));
        Answer list = people.get(TOKENS, jwt);
        assertThat(list.body().get("items")).hasSize(1);
        JsonNode listed = list.body().get("items").get(0);
        assertThat(listed.get("name").asString()).isEqualTo("Backup");
        assertThat(listed.get("last_used_at").isNull()).isTrue();
        assertThat(token).startsWith(listed.get("prefix").asString());
        assertThat(list.body().toString()).doesNotContain(token);
        assertThat(jdbc.sql("select count(*) from api_token t where t::text like ?")
                        .param("%" + token.substring(4) + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void itsAccessTokenIsShortAndOpensWhatItsScopesSay() {
        var person = people.photographer();
        String jwt = people.token(person);
        String token = token(jwt, "Profile", "account:read");

        Jwt access = accessTokens.decode(exchange(token).get("access_token").asString());

        assertThat(access.getSubject()).isEqualTo(person.id().toString());
        assertThat(access.getClaimAsString("scope")).isEqualTo("account:read");
        assertThat(access.getClaimAsString("token_id"))
                .isEqualTo(people.get(TOKENS, jwt).body().at("/items/0/id").asString());
        assertThat(Duration.between(access.getIssuedAt(), access.getExpiresAt()))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(access.getClaimAsStringList("roles")).containsExactly("photographer");
        assertThat(people.get("/api/auth/me", access.getTokenValue()).status()).isEqualTo(200);
        assertThat(people.get("/api/verify-session", access.getTokenValue()).status())
                .isEqualTo(200);

        String other = access(token(jwt, "Photos", "photos:read", "shares:write"));
        for (String path : List.of("/api/auth/me", "/api/verify-session", "/api/account/profile")) {
            Answer refused = people.get(path, other);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.type()).isEqualTo("urn:vitrine:problem:insufficient-scope");
        }
    }

    @Test
    void aForgottenPasswordThatIsReplacedRevokesThem() {
        var person = people.photographer();
        String jwt = people.token(person);
        String token = token(jwt, "Script", "account:read");
        String access = access(token);
        String id = people.get(TOKENS, jwt).body().at("/items/0/id").asString();
        people.post("/api/forgot-password", "email", person.email());
        String link = People.link(People.mail(person.email(), 2));
        assertThat(people.post(
                                "/api/reset-password",
                                "token",
                                link.substring(link.indexOf('=') + 1),
                                "password",
                                NEW_PASSWORD,
                                "confirm_password",
                                NEW_PASSWORD)
                        .status())
                .isEqualTo(204);

        assertThat(exchange(token).get("active").asBoolean()).isFalse();
        assertThat(people.get("/api/auth/me", access).status()).isEqualTo(401);
        assertThat(people.get(TOKENS, people.token(person.username(), NEW_PASSWORD))
                        .body()
                        .get("items"))
                .isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> events.about(UUID.fromString(id)).stream()
                        .anyMatch(event -> event.type().equals("api_token.revoked.v1")));
    }

    @Test
    void anotherPasswordRevokesThemWhereTheOwnerWants() {
        var person = people.photographer();
        String token = token(people.token(person), "Script", "account:read");
        assertThat(changePassword(people.token(person), People.PASSWORD, NEW_PASSWORD, "")
                        .status())
                .isEqualTo(204);
        assertThat(exchange(token).get("active").asBoolean()).as("goes on").isTrue();
        assertThat(changePassword(
                                people.token(person.username(), NEW_PASSWORD),
                                NEW_PASSWORD,
                                People.PASSWORD,
                                ",\"revoke_tokens\":true")
                        .status())
                .isEqualTo(204);
        assertThat(exchange(token).get("active").asBoolean()).isFalse();

        String second = token(people.token(person), "Second", "account:read");
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        browser.get("/account/profile");
        assertThat(browser.submit(
                                "/account/profile/password",
                                "current_password",
                                People.PASSWORD,
                                "password",
                                NEW_PASSWORD,
                                "confirm_password",
                                NEW_PASSWORD,
                                "revoke_tokens",
                                "true")
                        .getHeader("Location"))
                .isEqualTo("/account/profile?notice=password-tokens");
        assertThat(exchange(second).get("active").asBoolean()).isFalse();
    }

    private Answer changePassword(String jwt, String current, String wanted, String more) {
        return people.call(
                HttpMethod.POST,
                "/api/account/password",
                jwt,
                "{\"current_password\":\"%s\",\"password\":\"%s\",\"confirm_password\":\"%s\"%s}"
                        .formatted(current, wanted, wanted, more));
    }

    /** Row 10. */
    @Test
    void aTokenReachesNeitherTokensNorAdministration() {
        String admin = people.adminToken();
        String name = People.newName();
        Answer made = create(admin, name, all(), null);
        String access = access(made.body().get("token").asString());
        String id = made.body().get("id").asString();

        assertInsufficient(people.get(TOKENS, access));
        assertInsufficient(create(access, "More", all(), 365));
        assertInsufficient(people.call(HttpMethod.DELETE, TOKENS + "/" + id, access, ""));
        assertInsufficient(people.get("/api/admin/users", access));
        assertInsufficient(
                people.call(HttpMethod.POST, "/api/admin/user/" + UUID.randomUUID() + "/deactivate", access, ""));
        assertInsufficient(people.call(HttpMethod.PATCH, "/api/account/profile", access, "{}"));
        assertThat(people.get("/api/auth/me", access).status()).isEqualTo(200);
        assertThat(people.call(HttpMethod.DELETE, TOKENS + "/" + id, admin, "").status())
                .isEqualTo(204);
    }

    @Test
    void aRevokedTokenIsOverAtOnceAndTheOthersHearOfIt() {
        var person = people.client();
        String jwt = people.token(person);
        Answer made = create(jwt, "Old", List.of("account:read"), 1);
        String token = made.body().get("token").asString();
        UUID id = UUID.fromString(made.body().get("id").asString());
        String access = access(token);

        assertThat(people.call(HttpMethod.DELETE, TOKENS + "/" + id, jwt, "").status())
                .isEqualTo(204);

        assertThat(exchange(token).get("active").asBoolean()).isFalse();
        assertThat(people.get("/api/auth/me", access).status()).isEqualTo(401);
        assertThat(people.call(HttpMethod.DELETE, TOKENS + "/" + id, jwt, "").status())
                .isEqualTo(404);
        await().atMost(Duration.ofSeconds(30)).until(() -> events.about(id).size() == 1);
        var event = events.about(id).getFirst();
        assertThat(event.type()).isEqualTo("api_token.revoked.v1");
        assertThat(event.data().get("account_id").asString())
                .isEqualTo(person.id().toString());
        assertThat(jdbc.sql("select action from audit_event where subject_id = ? order by occurred_at")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("api-token.created", "api-token.revoked");
    }

    @Test
    void expiredAndForeignTokensAreNone() {
        String jwt = people.token(people.client());
        Answer made = create(jwt, "Short", List.of("account:read"), 1);
        String token = made.body().get("token").asString();
        UUID id = UUID.fromString(made.body().get("id").asString());
        String access = access(token);
        String stranger = people.token(people.client());

        assertThat(people.call(HttpMethod.DELETE, TOKENS + "/" + id, stranger, "")
                        .status())
                .isEqualTo(404);
        assertThat(people.get(TOKENS, stranger).body().get("items")).isEmpty();
        assertThat(people.get(TOKENS, "").status()).isEqualTo(401);
        assertThat(create("", "x", all(), null).status()).isEqualTo(401);
        jdbc.sql("update api_token set expires_at = now() - interval '1 second' where id = ?")
                .param(id)
                .update();
        assertThat(exchange(token).get("active").asBoolean()).isFalse();
        assertThat(people.get("/api/auth/me", access).status()).isEqualTo(401);
        for (String bad : List.of("", "vit_", TokenSecret.create().value(), "x".repeat(60_000), "vit_\u0000")) {
            assertThat(exchange(bad).get("active").asBoolean()).isFalse();
        }
    }

    @Test
    void aTokenNeverOutlivesItselfByItsAccessToken() {
        String jwt = people.token(people.client());
        Answer made = create(jwt, "Nearly over", List.of("account:read"), 1);
        jdbc.sql("update api_token set expires_at = now() + interval '1 minute' where id = ?")
                .param(UUID.fromString(made.body().get("id").asString()))
                .update();
        assertThat(exchange(made.body().get("token").asString())
                        .get("expires_in")
                        .asLong())
                .isBetween(1L, 60L);
    }

    @Test
    void theTokenOfADeactivatedAccountIsNone() {
        var person = people.client();
        String token = token(people.token(person), "Mine", "account:read");
        String access = access(token);
        String admin = people.adminToken();

        people.call(HttpMethod.POST, "/api/admin/user/" + person.id() + "/deactivate", admin, "");

        assertThat(exchange(token).get("active").asBoolean()).isFalse();
        assertThat(people.get("/api/auth/me", access).status()).isEqualTo(401);
        people.call(HttpMethod.POST, "/api/admin/user/" + person.id() + "/reactivate", admin, "");
        assertThat(people.get("/api/auth/me", access).status()).isEqualTo(401);
        assertThat(exchange(token).get("active").asBoolean()).isTrue();
    }

    @Test
    void itsUseIsNotedOnceAMinute() {
        String jwt = people.token(people.client());
        String token = token(jwt, "Used", "account:read");

        exchange(token);
        String first = lastUsed(jwt);
        exchange(token);
        assertThat(lastUsed(jwt)).isEqualTo(first);
        jdbc.sql("update api_token set last_used_at = last_used_at - interval '61 seconds' where name = 'Used'")
                .update();
        exchange(token);
        assertThat(Instant.parse(lastUsed(jwt))).isAfter(Instant.parse(first).minusSeconds(1));
    }

    @Test
    void onlyTheGatewayExchanges() throws Exception {
        String token = token(people.token(people.client()), "Inside", "account:read");
        for (String authorization : List.of(
                "",
                basic("gateway", "wrong"),
                basic("gateway", ""),
                basic("admin", AuthTest.ADMIN_PASSWORD),
                "Bearer " + people.adminToken())) {
            var answer = ask(token, authorization);
            assertThat(answer.getStatus()).as(authorization).isEqualTo(401);
            assertThat(answer.getContentAsString()).doesNotContain("access_token");
        }
        assertThat(ask(token, basic("gateway", AuthTest.CLIENT_SECRET)).getStatus())
                .isEqualTo(200);
    }

    @Test
    void wrongWishesAreNamed() {
        String jwt = people.token(people.client());
        for (String name : List.of("", "  ", "x".repeat(81), "a\nb", "a\u0000b")) {
            assertInvalid(create(jwt, name, all(), null), "name");
        }
        assertInvalid(create(jwt, "x", List.of(), null), "scopes");
        assertInvalid(create(jwt, "x", List.of("photos:read", "admin"), null), "scopes");
        for (int days : List.of(0, -1, 366, Integer.MAX_VALUE)) {
            assertInvalid(create(jwt, "x", all(), days), "expires_in_days");
        }
        assertThat(create(jwt, "Same", all(), null).status()).isEqualTo(201);
        assertInvalid(create(jwt, "SAME ", all(), null), "name");
        assertThat(people.call(HttpMethod.POST, TOKENS, jwt, "[]").status()).isEqualTo(400);
        assertThat(people.call(HttpMethod.DELETE, TOKENS + "/not-an-id", jwt, "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void parallelRequestsKeepTheLimit() throws Exception {
        String jwt = people.token(people.client());
        for (int i = 0; i < ApiTokens.MOST - 2; i++) {
            assertThat(create(jwt, "t" + i, all(), 1).status()).isEqualTo(201);
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String name = "parallel " + i;
                asked.add(() -> create(jwt, name, all(), 1).status());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(asked)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 201, 409, 409, 409, 409);
        }
    }

    @Test
    void thePageMakesShowsAndRevokesTokensWithoutScripts() throws Exception {
        var person = people.photographer();
        var browser = signedIn(person);

        assertThat(browser.get("/account/tokens").getStatus()).isEqualTo(200);
        var made = browser.submit(
                "/account/tokens", "name", "From <b>page</b>", "scopes", "photos:read", "expires_in_days", "30");

        assertThat(made.getStatus()).isEqualTo(200);
        assertThat(made.getHeader("Cache-Control")).contains("no-store");
        assertThat(made.getContentAsString()).contains("From &lt;b&gt;page&lt;/b&gt;");
        Matcher shown = SHOWN.matcher(made.getContentAsString());
        assertThat(shown.find()).isTrue();
        String token = shown.group(1);
        assertThat(exchange(token).get("active").asBoolean()).isTrue();
        assertThat(browser.get("/account/tokens").getContentAsString())
                .contains("From &lt;b&gt;page&lt;/b&gt;")
                .contains(token.substring(0, 10))
                .contains("Seeing photos")
                .contains("last used")
                .doesNotContain(token);

        // The same form sent again, as by a reload, makes no second token.
        var again = browser.submit("/account/tokens", "name", "From <b>page</b>", "scopes", "photos:read");
        assertThat(again.getStatus()).isEqualTo(400);
        assertThat(again.getContentAsString()).contains("is the name of another token");

        String id = jdbc.sql("select id from api_token where account_id = ?")
                .param(person.id())
                .query(UUID.class)
                .single()
                .toString();
        assertThat(browser.post("/account/tokens/" + id + "/revoke", "").getStatus())
                .isEqualTo(403);
        var stranger = signedIn(people.client());
        stranger.get("/account/tokens");
        assertThat(stranger.submit("/account/tokens/" + id + "/revoke").getStatus())
                .isEqualTo(404);
        assertThat(exchange(token).get("active").asBoolean()).isTrue();
        assertThat(browser.submit("/account/tokens/" + id + "/revoke").getRedirectedUrl())
                .isEqualTo("/account/tokens?notice=revoked");
        assertThat(exchange(token).get("active").asBoolean()).isFalse();
    }

    @Test
    void thePageNeedsASession() {
        assertThat(new Browser(mvc).get("/account/tokens").getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(new Browser(mvc)
                        .post("/account/tokens", "", "name", "x", "scopes", "photos:read")
                        .getStatus())
                .isEqualTo(403);
    }

    private Browser signedIn(People.Person person) {
        var browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        return browser;
    }

    private Answer create(String jwt, String name, List<String> scopes, Integer days) {
        var body = new java.util.HashMap<String, Object>(Map.of("name", name, "scopes", scopes));
        body.put("expires_in_days", days);
        return people.call(HttpMethod.POST, TOKENS, jwt, json.writeValueAsString(body));
    }

    private String token(String jwt, String name, String... scopes) {
        Answer made = create(jwt, name, List.of(scopes), null);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.body().get("token").asString();
    }

    private String access(String token) {
        return exchange(token).get("access_token").asString();
    }

    private JsonNode exchange(String token) {
        try {
            var answer = ask(token, basic("gateway", AuthTest.CLIENT_SECRET));
            assertThat(answer.getStatus()).isEqualTo(200);
            return json.readTree(answer.getContentAsString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private MockHttpServletResponse ask(String token, String authorization) throws Exception {
        var request = post(URI.create("http://127.0.0.1:8081/internal/api-tokens/exchange"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(Map.of("token", token)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return mvc.perform(request).andReturn().getResponse();
    }

    private String lastUsed(String jwt) {
        return people.get(TOKENS, jwt).body().at("/items/0/last_used_at").asString();
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> all() {
        return java.util.Arrays.stream(Scope.values()).map(Scope::value).toList();
    }

    private static void assertInsufficient(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.type()).isEqualTo("urn:vitrine:problem:insufficient-scope");
    }

    private static void assertInvalid(Answer answer, String field) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("urn:vitrine:problem:validation");
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
    }
}
