package vitrine.media.storage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vitrine.media.problems.InvalidSetting;

/** The back ends of this installation: one takes what is new, all give what they hold. */
@Component
public class Storages {

    private final Map<String, Storage> byId = new LinkedHashMap<>();
    private final Storage active;

    Storages(List<Storage> configured, StorageSettings settings) {
        configured.forEach(storage -> byId.put(storage.id(), storage));
        Storage chosen = byId.get(settings.backend());
        if (chosen == null) {
            throw new InvalidSetting(
                    "MEDIA_STORAGE is " + settings.backend() + ", which is not configured here.",
                    "Set MEDIA_STORAGE to one of " + byId.keySet() + ", or configure that back end.");
        }
        this.active = chosen;
    }

    /** Where new bytes go. */
    public Storage active() {
        return active;
    }

    public Collection<Storage> all() {
        return byId.values();
    }

    /** @throws IllegalStateException when that back end is not configured any more */
    public Storage of(String id) {
        Storage storage = byId.get(id);
        if (storage == null) {
            throw new IllegalStateException("Bytes lie on the back end " + id + ", which is not configured");
        }
        return storage;
    }
}
