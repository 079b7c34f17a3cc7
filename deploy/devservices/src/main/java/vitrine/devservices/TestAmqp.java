package vitrine.devservices;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The broker of this JVM's tests: started on first use, in memory, gone with the JVM. */
final class TestAmqp {

    private static @Nullable AmqpBroker embedded;

    private TestAmqp() {}

    static synchronized VirtualHost newVirtualHost() {
        var external = System.getenv("VITRINE_TEST_RABBITMQ_URL");
        if (external != null && !external.isBlank()) {
            return external(URI.create(external));
        }
        var broker = embedded;
        if (broker == null) {
            broker = AmqpBroker.inMemory(0);
            embedded = broker;
        }
        var name = freshName();
        broker.addVirtualHost(name);
        return new VirtualHost(
                "127.0.0.1", broker.port(), AmqpBroker.USERNAME, AmqpBroker.TEST_PASSWORD, name, () -> {});
    }

    private static VirtualHost external(URI url) {
        var userInfo =
                Objects.requireNonNullElse(url.getRawUserInfo(), "guest:guest").split(":", 2);
        var username = decode(userInfo[0]);
        var password = userInfo.length > 1 ? decode(userInfo[1]) : "";
        var port = url.getPort() > 0 ? url.getPort() : 5672;
        var management = System.getenv("VITRINE_TEST_RABBITMQ_MANAGEMENT_URL");
        if (management == null || management.isBlank()) {
            var path = Objects.requireNonNullElse(url.getRawPath(), "");
            return new VirtualHost(
                    url.getHost(),
                    port,
                    username,
                    password,
                    path.length() > 1 ? decode(path.substring(1)) : "/",
                    () -> {});
        }
        var name = freshName();
        var api = URI.create(management.replaceFirst("/*$", "/api/"));
        call(api.resolve("vhosts/" + name), "PUT", "{}", username, password);
        call(
                api.resolve("permissions/" + name + "/" + username),
                "PUT",
                "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}",
                username,
                password);
        return new VirtualHost(
                url.getHost(),
                port,
                username,
                password,
                name,
                () -> call(api.resolve("vhosts/" + name), "DELETE", "", username, password));
    }

    private static void call(URI uri, String method, String body, String username, String password) {
        var credentials =
                Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + uri + " answered " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("RabbitMQ's management API cannot be reached at " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String freshName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    record VirtualHost(String host, int port, String username, String password, String virtualHost, Runnable removal) {

        void drop() {
            removal.run();
        }
    }
}
