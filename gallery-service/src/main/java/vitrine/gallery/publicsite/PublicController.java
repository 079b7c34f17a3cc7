package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.galleries.Picture;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.PlainText;
import vitrine.gallery.problems.Problem;

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

    @Operation(
            operationId = "listPublicGalleries",
            summary = "Public galleries, newest first; of one studio, or those that words are found in")
    @GetMapping("/galleries")
    Page<PublicGallery> galleries(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Size(max = 256) @PlainText @Nullable String q,
            @RequestParam(required = false) @Nullable UUID studio) {
        return showcase.galleries(limit, cursor, q, studio);
    }

    @Operation(
            operationId = "getPublicGallery",
            summary = "One public gallery, with its sets and the looks of its studio")
    @GetMapping("/galleries/{id}")
    PublicGalleryPage gallery(@PathVariable UUID id) {
        return showcase.gallery(id);
    }

    @Operation(operationId = "listPublicGalleryPhotos", summary = "The photos of a public gallery in their order")
    @GetMapping("/galleries/{id}/photos")
    Page<PublicPhoto> photos(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "A set's id, or `none` for the photos in no set")
                    @RequestParam(required = false)
                    @Pattern(
                            regexp = "none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                            message = "must be a set or none")
                    @Nullable
                    String set) {
        Showcase.Section section =
                set == null ? null : new Showcase.Section(set.equals("none") ? null : UUID.fromString(set));
        return showcase.ofGallery(id, limit, cursor, section);
    }

    /** An address that stays, for those who keep pages longer than signed addresses are good. */
    @Operation(operationId = "getPublicGalleryCover", summary = "Leads to the cover of a public gallery")
    @GetMapping("/galleries/{id}/cover")
    ResponseEntity<Void> cover(@PathVariable UUID id) {
        Picture cover = showcase.gallery(id).cover();
        if (cover == null) {
            throw Problem.notFound();
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .location(URI.create(cover.urls().preview()))
                .build();
    }
}
