package vitrine.gallery.studios;

import java.util.UUID;

/** A studio has another name, or other names for downloads; told within the transaction of the change. */
public record StudioChanged(UUID studioId) {}
