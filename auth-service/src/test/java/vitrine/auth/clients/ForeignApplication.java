package vitrine.auth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.RelyingParty;

/** An application that knows nothing of the suite but OpenID Connect, on a server of its own. */
class ForeignApplication implements AutoCloseable {

    static final String REDIRECT = "https://shop.example.org/callback";

    private final MockMvc mvc;
    private final JsonMapper json;
    private final HttpServer server;
    private final List<String> logoutTokens = new CopyOnWriteArrayList<>();
    private volatile int failures;
    final String clientId;
    final String secret;

    ForeignApplication(MockMvc mvc, People people, String... scopes) {
        this(mvc, people, true, scopes);
    }

    ForeignApplication(MockMvc mvc, People people, boolean confidential, String... scopes) {
        this.mvc = mvc;
        this.json = new JsonMapper();
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = failures-- > 0;
            if (!fails) {
                Arrays.stream(form.split("&"))
                        .filter(pair -> pair.startsWith("logout_token="))
                        .map(pair -> URLDecoder.decode(pair.substring(13), StandardCharsets.UTF_8))
                        .forEach(logoutTokens::add);
            }
            exchange.sendResponseHeaders(fails ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        var body = json.createObjectNode();
        body.put("name", "Print shop");
        body.putArray("redirect_uris").add(REDIRECT);
        body.putArray("post_logout_redirect_uris").add("https://shop.example.org/bye");
        body.put("backchannel_logout_uri", backchannel());
        var wanted = body.putArray("scopes").add("openid");
        Arrays.stream(scopes).forEach(wanted::add);
        body.put("confidential", confidential);
        var made = people.call(HttpMethod.POST, "/api/admin/clients", people.adminToken(), body.toString());
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        clientId = made.body().get("client_id").asString();
        secret = confidential ? made.body().get("client_secret").asString() : "";
    }

    String backchannel() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/logout";
    }

    List<String> logoutTokens() {
        return logoutTokens;
    }

    void failTimes(int times) {
        failures = times;
    }

    String authorizeUrl(String scope, String... more) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("client_id", clientId, "redirect_uri", REDIRECT, "scope", scope));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return RelyingParty.authorizeUrl(parameters);
    }

    /** Through the consent page where there is one. */
    String code(Browser browser, String scope) {
        String location = location(browser.get(authorizeUrl(scope)));
        if (location.contains("/oauth2/consent")) {
            location = location(allow(browser, location, scope));
        }
        assertThat(location).startsWith(REDIRECT + "?");
        return RelyingParty.codeIn(location);
    }

    MockHttpServletResponse allow(Browser browser, String consentPage, String scope) {
        MockHttpServletResponse page = browser.get(consentPage);
        assertThat(page.getStatus()).isEqualTo(200);
        List<String> fields = new ArrayList<>(List.of("client_id", clientId, "state", stateIn(consentPage)));
        for (String each : scope.split(" ")) {
            fields.addAll(List.of("scope", each));
        }
        return browser.post("/oauth2/authorize", "", fields.toArray(String[]::new));
    }

    static String stateIn(String consentPage) {
        return Arrays.stream(consentPage.substring(consentPage.indexOf('?') + 1).split("&"))
                .filter(pair -> pair.startsWith("state="))
                .map(pair -> URLDecoder.decode(pair.substring(6), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    Answer redeem(String code) {
        return form(
                "/oauth2/token",
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "code_verifier",
                RelyingParty.VERIFIER);
    }

    Answer refresh(String token) {
        return form("/oauth2/token", "grant_type", "refresh_token", "refresh_token", token);
    }

    Answer form(String path, String... parameters) {
        var request =
                post(URI.create("http://127.0.0.1:8081" + path)).contentType(MediaType.APPLICATION_FORM_URLENCODED);
        if (secret.isEmpty()) {
            request.param("client_id", clientId);
        } else {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.US_ASCII)));
        }
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return send(request);
    }

    Answer userInfo(String accessToken) {
        return send(get(URI.create("http://127.0.0.1:8081/userinfo")).header("Authorization", "Bearer " + accessToken));
    }

    private Answer send(org.springframework.test.web.servlet.RequestBuilder request) {
        try {
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            String content = response.getContentAsString();
            return new Answer(response.getStatus(), content.isEmpty() ? json.nullNode() : json.readTree(content));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static String location(MockHttpServletResponse response) {
        return String.valueOf(response.getHeader("Location"));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asString("");
        }
    }
}
