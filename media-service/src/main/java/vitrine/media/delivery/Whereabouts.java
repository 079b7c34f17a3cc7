package vitrine.media.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.Storage;
import vitrine.media.storage.Storages;
import vitrine.media.storage.StoredObject;

/**
 * Finds the back end that holds a picture. Where there is only one, nobody is asked; where there are several, the database is
 * asked once for a photo, and again only when the photo is not where it was.
 */
@Component
@Profile("!worker")
public class Whereabouts {

    private static final int REMEMBERED = 100_000;

    private final Storages storages;
    private final Assets assets;
    private final Cache<UUID, String> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Whereabouts(Storages storages, Assets assets) {
        this.storages = storages;
        this.assets = assets;
    }

    public record Located(Storage storage, StoredObject object) {}

    /** @param name of the original or a rendition of that key */
    public Optional<Located> find(OriginalKey key, ObjectName name) throws IOException {
        if (storages.all().size() == 1) {
            return find(storages.active(), name);
        }
        String remembered = known.getIfPresent(key.photoId());
        if (remembered != null) {
            Optional<Located> found = find(storages.of(remembered), name);
            if (found.isPresent()) {
                return found;
            }
        }
        String now = lookUp(key);
        return now == null || now.equals(remembered) ? Optional.empty() : find(storages.of(now), name);
    }

    /** The same where it can be told at once: there is one back end, and it keeps files. */
    Optional<Located> findFile(ObjectName name) throws IOException {
        return storages.all().size() == 1 && storages.active().keepsFiles()
                ? find(storages.active(), name)
                : Optional.empty();
    }

    private @Nullable String lookUp(OriginalKey key) {
        String storage = assets.find(key.photoId())
                .filter(asset -> asset.key().equals(key))
                .map(Asset::storage)
                .orElse(null);
        if (storage != null) {
            known.put(key.photoId(), storage);
        }
        return storage;
    }

    private static Optional<Located> find(Storage storage, ObjectName name) throws IOException {
        return storage.find(name).map(object -> new Located(storage, object));
    }
}
