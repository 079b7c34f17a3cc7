package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;

/** What the studio says of itself on its public pages. */
@RestController
@RequestMapping("/api/studio/pages")
@Tag(name = "studio")
class PagesController {

    private final PageTexts texts;

    PagesController(PageTexts texts) {
        this.texts = texts;
    }

    @Operation(operationId = "getStudioPages", summary = "What the studio says of itself, in each language")
    @GetMapping
    StudioPages get(Caller caller) {
        return texts.of(caller.studioId());
    }

    @Operation(operationId = "editStudioPages", summary = "Say it otherwise; owners and managers")
    @PutMapping
    StudioPages edit(Caller caller, @Valid @RequestBody StudioPages pages) {
        BrandingController.requireKeeper(caller);
        texts.save(caller.studioId(), pages);
        return get(caller);
    }
}
