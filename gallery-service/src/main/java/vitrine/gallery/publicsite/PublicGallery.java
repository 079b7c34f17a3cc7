package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.galleries.Picture;
import vitrine.gallery.studios.StudioView;

/**
 * A gallery that everybody may see.
 *
 * @param photoCount of the photos that are shown
 */
@Schema(name = "PublicGallery")
record PublicGallery(
        UUID id,
        String name,
        @Nullable String description,
        @Nullable LocalDate eventDate,
        @Nullable Picture cover,
        int photoCount,
        StudioView studio,
        Instant createdAt) {}
