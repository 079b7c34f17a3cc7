package vitrine.gallery.notifications;

import java.util.UUID;

/** An account told its address, which it confirmed; told within the transaction of the event. */
public record PersonKnown(UUID accountId, String email, boolean active) {}
