package vitrine.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite as a script sees it: JSON over HTTP through the gateway. */
final class PublicApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final int port;
    private final String host;
    private @Nullable String token;

    /** Names below localhost are resolved by browsers, not by Java: all calls go to the loopback address and say the host. */
    PublicApi(int port, String host) {
        this.port = port;
        this.host = host;
    }

    record Answer(int status, JsonNode body) {

        JsonNode expect(int... accepted) throws IOException {
            for (var one : accepted) {
                if (status == one) {
                    return body;
                }
            }
            throw new IOException("The suite answered %d: %s".formatted(status, body));
        }

        boolean is(int wanted) {
            return status == wanted;
        }
    }

    void signIn(String accessToken) {
        token = accessToken;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** To a signed URL, on whichever host it names. */
    Answer upload(String url, Map<String, String> headers, byte[] bytes) throws IOException, InterruptedException {
        var target = URI.create(url);
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:%d%s?%s".formatted(port, target.getRawPath(), target.getRawQuery())))
                .timeout(Duration.ofMinutes(2))
                .header("Host", target.getRawAuthority());
        headers.forEach((name, value) -> {
            // The client counts the bytes itself.
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Host")) {
                request.header(name, value);
            }
        });
        BodyPublisher body = BodyPublishers.ofByteArray(bytes);
        return send(request.PUT(body));
    }

    /** From the mailbox of the local run. */
    JsonNode mail(int mailbox) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/messages".formatted(mailbox)))
                .timeout(Duration.ofSeconds(10))
                .build();
        return answer(client.send(request, BodyHandlers.ofByteArray())).expect(200);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofSeconds(30))
                .header("Host", host)
                .header("Accept", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answer(client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(
                response.statusCode(),
                json && response.body().length > 0 ? JSON.readTree(response.body()) : JSON.createObjectNode());
    }
}
