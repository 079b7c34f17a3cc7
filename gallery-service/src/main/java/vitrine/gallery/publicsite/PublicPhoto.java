package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.galleries.Picture;
import vitrine.gallery.studios.StudioView;

/** A photo that everybody may see. */
@Schema(name = "PublicPhoto")
record PublicPhoto(
        UUID id,
        int width,
        int height,
        @Nullable String placeholder,
        @Nullable String title,
        Picture.Urls urls,
        GalleryName gallery,
        StudioView studio) {

    @Schema(name = "GalleryName")
    record GalleryName(UUID id, String name) {}
}
