package vitrine.media.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.Storage;
import vitrine.media.storage.Storages;

/**
 * Originals in the storage that the database does not know, as after it was restored from a backup. They are told, never
 * removed: what was confirmed to somebody may be among them.
 */
@Component
@Profile("!worker")
class UnknownOriginals {

    private static final Logger log = LoggerFactory.getLogger(UnknownOriginals.class);

    /** Looked at in a round, of each storage. */
    private static final int BATCH = 1000;

    /** One by one, until the next start; the rest is only counted. */
    private static final int MOST_TOLD = 10_000;

    /** Where the walk over one storage is. */
    private static final class Walk {
        private @Nullable OriginalKey last;
        private List<OriginalKey> doubted = List.of();
        private long counted;

        /** By the last whole walk. */
        private long found;
    }

    private final Storages storages;
    private final JdbcClient jdbc;
    private final Map<String, Walk> walks = new HashMap<>();
    private final Set<OriginalKey> told = new HashSet<>();
    private final AtomicLong unknown = new AtomicLong();

    UnknownOriginals(Storages storages, JdbcClient jdbc, MeterRegistry meters) {
        this.storages = storages;
        this.jdbc = jdbc;
        Gauge.builder("media.originals.unknown", unknown, AtomicLong::get)
                .description("Originals in the storage that the database does not know")
                .register(meters);
    }

    /** A part of the walk; from one round to the next, deletions and confirmations under way come to their end. */
    void round() throws IOException {
        for (Storage storage : storages.all()) {
            go(storage, walks.computeIfAbsent(storage.id(), id -> new Walk()));
        }
        unknown.set(walks.values().stream().mapToLong(walk -> walk.found).sum());
    }

    /** Asks for everything before it notes anything: a round that breaks off is done again, and counts nothing twice. */
    private void go(Storage storage, Walk walk) throws IOException {
        List<OriginalKey> confirmed = there(storage, withoutAsset(walk.doubted));
        List<OriginalKey> next = storage.originalsAfter(walk.last, BATCH);
        List<OriginalKey> doubted = withoutAsset(next);
        confirmed.forEach(key -> tell(storage, key));
        walk.counted += confirmed.size();
        if (walk.last == null) {
            // With what was doubted last, the walk before is whole.
            walk.found = walk.counted;
            walk.counted = 0;
        }
        walk.doubted = doubted;
        walk.last = next.size() < BATCH ? null : next.getLast();
    }

    private static List<OriginalKey> there(Storage storage, List<OriginalKey> keys) throws IOException {
        var there = new ArrayList<OriginalKey>();
        for (OriginalKey key : keys) {
            if (storage.find(ObjectName.original(key)).isPresent()) {
                there.add(key);
            }
        }
        return there;
    }

    private void tell(Storage storage, OriginalKey key) {
        if (told.size() < MOST_TOLD && told.add(key)) {
            log.error("The storage {} has an original that the database does not know: {}", storage.id(), key);
        }
    }

    private List<OriginalKey> withoutAsset(List<OriginalKey> keys) {
        if (keys.isEmpty()) {
            return keys;
        }
        String[] names = keys.stream().map(OriginalKey::toString).toArray(String[]::new);
        var known = new HashSet<>(
                jdbc.sql("""
                        select key from assets where key = any(?) union all select key from reservations where key = any(?)""").params(names, names).query(String.class).list());
        var unknownKeys = new ArrayList<>(keys);
        unknownKeys.removeIf(key -> known.contains(key.toString()));
        return unknownKeys;
    }
}
