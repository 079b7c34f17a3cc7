package vitrine.gallery.notifications;

import java.util.UUID;

/** An account was deleted; told within the transaction of the event. */
public record PersonForgotten(UUID accountId) {}
