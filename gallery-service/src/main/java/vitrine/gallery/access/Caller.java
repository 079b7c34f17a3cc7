package vitrine.gallery.access;

import java.util.UUID;

/**
 * Who makes a request.
 *
 * @param studioId whose galleries and photos they work with. People without a studio are alone in one that bears the
 *     id of their account: their queries find nothing of others, and an admin can still have galleries.
 * @param ownsStudio decides what holds for all of the studio
 * @param photographer may work with photos, their own studio's and those that were shared with them for it
 * @param keepsStudio decides how it looks and what it says: its owner and managers
 * @param admin sees and changes all studios
 * @param token to ask other services in their name
 */
public record Caller(
        UUID accountId,
        UUID studioId,
        String username,
        boolean ownsStudio,
        boolean photographer,
        boolean keepsStudio,
        boolean admin,
        String token) {

    /** The grant of media URLs made for this person. */
    public String mediaGrant() {
        return "u." + accountId;
    }
}
