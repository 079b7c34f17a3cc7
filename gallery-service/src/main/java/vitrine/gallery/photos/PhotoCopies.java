package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/** @param ids of the copies, in the order of the photos they were made of */
@Schema(name = "PhotoCopies")
record PhotoCopies(List<UUID> ids) {}
