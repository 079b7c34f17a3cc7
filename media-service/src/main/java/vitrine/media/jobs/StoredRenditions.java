package vitrine.media.jobs;

import java.util.List;
import vitrine.media.storage.LocalFolder;
import vitrine.media.storage.OriginalKey;

/** What a ready asset has on disk. */
final class StoredRenditions {

    private static final List<String> NAMES = List.of("thumbnail", "preview", "watermarked");

    private StoredRenditions() {}

    static boolean complete(LocalFolder storage, OriginalKey key) {
        return NAMES.stream().allMatch(name -> storage.rendition(key, name).isPresent());
    }
}
