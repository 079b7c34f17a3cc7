package vitrine.media.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.assets.StoredRendition;
import vitrine.media.metadata.MetadataReader;
import vitrine.media.metadata.PhotoMetadata;
import vitrine.media.rendering.RenderedSet;
import vitrine.media.rendering.Renderer;
import vitrine.media.rendering.Rendition;
import vitrine.media.rendering.UnreadablePicture;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.LocalCopy;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.Storage;
import vitrine.media.storage.Storages;
import vitrine.media.watermarks.Watermarks;
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
    interface Engine {

        RenderedSet render(Path original, WatermarkSpec mark) throws UnreadablePicture, IOException;

        /** Marks a clean preview that is there already. */
        Rendition mark(Path preview, WatermarkSpec mark) throws UnreadablePicture, IOException;

        static Engine of(Renderer renderer) {
            return new Engine() {
                @Override
                public RenderedSet render(Path original, WatermarkSpec mark) throws UnreadablePicture, IOException {
                    return renderer.render(original, mark);
                }

                @Override
                public Rendition mark(Path preview, WatermarkSpec mark) throws UnreadablePicture, IOException {
                    return renderer.mark(preview, mark);
                }
            };
        }
    }

    private final Assets assets;
    private final Storages storages;
    private final Engine engine;
    private final Watermarks watermarks;
    private final MetadataReader metadata;
    private final RenderingTurns turns;
    private final RenderLocks locks;
    private final Watchdog watchdog;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Runnable exit;
    private final Semaphore slots;

    @Autowired
    RenderingJobs(
            Assets assets,
            Storages storages,
            Renderer renderer,
            Watermarks watermarks,
            RenderingTurns turns,
            RenderLocks locks,
            RenderingSettings settings,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this(
                assets,
                storages,
                Engine.of(renderer),
                watermarks,
                turns,
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
            Storages storages,
            Engine engine,
            Watermarks watermarks,
            RenderingTurns turns,
            RenderLocks locks,
            Watchdog watchdog,
            int concurrency,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Runnable exit) {
        this.assets = assets;
        this.storages = storages;
        this.engine = engine;
        this.watermarks = watermarks;
        this.metadata = new MetadataReader();
        this.turns = turns;
        this.locks = locks;
        this.watchdog = watchdog;
        this.slots = new Semaphore(concurrency, true);
        this.transaction = transaction;
        this.meters = meters;
        this.exit = exit;
    }

    /**
     * A request is a turn for whoever is next, see {@link RenderingTurns}: as many turns as requests serve them all. Long,
     * therefore outside a transaction; more deliveries than slots, so that the next turn is at hand.
     */
    @Consumes(queue = QUEUE, types = "media.rendition.requested.v1", concurrency = 8, transactional = false)
    void on(Event event) throws InterruptedException {
        renderNext();
    }

    void renderNext() throws InterruptedException {
        slots.acquire();
        try {
            Optional<Asset> next = turns.next(this::claim);
            if (next.isPresent()) {
                attemptInTurn(next.get());
            }
        } finally {
            slots.release();
        }
    }

    /** Whatever a picture broke off with, the next turn is another one's: it must not hold up its studio. */
    private void attemptInTurn(Asset asset) throws InterruptedException {
        try {
            attempt(asset);
        } catch (IOException broken) {
            letOthersPass(asset, broken);
            throw new UncheckedIOException(broken);
        } catch (RuntimeException broken) {
            letOthersPass(asset, broken);
            throw broken;
        } finally {
            locks.release(asset.photoId());
        }
    }

    private void letOthersPass(Asset asset, Exception broken) {
        try {
            assets.toTheEndOfTheLine(asset.photoId());
        } catch (RuntimeException databaseAway) {
            broken.addSuppressed(databaseAway);
        }
    }

    /** Empty also for one that was finished since it was seen waiting: the turn is not spent on it. */
    private Optional<Asset> claim(UUID photoId) {
        if (!acquire(photoId)) {
            return Optional.empty();
        }
        Optional<Asset> waiting = Optional.empty();
        try {
            waiting = assets.find(photoId).filter(found -> found.status() == Asset.Status.PENDING);
            return waiting;
        } finally {
            if (waiting.isEmpty()) {
                locks.release(photoId);
            }
        }
    }

    private boolean acquire(UUID photoId) {
        try {
            return locks.acquire(photoId);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("No lock for a rendering", e);
        }
    }

    private void attempt(Asset asset) throws IOException, InterruptedException {
        Storage storage = storages.of(asset.storage());
        if (lacksOnlyItsMark(asset, storage)) {
            mark(asset, storage);
        } else {
            make(asset, storage);
        }
    }

    private boolean lacksOnlyItsMark(Asset asset, Storage storage) throws IOException {
        return assets.isMadeAgain(asset.photoId())
                && StoredRenditions.hasClean(storage, asset.key())
                && !StoredRenditions.complete(storage, asset.key(), watermarks.of(asset.studioId()));
    }

    private void make(Asset asset, Storage storage) throws IOException, InterruptedException {
        if (storage.find(ObjectName.original(asset.key())).isEmpty()) {
            log.error("The original {} is missing in the storage {}", asset.key(), asset.storage());
            assets.originalMissing(asset.photoId());
            fail(asset, UnreadablePicture.UNREADABLE, "The original is missing in the storage.");
            return;
        }
        if (asset.attempts() >= MAX_ATTEMPTS) {
            fail(asset, "crashed", "Rendering this picture failed " + MAX_ATTEMPTS + " times without an answer.");
            return;
        }
        assets.attemptBegins(asset.photoId());
        try (LocalCopy original = storage.localCopy(ObjectName.original(asset.key()))) {
            render(asset, storage, original.path());
        } catch (IOException | InterruptedException e) {
            assets.attemptDoesNotCount(asset.photoId());
            throw e;
        }
    }

    private void render(Asset asset, Storage storage, Path original) throws IOException, InterruptedException {
        Timer.Sample duration = Timer.start(meters);
        try {
            WatermarkSpec mark = watermarks.of(asset.studioId());
            RenderedSet rendered = watchdog.run("render-" + asset.photoId(), () -> engine.render(original, mark));
            PhotoMetadata read = metadata.read(original);
            var stored = new ArrayList<StoredRendition>();
            for (Rendition rendition : rendered.renditions()) {
                stored.add(store(asset, storage, rendered.storedName(rendition), rendition));
            }
            finish(asset, storage, rendered, stored, read);
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

    private static StoredRendition store(Asset asset, Storage storage, String name, Rendition rendition)
            throws IOException {
        var stored = new StoredRendition(name, rendition.width(), rendition.height(), Checksums.of(rendition.jpeg()));
        storage.write(
                ObjectName.rendition(asset.key(), name),
                "image/jpeg",
                new ByteArrayInputStream(rendition.jpeg()),
                stored.checksums());
        return stored;
    }

    /**
     * The studio's watermark is another one now: the clean preview is enough to make the marked one anew, and where it is
     * damaged the original is.
     */
    private void mark(Asset asset, Storage storage) throws IOException, InterruptedException {
        WatermarkSpec mark = watermarks.of(asset.studioId());
        Rendition marked;
        try (LocalCopy preview = storage.localCopy(ObjectName.rendition(asset.key(), "preview"))) {
            marked = watchdog.run("mark-" + asset.photoId(), () -> engine.mark(preview.path(), mark));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadablePicture) {
                make(asset, storage);
                return;
            }
            throw new IllegalStateException("Marking " + asset.key() + " broke off", e);
        } catch (Watchdog.Overrun e) {
            throw new IllegalStateException("Marking " + asset.key() + " took too long", e);
        }
        StoredRendition stored = store(asset, storage, mark.storedName(), marked);
        Optional<List<String>> older = transaction.execute(status -> assets.lock(asset.photoId())
                .filter(current -> current.storage().equals(storage.id()))
                .map(current -> {
                    assets.addRendition(asset.photoId(), stored);
                    assets.madeAgain(current);
                    return assets.forgetRenditionsMarkedOtherThan(current, mark.storedName());
                }));
        if (older == null || older.isEmpty()) {
            log.info("{} was deleted or moved while it was marked", asset.key());
            storage.delete(ObjectName.rendition(asset.key(), mark.storedName()));
            return;
        }
        for (String name : older.get()) {
            storage.delete(ObjectName.rendition(asset.key(), name));
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
    private void finish(
            Asset asset, Storage storage, RenderedSet rendered, List<StoredRendition> stored, PhotoMetadata read)
            throws IOException {
        Boolean kept = transaction.execute(status -> {
            Optional<Asset> current = assets.lock(asset.photoId());
            if (current.filter(found -> !found.storage().equals(storage.id())).isPresent()) {
                throw new TransientDataAccessResourceException(asset.key() + " was moved while it was rendered");
            }
            current.filter(this::isStillWanted).ifPresent(found -> assets.ready(found, rendered, stored, read));
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
