package vitrine.gallery.bin;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Photos and galleries; a gallery stands for the photos that go or went with it. */
@Schema(name = "BinChoice")
record BinChoice(
        @Size(max = 1000) @Nullable List<@NotNull UUID> photoIds,
        @Size(max = 100) @Nullable List<@NotNull UUID> galleryIds) {

    List<UUID> photos() {
        return photoIds == null ? List.of() : photoIds;
    }

    List<UUID> galleries() {
        return galleryIds == null ? List.of() : galleryIds;
    }
}
