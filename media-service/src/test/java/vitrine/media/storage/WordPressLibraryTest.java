package vitrine.media.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;
import vitrine.media.MediaTest;
import vitrine.media.storage.WordPressStub.Habit;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestDatabase
@TestBroker
class WordPressLibraryTest extends RemoteStorageContract {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private WordPressStub site;
    private WordPressLibrary library;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        MediaTest.settings(registry);
    }

    @BeforeEach
    void open() throws IOException {
        site.publicUrl = relay.url().toString();
        library = library(WordPressStub.PASSWORD);
        jdbc.sql("delete from wordpress_media").update();
    }

    @AfterEach
    void close() {
        library.close();
        site.close();
    }

    private WordPressLibrary library(String password) throws IOException {
        return new WordPressLibrary(
                new WordPressSettings(
                        WordPressStub.api(relay.url()).toString(),
                        WordPressStub.USER,
                        password,
                        "",
                        CALL,
                        CALL,
                        4,
                        Duration.ofMillis(10),
                        Duration.ofSeconds(1)),
                new WordPressIndex(jdbc, transaction),
                new LocalParts(temporary.resolve("parts")),
                temporaryFiles);
    }

    @Override
    protected int serverPort() {
        try {
            site = new WordPressStub();
            return site.port();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Storage storage() {
        return library;
    }

    @Override
    protected int objects() {
        return site.objects();
    }

    @Override
    protected byte[] anything(int length) {
        byte[] content = super.anything(length);
        content[0] = (byte) 0xFF;
        content[1] = (byte) 0xD8;
        return content;
    }

    @ParameterizedTest
    @EnumSource(
            value = Habit.class,
            names = {"SCALES", "IGNORES_RANGES"})
    void getsTheFileThatWasSent(Habit habit) throws Exception {
        site.habit = habit;
        library.promote(receive(bytes).id(), key);

        StoredObject object = library.find(ObjectName.original(key)).orElseThrow();
        assertThat(read(ObjectName.original(key))).isEqualTo(bytes);
        try (var end = library.open(object, 10, 20)) {
            assertThat(end.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 10, 30));
        }
    }

    @Test
    void refusesASiteThatChangesPictures() throws Exception {
        site.habit = Habit.OPTIMISES;
        assertThatExceptionOfType(ContentRefused.class).isThrownBy(() -> receive(bytes));
        assertThat(objects()).isZero();
    }

    @Test
    void refusesWhatTheSiteRefusesWithoutTryingAgain() throws Exception {
        byte[] html = "<script>alert(1)</script>".getBytes();
        assertThatExceptionOfType(ContentRefused.class).isThrownBy(() -> receive(html));
        site.refusal = "{\"code\": \"rest_upload_limited_space\"}";
        assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> receive(bytes));
        assertThat(objects()).isZero();
        assertThat(library.receivedBefore(Instant.now().plusSeconds(60))).isEmpty();
    }

    @Test
    void storesAFileOnceThoughTheAnswerWasLost() throws Exception {
        site.lostAnswers.set(1);
        library.promote(receive(bytes).id(), key);

        assertThat(objects()).isOne();
        assertThat(read(ObjectName.original(key))).isEqualTo(bytes);
    }

    @Test
    void sweepsWhatAKilledServiceLeft() throws Exception {
        Received known = receive(bytes);
        jdbc.sql("update wordpress_media set media_id = null, url = null where file = ?")
                .param(known.id())
                .update();
        var index = new WordPressIndex(jdbc, transaction);
        UUID neverSent = UUID.randomUUID();
        index.announce(neverSent, 5);

        assertThat(library.receivedBefore(Instant.now().plusSeconds(60)))
                .containsExactlyInAnyOrder(known.id(), neverSent);
        library.deleteReceived(known.id());
        library.deleteReceived(neverSent);

        assertThat(objects()).isZero();
        assertThat(library.receivedBefore(Instant.now().plusSeconds(60))).isEmpty();
    }

    @Test
    void reportsAFileThatSomebodyDeletedThere() throws Exception {
        Received received = receive(bytes);
        library.promote(received.id(), key);
        site.forget("vitrine-" + received.id());

        assertThat(library.find(ObjectName.original(key))).isEmpty();
        assertThatThrownBy(() -> library.localCopy(ObjectName.original(key)).close())
                .isInstanceOf(NoSuchFileException.class);
        assertThat(jdbc.sql("select count(*) from wordpress_media")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void fetchesFromNoOtherHost() throws Exception {
        site.publicUrl = "http://127.0.0.1:1";
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> receive(bytes))
                .withMessageContaining("WP_MEDIA_HOST");
    }

    @Test
    void tellsAWrongPassword() throws Exception {
        try (WordPressLibrary stranger = library("wrong")) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> stranger.receive(stream(bytes), bytes.length, "image/jpeg"))
                    .withMessageContaining("401");
        }
        assertThat(objects()).isZero();
    }
}
