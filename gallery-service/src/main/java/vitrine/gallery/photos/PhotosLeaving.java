package vitrine.gallery.photos;

import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Photos are about to leave their galleries; told within the transaction, before the photos are locked. If somebody may
 * not do that, the transaction with all that listeners did is rolled back.
 *
 * @param target the gallery they move to, null when they go to none
 */
public record PhotosLeaving(
        Collection<UUID> photoIds, @Nullable UUID target) {}
