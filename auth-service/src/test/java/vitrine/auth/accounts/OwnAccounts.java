package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Answer;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;
import vitrine.auth.TestParties.HeardEvents;
import vitrine.auth.TestParties.UnreliableMailServer;
import vitrine.messaging.Event;

/** What people do with their own accounts, as the tests of this package send it. */
abstract class OwnAccounts {

    static final String NEW_PASSWORD = "Velvet-Compass-81";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    HeardEvents events;

    @Autowired
    UnreliableMailServer mailServer;

    @Autowired
    JwtEncoder jwts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    Answer requestEmail(String token, String email, String password) {
        return send(HttpMethod.POST, "/api/account/email", token, "email", email, "password", password);
    }

    Answer confirmEmail(String token, String code) {
        return send(HttpMethod.POST, "/api/account/email/confirm", token, "code", code);
    }

    Answer changePassword(String token, String current, String password) {
        return send(
                HttpMethod.POST,
                "/api/account/password",
                token,
                "current_password",
                current,
                "password",
                password,
                "confirm_password",
                password);
    }

    Answer delete(String token, String password) {
        return send(HttpMethod.DELETE, "/api/account", token, "password", password);
    }

    Answer send(HttpMethod method, String path, String token, String... fields) {
        ObjectNode body = json.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return people.call(method, path, token, body.toString());
    }

    Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        MockHttpServletResponse response =
                browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        assertThat(response.getStatus()).isEqualTo(302);
        return browser;
    }

    List<Event> heard(Person person, String type, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> events.about(person.id()).stream()
                                .filter(event -> event.type().equals(type))
                                .toList(),
                        found -> found.size() >= count);
    }

    long audited(Person person, String action) {
        return jdbc.sql("select count(*) from audit_event where subject_id = ? and action = ?")
                .param(person.id())
                .param(action)
                .query(Long.class)
                .single();
    }

    UUID studio(Person person) {
        return jdbc.sql("select studio_id from account where id = ?")
                .param(person.id())
                .query(UUID.class)
                .single();
    }

    int failures(Person person) {
        return jdbc.sql("select failures from sign_in_failures where login = " + key(person))
                .query(Integer.class)
                .single();
    }

    static String key(Person person) {
        return "encode(sha256(convert_to('" + person.username() + "', 'UTF8')), 'hex')";
    }

    /** Tokens carry whole seconds. */
    static void nextSecond() {
        long second = Instant.now().getEpochSecond();
        await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().getEpochSecond() > second);
    }

    static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            List<T> results = new java.util.ArrayList<>();
            for (var result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
