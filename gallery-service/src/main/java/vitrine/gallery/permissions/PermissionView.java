package vitrine.gallery.permissions;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.access.Permission;

/**
 * Leave that a studio gave. Nothing of it tells whether the address has an account.
 *
 * @param revokedAt null while it is in force
 * @param history what was done to it, the latest first
 */
@Schema(name = "GalleryPermission")
record PermissionView(
        UUID id,
        UUID galleryId,
        String galleryName,
        String email,
        Permission level,
        Instant grantedAt,
        @Nullable Instant revokedAt,
        List<Step> history) {

    /**
     * @param by who did it; null for accounts that are gone, and where it was given back
     * @param level from then on; null: none
     * @param givenBack by the person it was given to
     */
    @Schema(name = "PermissionStep")
    record Step(Instant at, @Nullable String by, @Nullable Permission level, boolean givenBack) {}
}
