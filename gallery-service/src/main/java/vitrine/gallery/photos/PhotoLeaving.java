package vitrine.gallery.photos;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A photo is about to leave its gallery; told within the transaction, before the photo is locked. If somebody may not
 * do that, the transaction with all that listeners did is rolled back.
 *
 * @param target the gallery it moves to, null when it goes to none
 */
public record PhotoLeaving(UUID photoId, @Nullable UUID target) {}
