package vitrine.gallery.permissions;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import vitrine.gallery.access.Permission;

/** @param level view, copy or edit */
@Schema(name = "PermissionChange")
record PermissionChange(@NotNull(message = "is required") Permission level) {}
