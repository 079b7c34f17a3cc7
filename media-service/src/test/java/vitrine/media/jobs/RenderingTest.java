package vitrine.media.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vitrine.media.MediaService;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;
import vitrine.media.assets.Assets;
import vitrine.media.rendering.RenderedSet;
import vitrine.media.rendering.Rendition;
import vitrine.media.rendering.UnreadablePicture;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.Storages;
import vitrine.media.watermarks.Watermarks;

/** From confirmation to renditions, with a worker in a context of its own on the same database, broker and folder. */
class RenderingTest extends MediaTest {

    private static final byte[] JPEG = Pictures.jpeg(3000, 2000);
    private static final String HEARD = "test.media";

    @Autowired
    private Environment environment;

    @Autowired
    private RabbitAdmin broker;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private Assets assets;

    @Autowired
    private Storages storages;

    @Autowired
    private Watermarks watermarks;

    @Autowired
    private WatermarkSpec watermark;

    @Autowired
    private DataSource database;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MeterRegistry meters;

    private final Account account = new Account();
    private final UUID photo = newId();
    private final List<RenderLocks> sessions = new ArrayList<>();
    private final AtomicBoolean exited = new AtomicBoolean();

    @BeforeEach
    void listen() {
        // What other tests left waiting would take turns with this one's pictures.
        jdbc.sql("update assets set status = 'failed' where status = 'pending'").update();
        Queue queue = new Queue(HEARD, false, false, true);
        broker.declareQueue(queue);
        // Requests must have somewhere to wait although no worker ran yet.
        Queue jobs = new Queue(RenderingJobs.QUEUE, true);
        broker.declareQueue(jobs);
        var events = new TopicExchange("vitrine.events");
        broker.declareExchange(events);
        broker.declareBinding(BindingBuilder.bind(queue).to(events).with("media.#"));
        broker.declareBinding(BindingBuilder.bind(jobs).to(events).with("media.rendition.requested.v1"));
    }

    @AfterEach
    void forget() throws SQLException {
        for (RenderLocks session : sessions) {
            session.destroy();
        }
        broker.deleteQueue(HEARD);
        broker.purgeQueue(RenderingJobs.QUEUE);
    }

    @Test
    void aConfirmedPhotoBecomesReadyAndAllIsAnnounced() throws Exception {
        String key = store(account, photo, "image/jpeg", JPEG);
        JsonNode ready;
        try (ConfigurableApplicationContext worker = worker()) {
            assertThat(worker.getEnvironment().getProperty("spring.application.name"))
                    .isEqualTo("media-worker");
            assertValid(heard("media.asset.stored.v1", photo));
            assertValid(heard("media.rendition.requested.v1", photo));
            ready = heard("media.asset.ready.v1", photo);
            assertValid(ready);
        }

        JsonNode data = ready.get("data");
        assertThat(data.get("width").asInt()).isEqualTo(3000);
        assertThat(data.get("height").asInt()).isEqualTo(2000);
        assertThat(Base64.getDecoder().decode(data.get("placeholder").asString()))
                .hasSizeBetween(5, 40);
        assertThat(ready.get("version").asLong()).isEqualTo(3);
        assertThat(status()).isEqualTo("ready");
        for (JsonNode rendition : data.get("renditions")) {
            String name = rendition.get("name").asString();
            var response = get(url(key, name.equals("watermarked") ? marked() : name, account.grant));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(response.body()).hasSize(rendition.get("bytes").asInt());
            var image = ImageIO.read(new java.io.ByteArrayInputStream(response.body()));
            assertThat(image.getWidth()).isEqualTo(rendition.get("width").asInt());
        }
        assertThat(get(url(key, marked(), account.grant)).body())
                .isNotEqualTo(get(url(key, "preview", account.grant)).body());
        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void aBrokenPictureFailsWithAReasonAndBlocksNothing() throws Exception {
        byte[] broken = Pictures.brokenPng(600, 400);
        UUID good = newId();
        try (ConfigurableApplicationContext worker = worker()) {
            store(account, photo, "image/png", broken);
            store(account, good, "image/jpeg", JPEG);

            JsonNode failed = heard("media.asset.failed.v1", photo);
            assertValid(failed);
            assertThat(failed.get("data").get("reason").get("message").asString())
                    .isNotBlank();
            heard("media.asset.ready.v1", good);
        }
        assertThat(status()).isEqualTo("failed");
        assertThat(json(confirm(account.token, photo, broken.length))
                        .get("status")
                        .asString())
                .isEqualTo("failed");
    }

    @Test
    void aRepeatedRequestDoesNoWorkTwice() throws Exception {
        String key = store(account, photo, "image/jpeg", JPEG);
        var renderings = new AtomicInteger();
        RenderingJobs jobs = jobs(original -> {
            renderings.incrementAndGet();
            return rendered();
        });

        jobs.renderNext();
        long readyVersion = version();
        jobs.renderNext();
        jobs.renderNext();

        assertThat(renderings).hasValue(1);
        assertThat(version()).isEqualTo(readyVersion);

        Files.delete(rendition(key, "preview").orElseThrow());
        requestAgain(photo);
        jobs.renderNext();
        assertThat(renderings).hasValue(2);
        assertThat(rendition(key, "preview")).isPresent();
    }

    @Test
    void onlyOneWorkerRendersAPhoto() throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        RenderingJobs slow = jobs(original -> {
            begun.countDown();
            awaitQuietly(goOn);
            return rendered();
        });
        Thread first = Thread.ofVirtual().start(() -> renderQuietly(slow));
        begun.await();

        jobs(original -> {
                    throw new AssertionError("rendered twice");
                })
                .renderNext();
        reconcileLater();
        assertThat(requests()).isEqualTo(1);

        goOn.countDown();
        first.join();
        assertThat(status()).isEqualTo("ready");
    }

    /** As many turns as pictures must serve them all: one that is lost leaves a picture waiting for minutes. */
    @Test
    void aTurnIsNotSpentOnWhatAnotherWorkerFinishedMeanwhile() throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        store(account, newId(), "image/jpeg", JPEG);
        RenderingJobs other = jobs(original -> rendered());
        var overtaken = new RenderLocks(database) {
            private boolean once;

            @Override
            boolean acquire(UUID photoId) throws SQLException {
                if (!once) {
                    once = true;
                    renderQuietly(other);
                }
                return super.acquire(photoId);
            }
        };
        sessions.add(overtaken);

        jobs(original -> rendered(), overtaken).renderNext();

        assertThat(waiting(account)).isZero();
    }

    @Test
    void aFewPicturesOfOneStudioDoNotWaitForTheManyOfAnother() throws Exception {
        for (int i = 0; i < 6; i++) {
            store(account, newId(), "image/jpeg", JPEG);
        }
        var other = new Account();
        store(other, newId(), "image/jpeg", JPEG);
        store(other, newId(), "image/jpeg", JPEG);
        RenderingJobs jobs = jobs(original -> rendered());

        for (int turn = 0; turn < 4; turn++) {
            jobs.renderNext();
        }

        assertThat(waiting(other)).isZero();
        assertThat(waiting(account)).isEqualTo(4);
    }

    @Test
    void whatWaitsIsCounted() throws Exception {
        double before = waitingInAll();
        store(account, photo, "image/jpeg", JPEG);
        assertThat(waitingInAll()).isEqualTo(before + 1);
    }

    private double waitingInAll() {
        return meters.get("media.rendering.waiting").gauge().value();
    }

    @Test
    void whatIsMadeAgainWaitsForWhatIsNew() throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        RenderingJobs jobs = jobs(original -> rendered());
        jobs.renderNext();
        requestAgain(photo);
        store(account, newId(), "image/jpeg", JPEG);
        store(account, newId(), "image/jpeg", JPEG);

        jobs.renderNext();
        jobs.renderNext();
        assertThat(status()).isEqualTo("pending");
        assertThat(waiting(account)).isEqualTo(1);

        jobs.renderNext();
        assertThat(status()).isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPictureThatBreaksOffLetsOthersPass(boolean machine) throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        store(account, newId(), "image/jpeg", JPEG);
        var first = new AtomicBoolean(true);
        RenderingJobs jobs = jobs(original -> {
            if (!first.getAndSet(false)) {
                return rendered();
            }
            if (machine) {
                throw new IOException("the disk is away");
            }
            throw new IllegalStateException("nobody thought of this");
        });
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(jobs::renderNext);

        jobs.renderNext();

        assertThat(status()).isEqualTo("pending");
        assertThat(waiting(account)).isEqualTo(1);
    }

    @Test
    void aPictureThatCrashesWorkersIsGivenUp() throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        for (int crash = 0; crash < RenderingJobs.MAX_ATTEMPTS; crash++) {
            assets.attemptBegins(photo); // all that a crashed worker leaves behind
        }

        jobs(original -> rendered()).renderNext();

        JsonNode failed = heard("media.asset.failed.v1", photo);
        assertValid(failed);
        assertThat(failed.get("data").get("reason").get("code").asString()).isEqualTo("crashed");
    }

    @Test
    void aFaultOfTheMachineIsNoAttempt() throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        RenderingJobs failing = jobs(original -> {
            throw new IOException("the disk is away");
        });
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> failing.renderNext());
        }
        assertThat(status()).isEqualTo("pending");

        jobs(original -> rendered()).renderNext();
        assertThat(status()).isEqualTo("ready");
    }

    @Test
    void aRenderingThatHangsFailsAndEndsTheWorker() throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        var goOn = new CountDownLatch(1);

        jobs(original -> {
                    awaitWithoutListening(goOn);
                    return rendered();
                })
                .renderNext();
        goOn.countDown();

        JsonNode failed = heard("media.asset.failed.v1", photo);
        assertThat(failed.get("data").get("reason").get("code").asString()).isEqualTo("timeout");
        assertThat(exited).isTrue();
    }

    @Test
    void aRenderingThatCanBeStoppedEndsAlone() throws Exception {
        store(account, photo, "image/jpeg", JPEG);

        jobs(original -> {
                    awaitQuietly(new CountDownLatch(1));
                    return rendered();
                })
                .renderNext();

        assertThat(status()).isEqualTo("failed");
        assertThat(exited).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreadable", "too-many-scans", "too-many-pixels", "unsupported", "timeout"})
    void theReasonIsTheEnginesOwn(String code) throws Exception {
        store(account, photo, "image/jpeg", JPEG);

        jobs(original -> {
                    throw new UnreadablePicture(code, "A sentence.");
                })
                .renderNext();

        JsonNode failed = heard("media.asset.failed.v1", photo);
        assertValid(failed);
        assertThat(failed.get("data").get("reason").get("code").asString()).isEqualTo(code);
    }

    @Test
    void aPhotoDeletedWhileItIsRenderedLeavesNothing() throws Exception {
        String key = store(account, photo, "image/jpeg", JPEG);
        RenderingJobs jobs = jobs(original -> {
            announce("photo.deleted.v1", photo, 5, """
                    {"photo_id": "%s", "key": "%s"}""".formatted(photo, key));
            await().until(() -> assets.find(photo).isEmpty());
            return rendered();
        });

        jobs.renderNext();
        jobs.renderNext();

        assertThat(DATA.resolve("renditions/" + key.substring(0, key.indexOf('.'))))
                .doesNotExist();
        assertThat(DATA.resolve("originals/" + key)).doesNotExist();
    }

    @Test
    void aMissingOriginalIsReported() throws Exception {
        String key = store(account, photo, "image/jpeg", JPEG);
        Files.delete(DATA.resolve("originals/" + key));

        jobs(original -> rendered()).renderNext();

        assertThat(heard("media.asset.failed.v1", photo)
                        .get("data")
                        .get("reason")
                        .get("code")
                        .asString())
                .isEqualTo("unreadable");
        reconciliation.round();
        assertThat(new String(get("/actuator/prometheus").body(), UTF_8))
                .containsPattern("media_originals_missing(\\{[^}]*})? [1-9]");
        Files.write(DATA.resolve("originals/" + key), JPEG);
        reconciliation.round();
        assertThat(assets.missing(1000)).noneMatch(asset -> asset.photoId().equals(photo));
    }

    @Test
    void aForgottenRenderingIsRequestedAgain() throws Exception {
        store(account, photo, "image/jpeg", JPEG);
        reconciliation.round();
        assertThat(requests()).isEqualTo(1);

        reconcileLater();
        assertThat(requests()).isEqualTo(2);
        jdbc.sql("update assets set requested_at = now() - interval '3 minutes' where photo_id = ?")
                .param(photo)
                .update();
        reconciliation.round();
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void aChangedWatermarkComesOntoPreviewsThatAreThere() throws Exception {
        String key = store(account, photo, "image/jpeg", JPEG);
        try (ConfigurableApplicationContext worker = worker()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> status().equals("ready"));
            UUID studio = assets.find(photo).orElseThrow().studioId();
            byte[] before =
                    get(url(key, "watermarked/" + studio, account.grant)).body();
            String named = Base64.getUrlEncoder().withoutPadding().encodeToString("Jón & Söhne".getBytes(UTF_8));
            byte[] forJon = get(url(key, "watermarked/" + studio + "/" + named, account.grant))
                    .body();
            assertThat(forJon).isNotEqualTo(before);

            var other = new WatermarkSpec("Other", null, WatermarkSpec.Position.CENTER, 0.8, 2);
            watermarks.save(studio, other);
            // At once and long before any worker: never again the old one.
            byte[] after = get(url(key, "watermarked/" + studio, account.grant)).body();
            assertThat(after).isNotEqualTo(before);
            assertThat(get(url(key, "watermarked/" + studio + "/" + named, account.grant))
                            .body())
                    .isNotEqualTo(forJon)
                    .isNotEqualTo(after);
            Files.delete(rendition(key, other.storedName()).orElseThrow());
            jdbc.sql("delete from renditions where photo_id = ? and name = ?")
                    .params(photo, other.storedName())
                    .update();
            // A round that found it made on demand has nothing more to do with it.
            jdbc.sql("update watermarks set applied = false where studio_id = ?")
                    .param(studio)
                    .update();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(rendition(key, other.storedName())).isPresent();
                assertThat(rendition(key, watermark.storedName())).isEmpty();
                assertThat(rendition(key, watermark.with("Jón & Söhne").storedName()))
                        .isEmpty();
            });
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc.sql("select applied from watermarks where studio_id = ?")
                            .param(studio)
                            .query(Boolean.class)
                            .single());
            assertThat(get(url(key, "watermarked/" + studio, account.grant)).body())
                    .isEqualTo(after);
        }
    }

    @Test
    void missingRenditionsAreMadeAgain() throws Exception {
        String key = store(account, photo, "image/jpeg", JPEG);
        jobs(original -> rendered()).renderNext();
        Files.delete(rendition(key, watermark.storedName()).orElseThrow());

        reconciliation.round();
        try (ConfigurableApplicationContext worker = worker()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rendition(key, watermark.storedName()).isPresent());
        }
        assertThat(status()).isEqualTo("ready");
    }

    @Test
    void examplesFollowTheirSchemas() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("contracts/events"))) {
            List<Path> examples = files.filter(file -> file.toString().endsWith(".example.json"))
                    .toList();
            assertThat(examples).hasSize(4);
            for (Path example : examples) {
                assertValid(JSON.readTree(Files.readString(example)));
            }
        }
    }

    private ConfigurableApplicationContext worker() {
        Map<String, Object> settings = new java.util.HashMap<>();
        for (String name : List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.rabbitmq.host",
                "spring.rabbitmq.port",
                "spring.rabbitmq.username",
                "spring.rabbitmq.password",
                "spring.rabbitmq.virtual-host",
                "media.storage.directory",
                "media.uploads.max-bytes")) {
            settings.put(name, environment.getProperty(name, ""));
        }
        settings.put("server.port", 0);
        return new SpringApplicationBuilder(MediaService.class)
                .profiles("worker")
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private RenderingJobs jobs(Rendering rendering) {
        return jobs(rendering, locks());
    }

    private RenderingJobs jobs(Rendering rendering, RenderLocks locks) {
        return new RenderingJobs(
                assets,
                storages,
                engine(rendering),
                watermarks,
                new RenderingTurns(jdbc),
                locks,
                new Watchdog(Duration.ofSeconds(2), Duration.ofMillis(300)),
                2,
                transaction,
                new SimpleMeterRegistry(),
                () -> exited.set(true));
    }

    /** Each stands for a worker of its own. */
    private RenderLocks locks() {
        var session = new RenderLocks(database);
        sessions.add(session);
        return session;
    }

    private RenderedSet rendered() {
        return new RenderedSet(
                3000,
                2000,
                new byte[] {1, 2, 3, 4, 5},
                List.of(
                        new Rendition("thumbnail", 400, 267, new byte[10]),
                        new Rendition("preview", 2048, 1365, new byte[20]),
                        new Rendition("watermarked", 2048, 1365, new byte[21])),
                watermark.id(),
                "test");
    }

    private String marked() {
        return "watermarked/" + account.id;
    }

    /** Renders as it is told, and marks nothing. */
    @FunctionalInterface
    private interface Rendering {
        RenderedSet of(Path original) throws UnreadablePicture, IOException;
    }

    private static RenderingJobs.Engine engine(Rendering rendering) {
        return new RenderingJobs.Engine() {
            @Override
            public RenderedSet render(Path original, WatermarkSpec mark) throws UnreadablePicture, IOException {
                return rendering.of(original);
            }

            @Override
            public Rendition mark(Path preview, WatermarkSpec mark) throws UnreadablePicture {
                throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "There is nothing to mark.");
            }
        };
    }

    private static void renderQuietly(RenderingJobs jobs) {
        try {
            jobs.renderNext();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void awaitWithoutListening(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                done = false;
            }
        }
    }

    private void requestAgain(UUID photo) {
        transaction.executeWithoutResult(
                status -> assets.requestAgain(assets.lock(photo).orElseThrow()));
    }

    private int waiting(Account account) {
        return jdbc.sql("select count(*) from assets where owner_id = ? and status = 'pending'")
                .param(account.id)
                .query(Integer.class)
                .single();
    }

    private void reconcileLater() {
        jdbc.sql("update assets set requested_at = now() - interval '3 minutes' where photo_id = ?")
                .param(photo)
                .update();
        reconciliation.round();
    }

    private String status() {
        return jdbc.sql("select status from assets where photo_id = ?")
                .param(photo)
                .query(String.class)
                .single();
    }

    private long version() {
        return jdbc.sql("select version from assets where photo_id = ?")
                .param(photo)
                .query(Long.class)
                .single();
    }

    private int requests() {
        return jdbc.sql("select requests from assets where photo_id = ?")
                .param(photo)
                .query(Integer.class)
                .single();
    }

    private Optional<Path> rendition(String key, String name) {
        return storages.active().file(ObjectName.rendition(storageKey(key), name));
    }

    private static vitrine.media.storage.OriginalKey storageKey(String key) {
        return vitrine.media.storage.OriginalKey.parse(key).orElseThrow();
    }

    private JsonNode heard(String type, UUID subject) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> next(type, subject), found -> found != null);
    }

    private JsonNode next(String type, UUID subject) {
        for (Message message = rabbit.receive(HEARD); message != null; message = rabbit.receive(HEARD)) {
            JsonNode event = JSON.readTree(message.getBody());
            if (event.get("type").asString().equals(type)
                    && event.get("subject").asString().equals(subject.toString())) {
                return event;
            }
        }
        return null;
    }

    private static void assertValid(JsonNode event) throws IOException {
        Path file = Path.of("contracts/events/" + event.get("type").asString() + ".schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        assertThat(schema.validate(event)).isEmpty();
    }
}
