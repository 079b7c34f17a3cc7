package vitrine.media.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP to WordPress: pooled connections, a time for each attempt with its body, tries with growing pauses, a breaker over all. */
final class WordPressCalls implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final WordPressSettings settings;
    private final RemoteCalls remote;
    private final Retry retry;
    private final HttpClient http;
    private final String authorization;

    WordPressCalls(WordPressSettings settings) {
        this.settings = settings;
        this.remote = new RemoteCalls(WordPressLibrary.ID, settings.breakFor());
        this.retry = Retry.of(
                "storage-wordpress",
                RetryConfig.custom()
                        .maxAttempts(settings.attempts())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                                settings.firstPause().toMillis(), 2))
                        .retryExceptions(StorageUnavailable.class)
                        .build());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((settings.user() + ":" + settings.password()).getBytes(UTF_8));
    }

    /** With everything about failures around it; the call may be made several times. */
    <T> T persistently(RemoteCalls.Call<T> call) throws IOException {
        return remote.call(() -> {
            try {
                return Retry.decorateCheckedSupplier(retry, call::make).get();
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    HttpRequest.Builder route(String path, String query) {
        return HttpRequest.newBuilder(settings.route(path, query))
                .header("Authorization", authorization)
                .header("Accept", "application/json");
    }

    /** @throws StorageUnavailable when files are not to be fetched from there */
    HttpRequest.Builder file(String url) throws StorageUnavailable {
        URI file = URI.create(url);
        if (!settings.serves(file)) {
            throw new StorageUnavailable(
                    "WordPress names a file on " + file.getAuthority() + ", which WP_MEDIA_HOST does not allow", null);
        }
        return HttpRequest.newBuilder(file);
    }

    /** One attempt. */
    JsonNode json(HttpRequest request, Duration limit) throws IOException {
        HttpResponse<byte[]> answer = send(request, HttpResponse.BodyHandlers.ofByteArray(), limit);
        if (answer.statusCode() / 100 != 2) {
            throw meaning(answer.statusCode(), answer.body(), request);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new StorageUnavailable("WordPress answers something else than JSON", e);
        }
    }

    /** One attempt, body included in its time. */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration limit) throws StorageUnavailable {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, body);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StorageUnavailable("WordPress does not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new StorageUnavailable("WordPress does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("Interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** What an answer other than success means; the codes are those of WordPress' own REST interface. */
    IOException meaning(int status, byte[] body, HttpRequest request) {
        String answer = new String(body, 0, Math.min(body.length, 4096), UTF_8);
        if (status == 404 || status == 410) {
            return new NoSuchFileException(String.valueOf(request.uri().getPath()));
        }
        if (status == 413 || answer.contains("rest_upload_file_too_big")) {
            return new ContentRefused("WordPress takes no file of this size", null);
        }
        if (status == 507 || answer.contains("rest_upload_limited_space")) {
            return new StorageFull(null);
        }
        if (status == 415 || (answer.contains("rest_upload_unknown_error") && answer.contains("file type"))) {
            return new ContentRefused("WordPress takes no file of this type", null);
        }
        return new StorageUnavailable("WordPress answers " + status, null);
    }

    @Override
    public void close() {
        http.close();
    }
}
