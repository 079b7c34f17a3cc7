package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API as a client sees it. */
public class Api {

    static final JsonMapper JSON = new JsonMapper();
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;

    Api(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    record Answer(int status, String type, String text, HttpResponse<String> raw) {

        JsonNode body() {
            return JSON.readTree(text);
        }

        JsonNode expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return text.isEmpty() ? null : body();
        }

        JsonNode expectProblem(int expected, String slug) {
            JsonNode problem = expect(expected);
            assertThat(type).isEqualTo("application/problem+json");
            assertThat(problem.get("type").asString()).isEqualTo("urn:vitrine:problem:" + slug);
            assertThat(problem.get("status").asInt()).isEqualTo(expected);
            assertThat(problem.get("title").asString()).isNotBlank();
            assertThat(problem.get("detail").asString()).isNotBlank();
            assertThat(problem.has("trace_id")).isTrue();
            return problem;
        }
    }

    Answer request(String token, String method, String path, Object body) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(
                        body instanceof String text ? text : JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, content);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(token, request);
    }

    Answer send(String token, HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    static UUID id(JsonNode node) {
        return UUID.fromString(node.asString());
    }
}
