package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import vitrine.gallery.branding.Branding;
import vitrine.gallery.branding.StudioPages;

/**
 * A studio as everybody may see it.
 *
 * @param galleryCount of its public galleries
 */
@Schema(name = "PublicStudio")
record PublicStudio(UUID id, String name, Branding branding, StudioPages pages, int galleryCount) {}
