package vitrine.media.storage;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;

/** The contract against a WordPress that really runs, where {@code VITRINE_TEST_WP_API_URL}, {@code _USER} and {@code _PASS} name one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestDatabase
@TestBroker
@EnabledIfEnvironmentVariable(named = "VITRINE_TEST_WP_API_URL", matches = ".+")
class WordPressSiteTest extends StorageContract {

    @TempDir
    Path temporary;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final WordPressSettings site = new WordPressSettings(
            String.valueOf(System.getenv("VITRINE_TEST_WP_API_URL")),
            String.valueOf(System.getenv("VITRINE_TEST_WP_USER")),
            String.valueOf(System.getenv("VITRINE_TEST_WP_PASS")),
            "",
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            4,
            Duration.ofMillis(200),
            Duration.ofSeconds(1));
    private WordPressLibrary library;
    private TemporaryFiles temporaryFiles;
    private int before;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        MediaTest.settings(registry);
    }

    @BeforeEach
    void open() throws IOException {
        jdbc.sql("delete from wordpress_media").update();
        temporaryFiles = new TemporaryFiles(new StorageSettings("local", temporary, 0, temporary, 1 << 28));
        library = new WordPressLibrary(
                site,
                new WordPressIndex(jdbc, transaction),
                new LocalParts(temporary.resolve("parts")),
                temporaryFiles);
        before = total();
    }

    @AfterEach
    void close() throws IOException {
        for (String name : jdbc.sql("update wordpress_media set name = 'incoming/' || file returning file::text")
                .query(String.class)
                .list()) {
            library.deleteReceived(java.util.UUID.fromString(name));
        }
        library.close();
        temporaryFiles.destroy();
    }

    private int total() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String credentials = Base64.getEncoder()
                    .encodeToString((site.user() + ":" + site.password()).getBytes(StandardCharsets.UTF_8));
            var answer = http.send(
                    HttpRequest.newBuilder(site.route("/media", "per_page=1"))
                            .header("Authorization", "Basic " + credentials)
                            .build(),
                    BodyHandlers.discarding());
            return Integer.parseInt(answer.headers().firstValue("X-WP-Total").orElseThrow());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Storage storage() {
        return library;
    }

    @Override
    protected int objects() {
        return total() - before;
    }

    @Override
    protected byte[] anything(int length) {
        return Arrays.copyOf(Pictures.jpeg(3000, 2000), length);
    }
}
