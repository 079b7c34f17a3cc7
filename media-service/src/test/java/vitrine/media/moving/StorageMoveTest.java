package vitrine.media.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.moving.StorageMove.Outcome;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.S3Server;
import vitrine.media.storage.Storages;

class StorageMoveTest extends MediaTest {

    private static final String BUCKET = "moves";
    private static Path bucket;

    @DynamicPropertySource
    static void bucket(DynamicPropertyRegistry registry) throws IOException {
        bucket = S3Server.start().bucket(BUCKET);
        S3Server.settings(registry, BUCKET);
    }

    @Autowired
    private Storages storages;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    private final Account account = new Account();
    private final byte[] picture = Pictures.jpeg(320, 200);
    private StorageMove move;

    @BeforeEach
    void prepare() {
        move = new StorageMove(new MovingPhotos(jdbc, transaction), storages);
    }

    @Test
    void movesOneStudioAndNoOther() throws Exception {
        List<String> keys = photos(account, 3);
        var neighbour = new Account();
        String neighbours = photos(neighbour, 1).getFirst();
        keys.forEach(this::assertDelivered);

        assertThat(move.move(account.id, "s3")).isEqualTo(new Outcome(3, 0, 0));
        keys.forEach(this::assertDelivered);
        assertThat(move.removeOldCopies()).isEqualTo(3);

        keys.forEach(this::assertDelivered);
        for (String key : keys) {
            assertThat(local(key)).doesNotExist();
            assertThat(bucket.resolve("originals/" + key)).hasBinaryContent(picture);
        }
        assertThat(local(neighbours)).exists();
        assertThat(move.move(account.id, "s3")).isEqualTo(new Outcome(0, 0, 0));

        // And back again.
        assertThat(move.move(account.id, "local")).isEqualTo(new Outcome(3, 0, 0));
        assertThat(move.removeOldCopies()).isEqualTo(3);
        keys.forEach(this::assertDelivered);
        assertThat(bucket.resolve("originals/" + keys.getFirst())).doesNotExist();
    }

    @Test
    void leavesWhatIsDamagedWhereItIs() throws Exception {
        List<String> keys = photos(account, 3);
        byte[] damaged = picture.clone();
        damaged[picture.length / 2] ^= 1;
        Files.write(local(keys.get(1)), damaged);

        assertThat(move.move(account.id, "s3")).isEqualTo(new Outcome(2, 1, 0));

        assertThat(storageOf(keys.get(1))).isEqualTo("local");
        assertThat(bucket.resolve("originals/" + keys.get(1))).doesNotExist();
        assertThat(local(keys.get(1))).exists();
    }

    @Test
    void trustsNoCopyThatIsThereAlready() throws Exception {
        String key = photos(account, 1).getFirst();
        byte[] damaged = picture.clone();
        damaged[picture.length / 2] ^= 1;
        Path copy = bucket.resolve("originals/" + key);
        storages.of("s3")
                .write(
                        ObjectName.original(OriginalKey.parse(key).orElseThrow()),
                        "image/jpeg",
                        new ByteArrayInputStream(damaged),
                        Checksums.of(damaged));

        assertThat(move.move(account.id, "s3")).isEqualTo(new Outcome(1, 0, 0));

        assertThat(copy).hasBinaryContent(picture);
        assertDelivered(key);
    }

    @Test
    void asACommandItGoesOnAfterAKill() throws Exception {
        List<String> keys = photos(account, 60);

        Process killed = command(account.id.toString(), "s3");
        await().atMost(Duration.ofSeconds(60)).until(() -> onS3() > 3);
        killed.destroyForcibly().waitFor();
        assertThat(onS3()).isLessThan(60);
        keys.forEach(this::assertDelivered);

        assertThat(command(account.id.toString(), "s3").waitFor()).isZero();

        assertThat(onS3()).isEqualTo(60);
        for (String key : keys) {
            assertDelivered(key);
            assertThat(local(key)).doesNotExist();
        }
        assertThat(command("nonsense", "s3").waitFor()).isEqualTo(2);
        assertThat(command("all", "wordpress").waitFor()).isEqualTo(2);
    }

    private Process command(String studio, String target) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path").replace("test-classes", "classes") + File.pathSeparator
                                + "target/classes",
                        "vitrine.media.MediaService",
                        "storage-move",
                        studio,
                        target)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/storage-move.log"));
        builder.environment()
                .putAll(Map.of(
                        "DATABASE_URL_MEDIA", setting("spring.datasource.url"),
                        "DATABASE_USERNAME_MEDIA", setting("spring.datasource.username"),
                        "DATABASE_PASSWORD_MEDIA", setting("spring.datasource.password"),
                        "MEDIA_DATA", DATA.toString(),
                        "MEDIA_TEMPORARY", DATA.resolve("spool").toString(),
                        "VITRINE_MEDIA_S3_BUCKET", BUCKET,
                        "VITRINE_MEDIA_S3_ENDPOINT", S3Server.start().url().toString(),
                        "VITRINE_MEDIA_S3_ACCESS_KEY", S3Server.ACCESS_KEY,
                        "VITRINE_MEDIA_S3_SECRET_KEY", S3Server.SECRET_KEY));
        return builder.start();
    }

    private String setting(String name) {
        return environment.getProperty(name, "");
    }

    private long onS3() {
        return jdbc.sql("select count(*) from assets where studio_id = ? and storage = 's3'")
                .param(account.id)
                .query(Long.class)
                .single();
    }

    private String storageOf(String key) {
        return jdbc.sql("select storage from assets where key = ?")
                .param(key)
                .query(String.class)
                .single();
    }

    private Path local(String key) {
        return DATA.resolve("originals").resolve(key);
    }

    private void assertDelivered(String key) {
        for (String variant : List.of("original", "preview")) {
            var answer = get(url(key, variant, account.grant));
            assertThat(answer.statusCode()).as(key + " " + variant).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(picture);
        }
    }

    /** Confirmed ones with a rendition each. */
    private List<String> photos(Account owner, int count) throws IOException {
        var keys = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            UUID photo = newId();
            String key = store(owner, photo, "image/jpeg", picture);
            Checksums checksums = Checksums.of(picture);
            storages.of("local")
                    .write(
                            ObjectName.rendition(OriginalKey.parse(key).orElseThrow(), "preview"),
                            "image/jpeg",
                            new ByteArrayInputStream(picture),
                            checksums);
            jdbc.sql("""
                            insert into renditions (photo_id, name, width, height, size_bytes, sha256, crc32)
                            values (?, 'preview', 320, 200, ?, ?, ?)""")
                    .params(photo, checksums.size(), checksums.sha256(), checksums.crc32())
                    .update();
            keys.add(key);
        }
        return keys;
    }
}
