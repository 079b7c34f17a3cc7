package vitrine.share.galleries;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A photo that clients see: ready and not hidden. */
public record SharedPhoto(
        UUID id,
        String key,
        String filename,
        @Nullable String title,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder,
        String position) {}
