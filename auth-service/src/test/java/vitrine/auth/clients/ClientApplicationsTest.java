package vitrine.auth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.People.Answer;

@AuthTest
class ClientApplicationsTest {

    private static final String CLIENTS = "/api/admin/clients";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Test
    void anAdminRegistersChangesAndRemovesAClient() {
        String admin = people.adminToken();
        Answer made = call(HttpMethod.POST, CLIENTS, admin, wish("https://shop.example.org/callback", true));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.response().getHeader("Cache-Control")).isEqualTo("no-store");
        String id = made.body().get("client_id").asString();
        String secret = made.body().get("client_secret").asString();
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        assertThat(stored(id)).startsWith("{sha256}").doesNotContain(secret);

        Answer shown = people.get(CLIENTS + "/" + id, admin);
        assertThat(shown.body().get("client_secret").isNull()).isTrue();
        assertThat(shown.body().get("name").asString()).isEqualTo("Print shop");
        assertThat(shown.body().get("consent_required").asBoolean()).isTrue();
        assertThat(people.get(CLIENTS, admin).body().get("items").toString())
                .contains(id)
                .doesNotContain(secret);

        Answer edited = call(HttpMethod.PUT, CLIENTS + "/" + id, admin, wish("https://shop.example.org/other", true));
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.body().get("client_secret").isNull()).isTrue();
        assertThat(edited.body().get("redirect_uris").toString()).isEqualTo("[\"https://shop.example.org/other\"]");
        String before = stored(id);

        Answer rotated = call(HttpMethod.POST, CLIENTS + "/" + id + "/secret", admin, "");
        assertThat(rotated.body().get("client_secret").asString()).isNotEqualTo(secret);
        assertThat(stored(id)).isNotEqualTo(before);

        assertThat(call(HttpMethod.DELETE, CLIENTS + "/" + id, admin, "").status())
                .isEqualTo(204);
        assertThat(people.get(CLIENTS + "/" + id, admin).status()).isEqualTo(404);
        assertThat(call(HttpMethod.DELETE, CLIENTS + "/" + id, admin, "").status())
                .isEqualTo(404);
        assertThat(jdbc.sql("select action from audit_event where details ->> 'client_id' = ? order by id")
                        .param(id)
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("client.registered", "client.changed", "client.secret-rotated", "client.removed"));
    }

    @Test
    void nobodyButAnAdminManagesClients() {
        String body = wish("https://shop.example.org/callback", true);
        String stranger = people.token(people.photographer());
        for (String token : List.of("", stranger)) {
            int refused = token.isEmpty() ? 401 : 403;
            assertThat(people.get(CLIENTS, token).status()).isEqualTo(refused);
            assertThat(people.get(CLIENTS + "/gateway", token).status()).isEqualTo(refused);
            assertThat(call(HttpMethod.POST, CLIENTS, token, body).status()).isEqualTo(refused);
            assertThat(call(HttpMethod.PUT, CLIENTS + "/gateway", token, body).status())
                    .isEqualTo(refused);
            assertThat(call(HttpMethod.POST, CLIENTS + "/gateway/secret", token, "")
                            .status())
                    .isEqualTo(refused);
            assertThat(call(HttpMethod.DELETE, CLIENTS + "/gateway", token, "").status())
                    .isEqualTo(refused);
        }
    }

    @Test
    void theSuitesOwnClientIsShownAndStaysAsItIs() {
        String admin = people.adminToken();
        assertThat(people.get(CLIENTS + "/gateway", admin)
                        .body()
                        .get("built_in")
                        .asBoolean())
                .isTrue();
        String secret = stored("gateway");
        assertThat(call(HttpMethod.PUT, CLIENTS + "/gateway", admin, wish("https://a.example/cb", true))
                        .type())
                .isEqualTo("urn:vitrine:problem:client-built-in");
        assertThat(call(HttpMethod.POST, CLIENTS + "/gateway/secret", admin, "").status())
                .isEqualTo(409);
        assertThat(call(HttpMethod.DELETE, CLIENTS + "/gateway", admin, "").status())
                .isEqualTo(409);
        assertThat(stored("gateway")).isEqualTo(secret);
    }

    @Test
    void aClientThatCannotKeepASecretGetsNone() {
        String admin = people.adminToken();
        Answer made = call(HttpMethod.POST, CLIENTS, admin, wish("https://spa.example.org/callback", false));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().get("client_secret").isNull()).isTrue();
        String path = CLIENTS + "/" + made.body().get("client_id").asString();
        assertThat(call(HttpMethod.POST, path + "/secret", admin, "").type())
                .isEqualTo("urn:vitrine:problem:client-public");

        Answer trusted = call(HttpMethod.PUT, path, admin, wish("https://spa.example.org/callback", true));
        assertThat(trusted.body().get("client_secret").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example.org/callback",
                "https://*.example.org/callback",
                "https://shop.example.org/*",
                "https://shop.example.org/callback#part",
                "https://user@shop.example.org/callback",
                "https://good.example.org,https://evil.example.org",
                "https://shop.example.org\\\\@evil.example.org",
                "https:///callback",
                "https:shop",
                "//shop.example.org/callback",
                "javascript:alert(1)",
                "data:text/html,x",
                "com.example.app:/callback",
                "http://127.0.0.1.evil.example.org/",
                "http://localhost.evil.example.org/",
                "https://shop.example.org/a b",
                ""
            })
    void anAddressThatCouldMeanAnotherIsRefused(String address) {
        Answer answer = call(HttpMethod.POST, CLIENTS, people.adminToken(), wish(address, true));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo("redirect_uris");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.org",
                "https://shop.example.org:8443/a/b?c=d",
                "http://localhost:3000/callback",
                "http://app.localhost:3000/callback",
                "http://127.0.0.1:3000/callback",
                "http://[::1]:3000/callback"
            })
    void addressesOnHttpsAndOnThisMachineAreTaken(String address) {
        assertThat(call(HttpMethod.POST, CLIENTS, people.adminToken(), wish(address, true))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"  \",\"redirect_uris\":[\"https://a.example/\"]}",
                "{\"name\":\"x\\u202ey\",\"redirect_uris\":[\"https://a.example/\"]}",
                "{\"name\":\"x\",\"redirect_uris\":[]}",
                "{\"name\":\"x\",\"redirect_uris\":[null]}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\",\"https://a.example/\"]}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\"],\"scopes\":[\"openid\",\"root\"]}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\"],\"scopes\":[\"email\"]}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\"],\"scopes\":[null]}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\"],\"confidential\":false,"
                        + "\"scopes\":[\"openid\",\"offline_access\"]}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\"],"
                        + "\"backchannel_logout_uri\":\"https://10.0.0.7/logout\"}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\"],"
                        + "\"backchannel_logout_uri\":\"https://[fd00::1]/logout\"}",
                "{\"name\":\"x\",\"redirect_uris\":[\"https://a.example/\"],"
                        + "\"backchannel_logout_uri\":\"https://169.254.169.254/latest\"}"
            })
    void whatMakesNoClientIsRefused(String body) {
        Answer answer = call(HttpMethod.POST, CLIENTS, people.adminToken(), body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("urn:vitrine:problem:validation");
    }

    @Test
    void manyLongAddressesFit() {
        var uris = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> "https://shop.example.org/" + i + "/" + "x".repeat(460))
                .toList();
        var body = json.createObjectNode();
        body.put("name", "Many");
        var list = body.putArray("redirect_uris");
        uris.forEach(list::add);
        Answer made = call(HttpMethod.POST, CLIENTS, people.adminToken(), body.toString());
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.body().get("redirect_uris").size()).isEqualTo(20);
    }

    @Test
    void idsThatCannotBeAreUnknown() {
        for (String id : Set.of("nobody", "%00", "..%2Fgateway", "x".repeat(3000))) {
            assertThat(people.get(CLIENTS + "/" + id, people.adminToken()).status())
                    .as(id)
                    .isIn(400, 404);
        }
    }

    private Answer call(HttpMethod method, String path, String token, String body) {
        return people.call(method, path, token, body);
    }

    private String stored(String clientId) {
        return jdbc.sql("select client_secret from oauth2_registered_client where client_id = ?")
                .param(clientId)
                .query(String.class)
                .single();
    }

    private static String wish(String redirect, boolean confidential) {
        return "{\"name\":\"Print shop\",\"redirect_uris\":[\"" + redirect + "\"],\"scopes\":[\"openid\",\"email\"],"
                + "\"confidential\":" + confidential + "}";
    }
}
