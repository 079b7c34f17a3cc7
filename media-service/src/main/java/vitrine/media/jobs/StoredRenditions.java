package vitrine.media.jobs;

import java.io.IOException;
import java.util.List;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.Storage;

/** What a ready asset has beside its original. */
final class StoredRenditions {

    private static final List<String> CLEAN = List.of("thumbnail", "preview");

    private StoredRenditions() {}

    static boolean complete(Storage storage, OriginalKey key, WatermarkSpec mark) throws IOException {
        return hasClean(storage, key) && has(storage, key, mark.storedName());
    }

    /** All that needs the original. */
    static boolean hasClean(Storage storage, OriginalKey key) throws IOException {
        for (String name : CLEAN) {
            if (!has(storage, key, name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(Storage storage, OriginalKey key, String name) throws IOException {
        return storage.find(ObjectName.rendition(key, name)).isPresent();
    }
}
