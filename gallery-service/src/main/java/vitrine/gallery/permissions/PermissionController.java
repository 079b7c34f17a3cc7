package vitrine.gallery.permissions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.PlainText;

@RestController
@RequestMapping("/api")
@Tag(name = "permissions")
class PermissionController {

    private final Permissions permissions;
    private final PermissionList list;

    PermissionController(Permissions permissions, PermissionList list) {
        this.permissions = permissions;
        this.list = list;
    }

    @Operation(
            operationId = "listGalleryPermissions",
            summary = "Whom a gallery of the studio is, or was, shared with; the latest first")
    @GetMapping("/galleries/{id}/permissions")
    Page<PermissionView> ofGallery(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list.ofGallery(caller, id, active, limit, cursor);
    }

    @Operation(
            operationId = "grantPermission",
            summary =
                    "Give an address leave to view, copy from or edit a gallery, and write to it; 200 when it has leave already")
    @ApiResponse(responseCode = "201", description = "It has leave from now on")
    @ApiResponse(responseCode = "200", description = "It had; the level is the one given now")
    @PostMapping("/galleries/{id}/permissions")
    ResponseEntity<PermissionView> grant(
            Caller caller,
            @PathVariable UUID id,
            @Valid @RequestBody PermissionDraft draft,
            @Parameter(hidden = true) Locale language) {
        Permissions.Granted granted = permissions.grant(caller, id, draft, language);
        return ResponseEntity.status(granted.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(list.one(granted.id()));
    }

    @Operation(operationId = "changePermission", summary = "Give more leave, or less")
    @PutMapping("/galleries/{id}/permissions/{permission}")
    PermissionView change(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID permission,
            @Valid @RequestBody PermissionChange change) {
        permissions.change(caller, id, permission, change.level());
        return list.one(permission);
    }

    @Operation(
            operationId = "revokePermission",
            summary = "Take leave back; who was given it may give it back themselves")
    @DeleteMapping("/galleries/{id}/permissions/{permission}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID id, @PathVariable UUID permission) {
        permissions.revoke(caller, id, permission);
    }

    @Operation(operationId = "listPermissions", summary = "All leave that the studio gave, the latest first")
    @GetMapping("/permissions")
    Page<PermissionView> ofStudio(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID gallery,
            @Parameter(description = "A part of their address")
                    @RequestParam(required = false)
                    @Size(max = 254)
                    @PlainText
                    @Nullable
                    String person,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list.ofStudio(caller, new PermissionList.Filter(gallery, person, active), limit, cursor);
    }
}
