package vitrine.share.galleries;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a gallery is shown.
 *
 * @param sets none means all of the gallery
 */
public record SharedScope(UUID gallery, @Nullable List<UUID> sets) {

    UUID @Nullable [] setArray() {
        return sets == null ? null : sets.toArray(UUID[]::new);
    }
}
