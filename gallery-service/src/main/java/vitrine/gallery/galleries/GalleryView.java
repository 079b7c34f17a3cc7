package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.access.Permission;
import vitrine.gallery.studios.StudioView;

/**
 * A gallery as its studio sees it, and those it is shared with.
 *
 * @param locked its photos stay as they are
 * @param archived it is left out of the usual list
 * @param eventDate when what the photos show took place
 * @param coverPhotoId the chosen cover
 * @param cover what is shown: the chosen cover, or the first photo that is ready
 * @param photoCount of all photos, whatever their status
 * @param permission what the caller may do in it
 * @param permissionId what it stands on in the gallery of another studio
 */
@Schema(name = "Gallery")
record GalleryView(
        UUID id,
        String name,
        @Nullable String description,
        boolean isPublic,
        boolean locked,
        boolean archived,
        @Nullable LocalDate eventDate,
        @Nullable UUID coverPhotoId,
        @Nullable Picture cover,
        int photoCount,
        int pendingCount,
        int failedCount,
        Instant createdAt,
        Instant updatedAt,
        StudioView studio,
        Permission permission,
        @Nullable UUID permissionId) {}
