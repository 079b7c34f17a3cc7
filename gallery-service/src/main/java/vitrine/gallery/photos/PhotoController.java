package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Page;

@RestController
@RequestMapping("/api/images")
@Tag(name = "photos")
class PhotoController {

    private final PhotoShelf shelf;
    private final PhotoEditing editing;

    PhotoController(PhotoShelf shelf, PhotoEditing editing) {
        this.shelf = shelf;
        this.editing = editing;
    }

    @Operation(operationId = "listPhotos", summary = "The studio's library, newest first")
    @GetMapping({"", "/"})
    Page<PhotoView> library(
            Caller caller,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return shelf.library(caller, limit, cursor);
    }

    @Operation(operationId = "getPhoto", summary = "One photo")
    @GetMapping("/{id}")
    PhotoView one(Caller caller, @PathVariable UUID id) {
        return shelf.one(caller, id);
    }

    @Operation(
            operationId = "editPhoto",
            summary = "Change the fields that are sent; null takes title, description or gallery away")
    @PatchMapping("/{id}")
    PhotoView edit(Caller caller, @PathVariable UUID id, @Valid @RequestBody PhotoEdit edit) {
        editing.edit(caller, id, edit);
        return shelf.one(caller, id);
    }

    @Operation(operationId = "deletePhoto", summary = "Delete a photo; 409 while it is locked")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID id) {
        editing.delete(caller, id);
    }
}
