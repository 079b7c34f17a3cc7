package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a browser without JavaScript, or a script: cookies per host, redirects followed on request. */
class Visitor {

    static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    static Visitor guest() {
        return new Visitor();
    }

    static Visitor bearing(String token) {
        return new Visitor().with("Authorization", "Bearer " + token);
    }

    /** A header on every request from now on. */
    Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    record Answer(int status, HttpResponse<byte[]> response, URI uri) {

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** A problem has the shape every service agreed on. */
        Answer isProblem(int expected, String slug) {
            assertThat(status).as("%s %s", uri, text()).isEqualTo(expected);
            assertThat(header("Content-Type")).as("%s", uri).startsWith("application/problem+json");
            assertThat(json().path("type").asString()).isEqualTo("urn:vitrine:problem:" + slug);
            assertThat(json().path("status").asInt()).isEqualTo(expected);
            assertThat(json().path("title").asString()).isNotBlank();
            assertThat(json().path("trace_id").asString())
                    .as("trace id of %s", uri)
                    .isNotBlank();
            return this;
        }

        Answer is(int expected) {
            assertThat(status).as("%s answered %s", uri, text()).isEqualTo(expected);
            return this;
        }
    }

    Answer get(String url) {
        return send("GET", url, BodyPublishers.noBody(), Map.of());
    }

    Answer get(String url, Map<String, String> extra) {
        return send("GET", url, BodyPublishers.noBody(), extra);
    }

    Answer delete(String url) {
        return send("DELETE", url, BodyPublishers.noBody(), Map.of());
    }

    Answer post(String url, Object body) {
        return json("POST", url, body);
    }

    Answer put(String url, Object body) {
        return json("PUT", url, body);
    }

    Answer patch(String url, Object body) {
        return json("PATCH", url, body);
    }

    Answer json(String method, String url, Object body) {
        String text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
        return send(method, url, BodyPublishers.ofString(text), Map.of("Content-Type", "application/json"));
    }

    Answer form(String url, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                url,
                BodyPublishers.ofString(body),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    Answer send(String method, String url, BodyPublisher body, Map<String, String> extra) {
        URI uri = URI.create(url);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + uri.getPort() + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        String cookie = cookieHeader(uri);
        if (!cookie.isEmpty()) {
            request.setHeader("Cookie", cookie);
        }
        request.setHeader("Host", uri.getAuthority());
        headers.forEach(request::setHeader);
        extra.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            keepCookies(uri, response);
            return new Answer(response.statusCode(), response, uri);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Follows redirects as a browser would, at most ten. */
    Answer open(String url) {
        Answer answer = get(url, Map.of("Accept", "text/html"));
        for (int hops = 0;
                answer.status() / 100 == 3 && !answer.header("Location").isEmpty();
                hops++) {
            assertThat(hops).as("redirects from %s", url).isLessThan(10);
            answer = get(answer.uri().resolve(answer.header("Location")).toString(), Map.of("Accept", "text/html"));
        }
        return answer;
    }

    String cookie(String host, String name) {
        return cookies.getOrDefault(host, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name + ";"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private String cookieHeader(URI uri) {
        return cookies.getOrDefault(uri.getHost(), Map.of()).entrySet().stream()
                .filter(entry -> uri.getRawPath()
                        .startsWith(entry.getKey().substring(entry.getKey().indexOf(';') + 1)))
                .map(entry -> entry.getKey().substring(0, entry.getKey().indexOf(';')) + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keepCookies(URI uri, HttpResponse<byte[]> response) {
        for (String line : response.headers().allValues("Set-Cookie")) {
            String[] parts = line.split(";");
            String name = parts[0].substring(0, parts[0].indexOf('=')).trim();
            String value = parts[0].substring(parts[0].indexOf('=') + 1).trim();
            String path = "/";
            boolean expired = value.isEmpty();
            for (String part : parts) {
                String attribute = part.trim();
                if (attribute.toLowerCase().startsWith("path=")) {
                    path = attribute.substring(5);
                }
                expired |= attribute.equalsIgnoreCase("max-age=0");
            }
            var jar = cookies.computeIfAbsent(uri.getHost(), host -> new ConcurrentHashMap<>());
            if (expired) {
                jar.remove(name + ";" + path);
            } else {
                jar.put(name + ";" + path, value);
            }
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
