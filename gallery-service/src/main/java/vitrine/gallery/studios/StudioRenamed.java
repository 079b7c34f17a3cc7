package vitrine.gallery.studios;

import java.util.UUID;

/** A studio has another name now; told within the transaction of the change. */
public record StudioRenamed(UUID studioId) {}
