package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;

@RestController
@RequestMapping("/api/images")
@Tag(name = "photos")
class PhotoController {

    private final PhotoShelf shelf;
    private final PhotoEditing editing;
    private final PhotoMoving moving;
    private final PhotoBin bin;

    PhotoController(PhotoShelf shelf, PhotoEditing editing, PhotoMoving moving, PhotoBin bin) {
        this.shelf = shelf;
        this.editing = editing;
        this.moving = moving;
        this.bin = bin;
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

    @Operation(operationId = "changePhotos", summary = "Change many photos at once; those of others are left out")
    @PostMapping("/changes")
    PhotoChanges.Outcome change(Caller caller, @Valid @RequestBody PhotoChanges changes) {
        var undo = editing.change(caller, changes);
        return new PhotoChanges.Outcome(shelf.these(caller, changes.photoIds()), undo);
    }

    @Operation(
            operationId = "undoPhotoChanges",
            summary = "Take changes of many photos back, as far as nobody has changed the same since")
    @PostMapping("/changes/undo")
    List<PhotoView> undo(Caller caller, @Valid @RequestBody PhotoUndo.Request undo) {
        editing.takeBack(caller, undo.photos());
        return shelf.these(
                caller, undo.photos().stream().map(PhotoUndo::photoId).toList());
    }

    @Operation(
            operationId = "movePhotos",
            summary = "Put photos into a gallery of their studio, in a set of it or in none; all of them or none")
    @PostMapping("/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(Caller caller, @Valid @RequestBody PhotoMove move) {
        moving.move(caller, move);
    }

    @Operation(
            operationId = "copyPhotos",
            summary =
                    "Make copies of photos in a gallery of their studio, in a set of it or in none; all of them or none")
    @PostMapping("/copy")
    @ResponseStatus(HttpStatus.CREATED)
    PhotoCopies copy(Caller caller, @Valid @RequestBody PhotoMove move) {
        return moving.copy(caller, move);
    }

    @Operation(operationId = "deletePhoto", summary = "Put a photo into the bin; 409 while it is locked")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID id) {
        bin.put(caller, List.of(id));
    }
}
