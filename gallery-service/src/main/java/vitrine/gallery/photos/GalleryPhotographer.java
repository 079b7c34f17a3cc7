package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * Somebody whose photos are in a gallery.
 *
 * @param name empty while it is not known
 * @param clockSeconds added to the time their camera said
 */
@Schema(name = "GalleryPhotographer")
record GalleryPhotographer(UUID id, String name, int photoCount, int clockSeconds) {}
