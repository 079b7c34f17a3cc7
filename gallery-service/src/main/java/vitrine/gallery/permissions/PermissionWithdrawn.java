package vitrine.gallery.permissions;

import java.util.UUID;

/**
 * {@code permission.withdrawn.v1}.
 *
 * @param grant of the URLs that were given out on it until now
 */
record PermissionWithdrawn(UUID permissionId, UUID galleryId, String grant) {}
