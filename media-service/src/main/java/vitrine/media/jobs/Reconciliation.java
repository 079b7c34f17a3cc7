package vitrine.media.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.Storage;
import vitrine.media.storage.Storages;
import vitrine.media.uploads.UploadSweeping;
import vitrine.media.watermarks.Watermarks;

/**
 * Brings database, storage and queue together again after faults, a round a minute by one instance at a time: forgotten
 * renderings are requested again, unconfirmed uploads swept, missing files reported.
 */
@Component
@Profile("!worker")
class Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final long LOCK = 0x7669_7472_6d65_6401L;
    private static final int DOUBTFUL_AFTER_MINUTES = 2;
    private static final int BATCH = 500;

    private final Assets assets;
    private final Storages storages;
    private final UploadSweeping sweeping;
    private final UnknownOriginals unknownOriginals;
    private final Watermarks watermarks;
    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AtomicLong originalsMissing = new AtomicLong();
    private @Nullable UUID lookedAt;

    Reconciliation(
            Assets assets,
            Storages storages,
            UploadSweeping sweeping,
            UnknownOriginals unknownOriginals,
            Watermarks watermarks,
            DataSource database,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.assets = assets;
        this.storages = storages;
        this.sweeping = sweeping;
        this.unknownOriginals = unknownOriginals;
        this.watermarks = watermarks;
        this.database = database;
        this.jdbc = jdbc;
        this.transaction = transaction;
        Gauge.builder("media.originals.missing", originalsMissing, AtomicLong::get)
                .description("Originals that are known and not in the storage")
                .register(meters);
        Gauge.builder("media.rendering.waiting", assets, Reconciliation::waiting)
                .description("Photos without their renditions: when it only grows, there are too few workers")
                .register(meters);
    }

    /** Asked at each scrape. */
    private static double waiting(Assets assets) {
        try {
            return assets.waiting();
        } catch (DataAccessException databaseAway) {
            return Double.NaN;
        }
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
    void round() {
        try (Connection session = database.getConnection()) {
            if (!call(session, "select pg_try_advisory_lock(?)")) {
                return;
            }
            try {
                requestForgottenRenditions();
                sweeping.sweep();
                lookForFiles();
                unknownOriginals.round();
            } finally {
                call(session, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException | IOException | RuntimeException e) {
            log.warn("A round of reconciliation broke off; the next one is due in a minute", e);
        }
    }

    private static boolean call(Connection session, String sql) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private void requestForgottenRenditions() {
        for (UUID photoId : assets.waitingTooLong(DOUBTFUL_AFTER_MINUTES, BATCH)) {
            transaction.executeWithoutResult(status -> {
                if (isNotBeingRendered(photoId)) {
                    assets.lock(photoId)
                            .filter(asset -> asset.status() == Asset.Status.PENDING)
                            .ifPresent(asset -> {
                                log.info("Requesting the renditions of {} again", asset.key());
                                assets.requestAgain(asset);
                            });
                }
            });
        }
    }

    private boolean isNotBeingRendered(UUID photoId) {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(RenderLocks.number(photoId))
                .query(Boolean.class)
                .single();
    }

    /** Some assets each round, all of them in turn. */
    private void lookForFiles() throws IOException {
        List<Asset> next = assets.after(lookedAt, BATCH);
        for (Asset asset : next) {
            lookForFiles(asset);
        }
        for (Asset asset : assets.missing(BATCH)) {
            if (isThere(asset)) {
                assets.originalFound(asset.photoId());
            }
        }
        lookedAt = next.size() < BATCH ? null : next.getLast().photoId();
        originalsMissing.set(assets.originalsMissing());
    }

    private boolean isThere(Asset asset) throws IOException {
        return storages.of(asset.storage())
                .find(ObjectName.original(asset.key()))
                .isPresent();
    }

    private void lookForFiles(Asset asset) throws IOException {
        if (!isThere(asset)) {
            // Deleted or moved since the list was read, or really missing.
            Optional<Asset> unchanged =
                    assets.find(asset.photoId()).filter(now -> now.storage().equals(asset.storage()));
            if (unchanged.isPresent()) {
                log.error("The original {} is missing in the storage {}", asset.key(), asset.storage());
                assets.originalMissing(asset.photoId());
            }
            return;
        }
        Storage storage = storages.of(asset.storage());
        if (asset.status() == Asset.Status.READY
                && !StoredRenditions.complete(storage, asset.key(), watermarks.of(asset.studioId()))) {
            transaction.executeWithoutResult(status -> assets.lock(asset.photoId())
                    .ifPresent(current -> {
                        log.warn("Renditions of {} are missing in the storage and will be made again", asset.key());
                        assets.requestAgain(current);
                    }));
        }
    }
}
