package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.PlainText;

@RestController
@RequestMapping("/api/public")
@SecurityRequirements
@Tag(name = "public")
class PublicController {

    private final Showcase showcase;

    PublicController(Showcase showcase) {
        this.showcase = showcase;
    }

    @Operation(operationId = "listPublicPhotos", summary = "The newest photos of public galleries")
    @GetMapping("/photos")
    Page<PublicPhoto> newest(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return showcase.newest(limit, cursor);
    }

    @Operation(operationId = "listPublicGalleries", summary = "Public galleries, newest first")
    @GetMapping("/galleries")
    Page<PublicGallery> galleries(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Size(max = 256) @PlainText @Nullable String q) {
        return showcase.galleries(limit, cursor, q);
    }

    @Operation(operationId = "getPublicGallery", summary = "One public gallery")
    @GetMapping("/galleries/{id}")
    PublicGallery gallery(@PathVariable UUID id) {
        return showcase.gallery(id);
    }

    @Operation(operationId = "listPublicGalleryPhotos", summary = "The photos of a public gallery in their order")
    @GetMapping("/galleries/{id}/photos")
    Page<PublicPhoto> photos(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return showcase.ofGallery(id, limit, cursor);
    }
}
