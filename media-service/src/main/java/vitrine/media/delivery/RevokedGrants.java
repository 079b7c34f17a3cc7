package vitrine.media.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Grants that were withdrawn. Asked for every picture, therefore kept in memory; every instance reads the changes of
 * all instances twice a second, and its own at once.
 */
@Component
@Profile("!worker")
class RevokedGrants {

    private static final Logger log = LoggerFactory.getLogger(RevokedGrants.class);

    /** Much longer than a change waits between its timestamp and its commit, or clocks of instances differ. */
    private static final int OVERLAP_SECONDS = 60;

    /** Links, galleries and permissions never give a grant back, and no URL signed for it lives nearly as long. Accounts and bytes may come back. */
    private static final int KEPT_DAYS = 30;

    private final JdbcClient jdbc;
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile boolean loaded;
    private volatile long readAt;
    private volatile boolean everLoaded;
    private volatile boolean reachable = true;

    RevokedGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Bytes are withdrawn by a name like those of grants, which is never signed for. */
    static String ofAsset(UUID asset) {
        return "p." + asset;
    }

    private record Change(String name, boolean revoked) {}

    boolean contains(String grant) {
        if (!everLoaded) {
            load();
        }
        return revoked.contains(grant);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void revoke(String grant) {
        change(grant, true);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(String grant) {
        change(grant, false);
    }

    private void change(String grant, boolean withdrawn) {
        jdbc.sql("""
                        insert into revoked_grants (name, revoked, changed_at) values (?, ?, clock_timestamp())
                        on conflict (name) do update set revoked = excluded.revoked, changed_at = excluded.changed_at""").params(grant, withdrawn).update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                apply(new Change(grant, withdrawn));
            }
        });
    }

    private void apply(Change change) {
        if (change.revoked()) {
            revoked.add(change.name());
        } else {
            revoked.remove(change.name());
        }
    }

    private synchronized void load() {
        if (!loaded) {
            long now = System.nanoTime();
            jdbc.sql("select name, revoked from revoked_grants")
                    .query(Change.class)
                    .list()
                    .forEach(this::apply);
            readAt = now;
            loaded = true;
            everLoaded = true;
        }
    }

    @Scheduled(fixedDelay = 500)
    void readChanges() {
        try {
            long now = System.nanoTime();
            // After a longer outage the latest changes alone would not tell all.
            loaded = loaded
                    && now - readAt < Duration.ofSeconds(OVERLAP_SECONDS / 2).toNanos();
            load();
            jdbc.sql("""
                            select name, revoked from revoked_grants
                            where changed_at > clock_timestamp() - ? * interval '1 second'""").param(OVERLAP_SECONDS).query(Change.class).list().forEach(this::apply);
            readAt = now;
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                log.warn("Withdrawn grants cannot be read; those known stay withdrawn", e);
            }
            reachable = false;
        }
    }

    @Scheduled(fixedDelay = 24 * 3600 * 1000, initialDelay = 3600 * 1000)
    @Transactional
    public void forgetOld() {
        jdbc.sql("""
                        delete from revoked_grants where changed_at < now() - ? * interval '1 day'
                        and (not revoked or name not like 'u.%' and name not like 'p.%')""").param(KEPT_DAYS).update();
    }
}
