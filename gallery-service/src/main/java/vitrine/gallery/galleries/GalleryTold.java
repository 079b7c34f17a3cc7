package vitrine.gallery.galleries;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A gallery or its studio's name may have changed; told within the transaction of the change. */
public record GalleryTold(
        UUID galleryId, String name, @Nullable String description, String studioName) {}
