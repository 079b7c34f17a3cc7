package vitrine.media.watermarks;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;

/**
 * Asks workers for previews that carry a watermark of before, a batch at a time, until there is none. What is looked at
 * meanwhile is marked when it is asked for.
 */
@Component
@Profile("!worker")
class Remarking {

    private static final Logger log = LoggerFactory.getLogger(Remarking.class);
    private static final long LOCK = 0x7669_7472_6d65_6402L;
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final Assets assets;
    private final TransactionTemplate transaction;

    Remarking(JdbcClient jdbc, Assets assets, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.assets = assets;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 3_000)
    void round() {
        try {
            transaction.executeWithoutResult(status -> {
                if (lock()) {
                    jdbc.sql("select studio_id from watermarks where not applied")
                            .query(UUID.class)
                            .list()
                            .forEach(this::apply);
                }
            });
        } catch (RuntimeException e) {
            log.warn("Previews with an older watermark could not be asked for; the next try is due in seconds", e);
        }
    }

    private boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** What was asked for is pending, and nobody's business here until it is done. */
    private void apply(UUID studioId) {
        List<UUID> older =
                jdbc.sql("""
                        select a.photo_id from watermarks w join assets a on a.studio_id = w.studio_id
                        where w.studio_id = ? and a.status = 'ready' and a.missing_since is null
                        and not exists (select from renditions r where r.photo_id = a.photo_id and r.name = w.stored_as)
                        order by a.photo_id desc limit ?""").params(studioId, BATCH).query(UUID.class).list();
        for (UUID photo : older) {
            assets.lock(photo)
                    .filter(asset -> asset.status() == Asset.Status.READY)
                    .ifPresent(assets::requestAgain);
        }
        if (older.isEmpty()) {
            jdbc.sql("""
                            update watermarks w set applied = true where studio_id = ? and not exists (
                                select from assets a where a.studio_id = w.studio_id and a.missing_since is null
                                and (a.status = 'ready' or a.status = 'pending' and a.remake) and not exists (
                                    select from renditions r where r.photo_id = a.photo_id and r.name = w.stored_as))""").param(studioId).update();
        }
    }
}
