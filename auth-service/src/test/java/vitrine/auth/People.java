package vitrine.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vitrine.devservices.Mail;
import vitrine.devservices.Mailbox;

/** People with accounts, and the API as programs use it. */
public class People {

    public static final String PASSWORD = "Copper-Lantern-42";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");

    private final MockMvc mvc;
    private final JsonMapper json;

    People(MockMvc mvc, JsonMapper json) {
        this.mvc = mvc;
        this.json = json;
    }

    public record Person(UUID id, String username, String email) {}

    public record Answer(int status, JsonNode body, MockHttpServletResponse response) {

        public String type() {
            return body.path("type").asString("");
        }
    }

    public static String newName() {
        return "person_" + COUNT.incrementAndGet() + "_" + Long.toString(System.nanoTime(), 36);
    }

    public Person photographer() {
        return confirmed("photographer");
    }

    public Person client() {
        return confirmed("client");
    }

    private Person confirmed(String type) {
        String name = newName();
        String email = name + "@localhost";
        Answer registered = register(name, email, type);
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        Answer confirmed = post("/api/auth/confirm", "email", email, "code", code(email));
        assertThat(confirmed.status()).isEqualTo(204);
        return new Person(UUID.fromString(registered.body().get("id").asString()), name, email);
    }

    public Answer register(String name, String email, String type) {
        return post(
                "/api/auth/register",
                "username",
                name,
                "email",
                email,
                "password",
                PASSWORD,
                "confirm_password",
                PASSWORD,
                "account_type",
                type);
    }

    /** The newest mail to somebody, once there are that many. */
    public static Mail mail(String email, int count) {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Mailbox.messagesTo(email).size() >= count);
        return Mailbox.messagesTo(email).getFirst();
    }

    public static String code(String email) {
        return code(mail(email, 1));
    }

    public static String code(Mail mail) {
        Matcher found = CODE.matcher(mail.text());
        assertThat(found.find()).as(mail.text()).isTrue();
        return found.group(1);
    }

    /** The address of the one link of a mail, from its path on. */
    public static String link(Mail mail) {
        Matcher found =
                Pattern.compile(Pattern.quote(AuthTest.AUTH) + "(/\\S+)").matcher(mail.text());
        assertThat(found.find()).as(mail.text()).isTrue();
        return found.group(1);
    }

    public String token(Person person) {
        return token(person.username(), PASSWORD);
    }

    public String adminToken() {
        return token("admin", AuthTest.ADMIN_PASSWORD);
    }

    public String token(String login, String password) {
        Answer answer = login(login, password);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().get("access_token").asString();
    }

    public Answer login(String login, String password) {
        return post("/api/auth/login", "username", login, "password", password);
    }

    public Answer post(String path, String... fields) {
        var body = json.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return call(HttpMethod.POST, path, "", body.toString());
    }

    public Answer get(String path, String token) {
        return call(HttpMethod.GET, path, token, "");
    }

    public Answer call(HttpMethod method, String path, String token, String body) {
        var request = request(method, URI.create(AuthTest.PHOTOS + path)).accept(MediaType.APPLICATION_JSON);
        if (!body.isEmpty()) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = mvc.perform(request).andReturn().getResponse();
            String content = response.getContentAsString();
            return new Answer(
                    response.getStatus(), content.isEmpty() ? json.nullNode() : json.readTree(content), response);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
