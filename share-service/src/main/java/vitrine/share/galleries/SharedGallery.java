package vitrine.share.galleries;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A gallery as far as sharing it is concerned. */
public record SharedGallery(
        UUID id,
        UUID studioId,
        String studioName,
        String name,
        @Nullable String description,
        @Nullable UUID coverPhotoId,
        boolean deleted) {}
