package vitrine.gallery.library;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.PlainText;
import vitrine.gallery.photos.PhotoView;

@RestController
@RequestMapping("/api/images")
@Tag(name = "library")
class LibraryController {

    private final Library library;
    private final Suggestions suggestions;

    LibraryController(Library library, Suggestions suggestions) {
        this.library = library;
        this.suggestions = suggestions;
    }

    @Operation(operationId = "listPhotos", summary = "The studio's library, or what of it is asked for; newest first")
    @GetMapping({"", "/"})
    Page<PhotoView> photos(
            Caller caller,
            @Valid LibraryFilter filter,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return library.photos(caller, filter, limit, cursor);
    }

    @Operation(
            operationId = "listPhotoIds",
            summary = "Only the ids of what is asked for, to change or download all of it")
    @GetMapping("/ids")
    Page<UUID> ids(
            Caller caller,
            @Valid LibraryFilter filter,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(10_000) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return library.ids(caller, filter, limit, cursor);
    }

    /** @param months as {@code 2026-05}, in UTC */
    @Schema(name = "Timeline")
    record Timeline(List<String> months) {}

    @Operation(operationId = "timeline", summary = "The months in which the studio's photos were taken, newest first")
    @GetMapping("/timeline")
    Timeline timeline(Caller caller) {
        return new Timeline(library.months(caller));
    }

    @Schema(name = "Suggestions")
    record SuggestionList(List<Suggestion> items) {}

    @Operation(operationId = "suggest", summary = "Galleries, tags, cameras and lenses that begin with what was typed")
    @GetMapping("/suggestions")
    SuggestionList suggest(Caller caller, @RequestParam @Size(max = 200) @PlainText String q) {
        return new SuggestionList(suggestions.of(caller, q));
    }
}
