package vitrine.journeys;

import static vitrine.journeys.Suite.photos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to the studio's live events until closed. */
final class LiveEvents implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> data = new CopyOnWriteArrayList<>();

    private LiveEvents() {}

    static LiveEvents of(Person person) throws IOException, InterruptedException {
        var events = new LiveEvents();
        URI uri = URI.create(photos("/api/events"));
        var response = events.http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + uri.getPort() + uri.getPath()))
                        .setHeader("Host", uri.getAuthority())
                        .setHeader("Authorization", "Bearer " + person.token())
                        .setHeader("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError("live events answered " + response.statusCode());
        }
        Thread.ofVirtual().start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        events.data.add(line.substring(5));
                    }
                }
            } catch (IOException e) {
                // Closed with the test.
            }
        });
        return events;
    }

    List<String> data() {
        return data;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
