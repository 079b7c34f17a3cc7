package vitrine.media.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.metadata.MetadataReader;
import vitrine.media.metadata.PhotoMetadata;
import vitrine.media.rendering.RenderedSet;
import vitrine.media.rendering.Renderer;
import vitrine.media.rendering.Rendition;
import vitrine.media.rendering.UnreadablePicture;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.storage.LocalFolder;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/**
 * Renders confirmed originals. A request may come twice, late, or after a crash: what is done is not done again, and a
 * picture that takes workers down with it is given up after {@value #MAX_ATTEMPTS} attempts.
 */
@Component
@Profile("worker")
class RenderingJobs {

    static final String QUEUE = "media.rendering";
    static final int MAX_ATTEMPTS = 3;

    private static final Logger log = LoggerFactory.getLogger(RenderingJobs.class);

    /** Beyond the renderer's own limit, which it looks at only between its steps. */
    private static final Duration WATCHDOG_MARGIN = Duration.ofSeconds(10);

    private static final Duration WATCHDOG_GRACE = Duration.ofSeconds(5);
    private static final int EXIT_STUCK = 70;

    /** The engine, as this class uses it. */
    @FunctionalInterface
    interface Engine {
        RenderedSet render(Path original) throws UnreadablePicture, IOException;
    }

    private final Assets assets;
    private final LocalFolder storage;
    private final Engine engine;
    private final MetadataReader metadata;
    private final RenderLocks locks;
    private final Watchdog watchdog;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Runnable exit;
    private final Semaphore slots;

    @Autowired
    RenderingJobs(
            Assets assets,
            LocalFolder storage,
            Renderer renderer,
            WatermarkSpec watermark,
            RenderLocks locks,
            RenderingSettings settings,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this(
                assets,
                storage,
                original -> renderer.render(original, watermark),
                locks,
                new Watchdog(settings.maxTime().plus(WATCHDOG_MARGIN), WATCHDOG_GRACE),
                settings.concurrency() > 0
                        ? settings.concurrency()
                        : Runtime.getRuntime().availableProcessors(),
                transaction,
                meters,
                () -> Runtime.getRuntime().halt(EXIT_STUCK));
    }

    RenderingJobs(
            Assets assets,
            LocalFolder storage,
            Engine engine,
            RenderLocks locks,
            Watchdog watchdog,
            int concurrency,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Runnable exit) {
        this.assets = assets;
        this.storage = storage;
        this.engine = engine;
        this.metadata = new MetadataReader();
        this.locks = locks;
        this.watchdog = watchdog;
        this.slots = new Semaphore(concurrency, true);
        this.transaction = transaction;
        this.meters = meters;
        this.exit = exit;
    }

    record RenditionRequested(UUID photoId) {}

    /** Long, therefore outside a transaction; more deliveries than slots, so that the next original is at hand. */
    @Consumes(queue = QUEUE, types = "media.rendition.requested.v1", concurrency = 8, transactional = false)
    void on(Event event) throws InterruptedException {
        render(event.dataAs(RenditionRequested.class).photoId());
    }

    void render(UUID photoId) throws InterruptedException {
        if (!acquire(photoId)) {
            log.info("{} is being rendered already", photoId);
            return;
        }
        try {
            slots.acquire();
            try {
                attempt(photoId);
            } finally {
                slots.release();
            }
        } finally {
            locks.release(photoId);
        }
    }

    private boolean acquire(UUID photoId) {
        try {
            return locks.acquire(photoId);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("No lock for a rendering", e);
        }
    }

    private void attempt(UUID photoId) throws InterruptedException {
        Optional<Asset> wanted = assets.find(photoId).filter(this::isNotDone);
        if (wanted.isEmpty()) {
            return;
        }
        Asset asset = wanted.get();
        Optional<Path> original = storage.original(asset.key());
        if (original.isEmpty()) {
            log.error("The original {} is missing on disk", asset.key());
            assets.originalMissing(photoId);
            fail(asset, UnreadablePicture.UNREADABLE, "The original is missing in the storage.");
            return;
        }
        if (asset.attempts() >= MAX_ATTEMPTS) {
            fail(asset, "crashed", "Rendering this picture failed " + MAX_ATTEMPTS + " times without an answer.");
            return;
        }
        assets.attemptBegins(photoId);
        try {
            render(asset, original.get());
        } catch (IOException e) {
            assets.attemptDoesNotCount(photoId);
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            assets.attemptDoesNotCount(photoId);
            throw e;
        }
    }

    private boolean isNotDone(Asset asset) {
        return switch (asset.status()) {
            case PENDING -> true;
            case FAILED -> false;
            case READY -> !StoredRenditions.complete(storage, asset.key());
        };
    }

    private void render(Asset asset, Path original) throws IOException, InterruptedException {
        Timer.Sample duration = Timer.start(meters);
        try {
            RenderedSet rendered = watchdog.run("render-" + asset.photoId(), () -> engine.render(original));
            PhotoMetadata read = metadata.read(original);
            for (Rendition rendition : rendered.renditions()) {
                storage.storeRendition(asset.key(), rendition.name(), rendition.jpeg());
            }
            finish(asset, rendered, read);
            duration.stop(timer(rendered.engine(), "ready"));
        } catch (Watchdog.Overrun overrun) {
            duration.stop(timer("none", "timeout"));
            fail(asset, UnreadablePicture.TIMEOUT, "Rendering this picture took too long.");
            if (overrun.isStillRunning()) {
                log.error("Rendering {} cannot be stopped: this worker ends, to be started again", asset.key());
                exit.run();
            }
        } catch (ExecutionException failed) {
            duration.stop(timer("none", "failed"));
            failed(asset, failed.getCause());
        }
    }

    private void failed(Asset asset, @Nullable Throwable cause) throws IOException {
        if (cause instanceof UnreadablePicture unreadable) {
            fail(asset, unreadable.code(), String.valueOf(unreadable.getMessage()));
        } else if (cause instanceof OutOfMemoryError tooLarge) {
            log.error("Rendering {} needs more memory than there is", asset.key(), tooLarge);
            fail(asset, UnreadablePicture.TOO_MANY_PIXELS, "The picture needs more memory than there is.");
        } else if (cause instanceof IOException io) {
            throw io;
        } else {
            throw new IllegalStateException("Rendering " + asset.key() + " broke off", cause);
        }
    }

    /** A photo that was deleted meanwhile leaves nothing behind. */
    private void finish(Asset asset, RenderedSet rendered, PhotoMetadata read) throws IOException {
        Boolean kept = transaction.execute(status -> {
            Optional<Asset> current = assets.lock(asset.photoId());
            current.filter(this::isStillWanted).ifPresent(found -> assets.ready(found, rendered, read));
            return current.isPresent();
        });
        if (Boolean.FALSE.equals(kept)) {
            storage.deleteRenditions(asset.key());
        }
    }

    private boolean isStillWanted(Asset asset) {
        return asset.status() != Asset.Status.FAILED;
    }

    private void fail(Asset asset, String code, String message) {
        log.warn("{} has no renditions: {}", asset.key(), code);
        transaction.executeWithoutResult(status -> assets.lock(asset.photoId())
                .filter(current -> current.status() == Asset.Status.PENDING)
                .ifPresent(current -> assets.failed(current, code, message)));
    }

    private Timer timer(String engineName, String outcome) {
        return Timer.builder("media.rendering")
                .description("Renderings of originals")
                .tag("engine", engineName)
                .tag("outcome", outcome)
                .register(meters);
    }
}
