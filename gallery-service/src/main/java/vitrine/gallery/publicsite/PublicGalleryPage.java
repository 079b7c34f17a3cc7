package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.branding.Branding;
import vitrine.gallery.galleries.Picture;
import vitrine.gallery.studios.StudioView;

/**
 * A public gallery with what its page needs besides its photos.
 *
 * @param photoCount of the photos that are shown
 * @param sets those with photos to be seen, in their order
 */
@Schema(name = "PublicGalleryPage")
record PublicGalleryPage(
        UUID id,
        String name,
        @Nullable String description,
        @Nullable LocalDate eventDate,
        @Nullable Picture cover,
        int photoCount,
        StudioView studio,
        Instant createdAt,
        List<PublicSet> sets,
        Branding branding) {

    @Schema(name = "PublicSet")
    record PublicSet(UUID id, String name, int photoCount) {}

    static PublicGalleryPage of(PublicGallery gallery, List<PublicSet> sets, Branding branding) {
        return new PublicGalleryPage(
                gallery.id(),
                gallery.name(),
                gallery.description(),
                gallery.eventDate(),
                gallery.cover(),
                gallery.photoCount(),
                gallery.studio(),
                gallery.createdAt(),
                sets,
                branding);
    }
}
