package vitrine.gallery.bin;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.galleries.Picture;

/**
 * Something that can still be put back.
 *
 * @param name of the gallery, or the title or file of the photo
 * @param photoCount that come back with it
 * @param galleryName where the photo was
 * @param urls null when there is no picture of it
 * @param goneAt when it is deleted for good
 */
@Schema(name = "BinItem")
record BinItem(
        Kind kind,
        UUID id,
        String name,
        int photoCount,
        @Nullable String galleryName,
        @Nullable String placeholder,
        Picture.@Nullable Urls urls,
        Instant deletedAt,
        Instant goneAt) {

    @Schema(name = "BinItemKind")
    enum Kind {
        GALLERY,
        PHOTO;

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
