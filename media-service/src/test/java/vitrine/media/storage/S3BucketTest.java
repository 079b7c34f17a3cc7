package vitrine.media.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3BucketTest extends RemoteStorageContract {

    private static final String PREFIX = "photos/";

    private final String name = "bucket-" + UUID.randomUUID();
    private Path folder;
    private S3Bucket bucket;

    @BeforeEach
    void open() throws IOException {
        folder = S3Server.start().bucket(name);
        bucket = bucket("proxy");
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    private S3Bucket bucket(String delivery) {
        return new S3Bucket(
                new S3Settings(
                        name,
                        relay.url(),
                        "us-east-1",
                        S3Server.ACCESS_KEY,
                        S3Server.SECRET_KEY,
                        PREFIX,
                        true,
                        delivery,
                        CALL,
                        CALL,
                        4,
                        Duration.ofSeconds(1)),
                temporaryFiles);
    }

    @Override
    protected int serverPort() {
        return S3Server.start().port();
    }

    @Override
    protected Storage storage() {
        return bucket;
    }

    @Override
    protected int objects() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(PREFIX))) {
            return (int) all.filter(Files::isRegularFile).count();
        } catch (java.nio.file.NoSuchFileException none) {
            return 0;
        }
    }

    @Test
    void leavesNeighboursInTheBucketAlone() throws Exception {
        Path renditions = Files.createDirectories(folder.resolve(PREFIX + "renditions/" + key.owner()));
        Path longer = Files.createDirectories(renditions.resolve(key.photoId() + "0"));
        Path neighbour = Files.write(longer.resolve("thumbnail.jpg"), bytes);
        Path besides = Files.write(renditions.resolve(key.photoId() + ".txt"), bytes);
        Path others =
                Files.write(Files.createDirectories(folder.resolve("incoming")).resolve("a"), bytes);
        write(ObjectName.rendition(key, "thumbnail"), bytes);

        bucket.deletePhoto(key);

        assertThat(bucket.find(ObjectName.rendition(key, "thumbnail"))).isEmpty();
        assertThat(neighbour).exists();
        assertThat(besides).exists();
        assertThat(bucket.receivedBefore(java.time.Instant.now().plusSeconds(9)))
                .isEmpty();
        assertThat(others).exists();
    }

    @Test
    void linksToTheBucketOnlyWhenToldTo() throws Exception {
        bucket.promote(receive(bytes).id(), key);
        StoredObject object = bucket.find(ObjectName.original(key)).orElseThrow();
        assertThat(bucket.link(object, "image/jpeg", "attachment")).isEmpty();

        try (S3Bucket redirecting = bucket("redirect")) {
            URI link = redirecting
                    .link(object, "image/jpeg", "attachment; filename=\"a.jpg\"")
                    .orElseThrow();
            try (HttpClient http = HttpClient.newHttpClient()) {
                var answer = http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(bytes);
                assertThat(answer.headers().firstValue("Content-Disposition"))
                        .contains("attachment; filename=\"a.jpg\"");
                var forged = URI.create(link.toString().replace("Expires=60", "Expires=6000"));
                assertThat(http.send(HttpRequest.newBuilder(forged).build(), BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }
}
