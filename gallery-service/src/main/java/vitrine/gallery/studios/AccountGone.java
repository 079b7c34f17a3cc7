package vitrine.gallery.studios;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account was deleted and takes along what it owned; told within the transaction of the event. Listeners take turns: galleries
 * are locked first, then uploads, then photos.
 *
 * @param studioId the studio that went with its last member, else null
 */
public record AccountGone(UUID accountId, @Nullable UUID studioId) {

    public static final int HOLD_GALLERIES = 1;
    public static final int END_UPLOADS = 2;
    public static final int DELETE = 3;
}
