package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import vitrine.gallery.photos.PhotoShelf;
import vitrine.gallery.photos.PhotoView;
import vitrine.gallery.photos.SetChoice;

@RestController
@RequestMapping("/api/galleries")
@Tag(name = "galleries")
class GalleryController {

    private final GalleryList list;
    private final GalleryKeeping keeping;
    private final GalleryBin bin;
    private final PhotoShelf photos;

    GalleryController(GalleryList list, GalleryKeeping keeping, GalleryBin bin, PhotoShelf photos) {
        this.list = list;
        this.keeping = keeping;
        this.bin = bin;
        this.photos = photos;
    }

    @Operation(
            operationId = "listGalleries",
            summary =
                    "The studio's galleries, or those that other studios share with the caller; or those that are archived")
    @GetMapping
    Page<GalleryView> list(
            Caller caller,
            @Parameter(description = "newest, event_date (the latest first) or name")
                    @RequestParam(defaultValue = "newest")
                    String sort,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Size(max = 256) @PlainText @Nullable String q) {
        return list.page(caller, GallerySort.of(sort), shared, archived, limit, cursor, q);
    }

    @Operation(operationId = "createGallery", summary = "Make a gallery")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GalleryView create(Caller caller, @Valid @RequestBody GalleryDraft draft) {
        return list.one(caller, keeping.create(caller, draft));
    }

    @Operation(operationId = "getGallery", summary = "One gallery")
    @GetMapping("/{id}")
    GalleryView one(Caller caller, @PathVariable UUID id) {
        return list.one(caller, id);
    }

    @Operation(operationId = "editGallery", summary = "Replace what a person may set of a gallery")
    @PutMapping("/{id}")
    GalleryView edit(Caller caller, @PathVariable UUID id, @Valid @RequestBody GalleryEdit edit) {
        keeping.edit(caller, id, edit);
        return list.one(caller, id);
    }

    @Operation(
            operationId = "chooseCover",
            summary = "Make a photo of the gallery its cover, and say what of it stays in view")
    @PutMapping("/{id}/cover")
    GalleryView cover(Caller caller, @PathVariable UUID id, @Valid @RequestBody CoverChoice choice) {
        keeping.cover(caller, id, choice);
        return list.one(caller, id);
    }

    @Operation(
            operationId = "deleteGallery",
            summary = "Put a gallery with its photos into the bin; 409 while one of them is locked")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID id) {
        bin.put(caller, List.of(id));
    }

    @Operation(operationId = "listGalleryPhotos", summary = "The photos of a gallery in their order")
    @GetMapping("/{id}/photos")
    Page<PhotoView> photos(
            Caller caller,
            @PathVariable UUID id,
            @Parameter(description = "The id of a set, or none for the photos that are in no set")
                    @RequestParam(required = false)
                    @Nullable
                    String set,
            @Parameter(description = "The account whose photos they are; for those who may edit")
                    @RequestParam(name = "added_by", required = false)
                    @Nullable
                    UUID addedBy,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return photos.ofGallery(caller, id, SetChoice.of(set), addedBy, limit, cursor);
    }
}
