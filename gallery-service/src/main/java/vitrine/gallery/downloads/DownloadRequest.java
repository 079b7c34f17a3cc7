package vitrine.gallery.downloads;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which photos to put in a ZIP.
 *
 * @param galleryId all photos of this gallery, or, with {@code photoIds}, those of them
 * @param photoIds in the order they should have
 */
@Schema(name = "DownloadRequest")
record DownloadRequest(
        @NotNull(message = "is required") DownloadSize size,
        @Nullable UUID galleryId,

        @Size(max = MOST, message = "must be at most " + MOST) @Nullable
        List<@NotNull UUID> photoIds) {

    static final int MOST = 20_000;
}
