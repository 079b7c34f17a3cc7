package vitrine.share.galleries;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A photo that clients see: ready and not hidden.
 *
 * @param downloadName to save it under, as its studio wants it
 */
public record SharedPhoto(
        UUID id,
        String key,
        String filename,
        String downloadName,
        @Nullable String title,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder,
        String position) {}
