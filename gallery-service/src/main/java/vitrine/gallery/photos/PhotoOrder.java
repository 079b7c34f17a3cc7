package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/** Where photos stand now. */
@Schema(name = "PhotoOrder")
record PhotoOrder(List<Place> items) {

    @Schema(name = "PhotoPlace")
    record Place(UUID id, String position) {}
}
