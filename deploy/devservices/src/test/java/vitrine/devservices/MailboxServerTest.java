package vitrine.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailboxServerTest {

    @TempDir
    Path directory;

    private MailboxServer server;

    @BeforeAll
    static void allowHostHeader() {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    @BeforeEach
    void start() throws IOException {
        server = MailboxServer.start(directory, 0, 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mailIsShownNewestFirstAndSurvivesARestart() throws Exception {
        sendText("first");
        sendText("second");
        var before = messages();
        assertThat(before).hasSize(2);
        assertThat(before.get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "from", "to", "subject", "received_at", "text", "html");
        assertThat(before.get(0).path("subject").asString()).isEqualTo("second");
        assertThat(before.get(0).path("to").get(0).asString()).isEqualTo("ada@example.org");
        assertThat(before.get(0).path("text").asString()).contains("body of second");
        server.close();
        server = MailboxServer.start(directory, 0, 0);
        assertThat(messages()).isEqualTo(before);
    }

    @Test
    void aHostileMailIsInert() throws Exception {
        sendHtml("<script>alert(1)</script>", "<b>Hello</b><script>alert(2)</script>");
        var id = messages().get(0).path("id").asString();
        assertThat(get("/", "localhost").body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script");
        var page = get("/messages/" + id, "localhost");
        assertThat(page.body()).contains("sandbox=").doesNotContain("<script");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        var body = get("/messages/" + id + "/html", "localhost");
        assertThat(body.body()).contains("<b>Hello</b>");
        assertThat(body.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox ")
                .contains("default-src 'none'")
                .doesNotContain("allow-scripts");
    }

    @Test
    void onlyLocalNamesAreAnswered() throws Exception {
        assertThat(get("/api/messages", "localhost").statusCode()).isEqualTo(200);
        assertThat(get("/api/messages", "rebound.example").statusCode()).isEqualTo(421);
        assertThat(get("/messages/unknown", "localhost").statusCode()).isEqualTo(404);
    }

    private JsonNode messages() throws Exception {
        return JsonMapper.shared().readTree(get("/api/messages", "127.0.0.1").body());
    }

    private HttpResponse<String> get(String path, String host) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                            .header("Host", host)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private void sendText(String subject) {
        GreenMailUtil.sendTextEmail("ada@example.org", "vitrine@localhost", subject, "body of " + subject, smtp());
    }

    private void sendHtml(String subject, String html) throws Exception {
        var message = new MimeMessage(GreenMailUtil.getSession(smtp(), new Properties()));
        message.setFrom("vitrine@localhost");
        message.setRecipients(jakarta.mail.Message.RecipientType.TO, "ada@example.org");
        message.setSubject(subject);
        message.setContent(html, "text/html; charset=utf-8");
        GreenMailUtil.sendMimeMessage(message);
    }

    private ServerSetup smtp() {
        return new ServerSetup(server.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    }
}
